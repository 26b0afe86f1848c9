"""Asking for what describes a person: nothing is required, and a slip is asked for again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli import prompts
from marg_cli.domain.person import Person, initials_of, read_birth_date, read_initials
from marg_cli.domain.text import as_typed

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.domain.case import CaseStatus


class Given(NamedTuple):
    """What of a person came with the command."""

    name: str | None
    born: str | None
    alias: list[str] | None
    address: str | None
    nhs: str | None
    police_ref: str | None
    area: str | None


def referrer(session: Session, given: str | None) -> str:
    """Whose referral it is, as a code the register knows."""
    from marg_cli.services.cases.case import referring

    code = prompts.understood(
        session,
        given,
        lambda: prompts.ask(session, "Which agency refers?", option="--referrer CODE"),
        lambda text: referring(session.store, text),
    )
    assert code is not None  # noqa: S101 - `ask` does not take nothing for an answer
    return code


def person(session: Session, given: Given) -> Person:
    """What describes the person: as given, else asked for; Enter leaves it unknown."""
    return Person(
        name=prompts.maybe(session, given.name, "Full name?"),
        born=prompts.understood(
            session,
            given.born,
            lambda: prompts.maybe(session, None, "Born when?"),
            lambda text: read_birth_date(text, today=session.today),
        ),
        aliases=_aliases(session, given.alias),
        address=prompts.maybe(session, given.address, "Address?"),
        nhs=prompts.maybe(session, given.nhs, "NHS number?"),
        police_ref=prompts.maybe(session, given.police_ref, "Police reference?"),
        area=prompts.maybe(session, given.area, "Area?"),
    )


def initials(session: Session, given: str | None, name: str | None) -> str:
    """As given, else from the name, else asked for."""
    if given is None and name and initials_of(name):
        return initials_of(name)
    letters = prompts.understood(
        session,
        given,
        lambda: prompts.ask(session, "Initials?", option="--initials TEXT"),
        read_initials,
    )
    assert letters is not None  # noqa: S101 - `ask` does not take nothing for an answer
    return letters


ASKED_AGAIN = {
    "name": "Full name?",
    "born": "Born when?",
    "address": "Address?",
    "nhs": "NHS number?",
    "police_ref": "Police reference?",
    "area": "Area?",
}
"""What an edit asks for when it was not told what to change: what belongs in no history file."""


def corrections(session: Session, ref: str) -> dict[str, str]:
    """Ask field by field what is to change of the person. Raises NothingToChange."""
    from marg_cli.services.cases.case import known
    from marg_cli.services.editing import must_change

    given: dict[str, str] = {}
    if session.may_ask:
        known(session.store, ref)
        session.say("Enter keeps what is there; a single dash clears it.")
        for field, question in ASKED_AGAIN.items():
            answer = prompts.maybe(session, None, question, "keeps it")
            if answer is not None:
                given[field] = "" if answer.strip() == "-" else answer
    must_change(given or None, options="--name, --theme, --resolving, --reason; see --help")
    return given


def typed(text: str) -> str:
    """A text as an option gave it; a single dash is read from standard input."""
    if text == "-":
        text = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    return as_typed(text)


def before(session: Session, ref: str, status: CaseStatus, verb: str) -> None:
    """Say that a case cannot become *status* before a person has typed why."""
    if session.may_ask:
        from marg_cli.services.cases.life import may_become

        may_become(session.store, ref, status, verb)


def _aliases(session: Session, given: list[str] | None) -> tuple[str, ...]:
    if given is None:
        answer = prompts.maybe(session, None, "Other names, with commas between?") or ""
        given = answer.split(",")
    return tuple(as_typed(alias.strip()) for alias in given if alias.strip())
