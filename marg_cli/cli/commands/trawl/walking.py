"""Going through an agency's cases with one key each; every answer is kept as it is typed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.cli.commands.trawl.answering import said
from marg_cli.cli.keys import keys_at_once, one_key, whole_lines
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.domain.information import InformationKind
from marg_cli.domain.text import as_typed, visible
from marg_cli.errors import CannotAsk, MargError
from marg_cli.services.trawl import answering
from marg_cli.services.trawl.answering import Answer, Marked, Written
from marg_cli.services.trawl.walking import Walk
from marg_cli.services.trawl.walking import walk as questions_for
from marg_cli.services.undo import take_back

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.trawl.walking import Question

NIL, SPEAK, TEXT, SKIP, UNDO, QUIT = "nstkuq"
KEYS = {
    NIL: "nil return",
    SPEAK: "will speak",
    TEXT: "text",
    SKIP: "skip",
    UNDO: "undo",
    QUIT: "quit",
}
KINDS = {"f": InformationKind.FACT, "p": InformationKind.PERCEPTION}
YES = {"y": True, "n": False}


def walk(session: Session, agency: str, *, meeting: str, room: bool, by: str | None) -> None:
    """Ask about each case in turn. Raises CannotAsk where nobody is there to ask."""
    if not session.may_ask:
        raise CannotAsk(
            "Which case is that about? Nobody is there to ask.",
            "Name it: marg trawl return AGENCY CASE --nil, --speak or TEXT; "
            "or say --nil for all that are left.",
        )
    found = questions_for(session.store, agency, meeting=meeting, room=room, on=session.today)
    if not found.questions:
        session.say(
            f"{found.agency} has answered everything: marg trawl list --agency {found.agency}"
        )
        return
    session.say(
        f"{found.agency} · {found.name}. {counted(len(found.questions), 'case')} for "
        f"{british(found.meeting)}, to be back by {british(found.due)}."
    )
    session.say("Keys: " + ", ".join(f"{key} {what}" for key, what in KEYS.items()))
    with keys_at_once():
        _Walking(session, found, by).go()


class _Walking:
    """One walk under way: where it has come to, and what was kept."""

    def __init__(self, session: Session, found: Walk, by: str | None) -> None:
        self._session = session
        self._found = found
        self._by = as_typed(by) if by else None
        self._at = 0
        self._kept: list[tuple[int, int]] = []

    def go(self) -> None:
        """Go on until the last case, or until somebody quits."""
        try:
            while self._at < len(self._found.questions) and self._one():
                pass
        except EOFError:
            self._write("\n")
        self._session.say(self._closing())

    def _one(self) -> bool:
        """Ask about the case it has come to; answers whether to go on."""
        question = self._found.questions[self._at]
        self._write(_asked(question))
        key = one_key(KEYS)
        if key == QUIT:
            self._write("quit\n")
            return False
        if key == UNDO:
            self._undo()
        elif key == SKIP:
            self._write("skipped\n")
            self._at += 1
        else:
            self._answer(question, key)
        return True

    def _answer(self, question: Question, key: str) -> None:
        try:
            written = self._written() if key == TEXT else {}
            answer = Answer(key == NIL, key == SPEAK, written, self._by)
            kept = answering.answer(
                self._session.store,
                self._found.agency,
                question.check.case,
                answer,
                meeting=self._found.meeting.isoformat(),
                on=self._session.today,
            )
        except MargError as refusal:
            self._write("\n")
            self._session.say(refusal.message)
            return
        self._kept.append((kept.seq, self._at))
        self._write(f"{said(kept.checks[0])}\n")
        self._at += 1

    def _written(self) -> dict[InformationKind, Written]:
        """The text, then three single keys: fact or perception, and how it is marked."""
        self._write("text\n")
        with whole_lines():
            text = prompts.ask(self._session, "  What does it say?", option="TEXT")
        self._write("  f fact or p perception? ")
        kind = KINDS[one_key(KINDS)]
        self._write(f"{kind}\n  About somebody else too? y or n ")
        third_party = self._yes()
        self._write("  Criminal-offence data? y or n ")
        return {kind: Written(as_typed(text), Marked(third_party, self._yes()))}

    def _yes(self) -> bool:
        is_so = YES[one_key(YES)]
        self._write("yes\n" if is_so else "no\n")
        return is_so

    def _undo(self) -> None:
        """Take the last answer back and come to its case again."""
        if not self._kept:
            self._write("nothing to undo\n")
            return
        seq, at = self._kept.pop()
        take_back(self._session.store, seq)
        self._write("undone\n")
        self._at = at

    def _closing(self) -> str:
        agency, meeting = self._found.agency, self._found.meeting
        left = len(self._found.questions) - len(self._kept)
        kept = f"{counted(len(self._kept), 'answer')} kept"
        if not left:
            return f"{kept}. {agency} has answered everything: marg trawl list --meeting {meeting}"
        verb = "is" if left == 1 else "are"
        return f"{kept}, {left} {verb} left: marg trawl return {agency} --meeting {meeting}"

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(visible(text))
        sys.stderr.flush()


def _asked(question: Question) -> str:
    initials = f"  {question.initials}" if question.initials else ""
    late = "  late" if question.check.late else ""
    return f"{question.check.case}{initials}{late}  "
