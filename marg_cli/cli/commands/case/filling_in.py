"""From a referral as it came to all that a case needs: read, shown, and asked where in doubt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli import prompts
from marg_cli.cli.commands.case.asking import typed
from marg_cli.cli.commands.case.loudly import immediate_risk
from marg_cli.cli.meaning import NotDone
from marg_cli.cli.pieces import name_of, pieces
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.referral.answers import says_yes
from marg_cli.domain.text import one_line
from marg_cli.errors import CannotAsk, Refused, UsageRefused
from marg_cli.services.referral import receiving
from marg_cli.services.referral.taking_in import Original

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.cli.session import Session
    from marg_cli.documents.received import Received
    from marg_cli.services.referral.receiving import Draft, Line

MB = 1024 * 1024
LARGEST = 25 * MB
SHOWN = 60
PASTED = "pasted text"
OPTIONS = {
    "referrer": "--referrer CODE",
    "reason": "--reason TEXT",
    "name": "--initials TEXT",
    "initials": "--initials TEXT",
}
"""What stands in for an answer nobody gave."""

QUESTIONS = {
    "immediate_risk": "Immediate risk: no, or what is it?",
    "knows": "Does the person know of it: yes, or no and why?",
}
"""What is asked where a label alone does not say how to answer."""

KEEPS = "takes it in, a field's name changes it, stop keeps nothing"

NEVER_EMPTY = {"referrer", "reason", "initials"}
"""What somebody who is asked has to say: initials only where there is no name."""


class Came(NamedTuple):
    """A referral as it came, and what was read in it."""

    original: Original
    received: Received


class AsRead(NamedTuple):
    """One field of a rehearsal."""

    field: str
    label: str
    text: str
    certain: bool


def read(session: Session, file: Path) -> Came:
    """Read the file, or what is pasted. Raises NotFound, NotReadable, Refused and UsageRefused."""
    from marg_cli.documents import received

    pasted = str(file) == "-"
    if pasted and sys.stdin.isatty():
        session.say("Paste the referral, then press Enter and Ctrl-D (on Windows: Ctrl-Z, Enter).")
    content = bytearray()
    for piece in pieces(file):
        content += piece
        if len(content) > LARGEST:
            raise Refused(
                f"That file is larger than {LARGEST // MB} MB.",
                "Copy its text and paste it: marg case receive -",
            )
    if not content.strip():
        raise UsageRefused("There is nothing in it.", "Check that it is the file you mean.")
    name = PASTED if pasted else name_of(file)
    return Came(Original(name, bytes(content)), received.read(bytes(content), name))


def given(**options: str | list[str] | None) -> dict[str, str]:
    """What the options say, by field; several of one are parted by line ends."""
    return {
        key: typed(text if isinstance(text, str) else "\n".join(text))
        for key, text in options.items()
        if text is not None
    }


def draft(session: Session, received: Received) -> Draft:
    """What was read, field by field."""
    return receiving.draft(
        session.store,
        received.rows,
        received.text,
        sender=received.sender,
        address=received.address,
        on=session.today,
    )


def completed(session: Session, received: Received, draft: Draft) -> dict[str, str]:
    """Every field's text: as it was read, or as a person says where it is missing or doubtful.

    Raises CannotAsk, naming the fields, where nobody is there to say.
    """
    if not session.may_ask:
        _must_be_complete(draft, sure=session.is_sure)
        return draft.texts
    from marg_cli.cli.commands.case.beside import show

    show(received.text, draft)
    if says_yes(draft.texts.get("immediate_risk")):
        immediate_risk(session, "this referral", is_reported="reported_to" in draft.texts)
    texts = draft.texts
    for line in draft.asked():
        texts[line.field.key] = _asked(session, line)
    if not texts.get("name") and not texts.get("initials"):
        texts["initials"] = _asked(session, draft.line("initials"))
    if not session.is_sure:
        _corrected(session, draft, texts)
    return texts


def _corrected(session: Session, draft: Draft, texts: dict[str, str]) -> None:
    """Let a person put any field right by its name before anything is kept. Raises NotDone."""
    labels = {line.field.label.casefold(): line for line in draft.lines}
    while True:
        answer = prompts.maybe(session, None, "Is all of it right?", KEEPS)
        if answer is None:
            return
        asked = answer.strip().casefold()
        if asked == "stop":
            raise NotDone("Nothing was kept.")
        found = [line for label, line in labels.items() if label.startswith(asked)]
        if len(found) == 1:
            key = found[0].field.key
            texts[key] = _asked(session, found[0]._replace(text=texts.get(key, "")))
        else:
            session.say(
                f"Which field? {', '.join(line.field.label for line in found or draft.lines)}."
            )


def _must_be_complete(draft: Draft, *, sure: bool) -> None:
    missing, doubtful = draft.missing(), [] if sure else draft.doubtful()
    if missing:
        options = ", ".join(OPTIONS[line.field.key] for line in missing)
        raise CannotAsk(
            f"The referral does not say: {in_words(missing)}.",
            f"Receive it at a terminal, where you are asked, or give {options}.",
        )
    if doubtful:
        raise CannotAsk(
            f"Somebody has to look at what was read of: {in_words(doubtful)}.",
            "Receive it at a terminal. To take it as it was read, look at it with --dry-run, "
            "then say --yes.",
        )


def in_words(lines: Sequence[Line]) -> str:
    """Name fields in a sentence, never what they hold."""
    labels = (line.field.label for line in lines)
    return in_a_sentence(
        [f"{label[0].lower()}{label[1:]}" if label[1:2].islower() else label for label in labels]
    )


def as_read(draft: Draft) -> list[AsRead]:
    """The fields that say something, for a rehearsal."""
    return [
        AsRead(line.field.key, line.field.label, line.text, line.sure)
        for line in draft.lines
        if line.text
    ]


def _asked(session: Session, line: Line) -> str:
    """One field's text as a person says; Enter keeps what is likely, a single dash clears."""
    label, key = line.field.label, line.field.key
    likely = one_line(line.text)
    likely = f"{likely[:SHOWN]}…" if len(likely) > SHOWN else likely
    question = QUESTIONS.get(key, f"{label}?")
    question = f"{question} [{likely}]" if likely else question

    def ask() -> str:
        if key in NEVER_EMPTY and not likely:
            return prompts.ask(session, question, option=OPTIONS[key])
        enter = "keeps it, - clears it" if likely else "for not known"
        answer = prompts.maybe(session, None, question, enter)
        return line.text if answer is None else answer.strip().removeprefix("-")

    def read(text: str) -> str:
        if not text and key in NEVER_EMPTY:
            raise UsageRefused("It cannot be empty.", "Say what it should be.")
        return receiving.must_be_readable(session.store, key, text, session.today)

    return prompts.understood(session, None, ask, read) or ""
