"""Whether the register knows the person already: somebody judges before a reference is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.meaning import NotDone
from marg_cli.domain.case import LIVE
from marg_cli.domain.person import Person
from marg_cli.errors import MargError, Refused, UsageRefused

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.cases.find import Found

NewOption = Annotated[
    bool, typer.Option("--new", help="A new case, also where the person may be known.")
]
SameOption = Annotated[
    str | None, typer.Option("--same", metavar="REF", help="It is the person of this case.")
]


def which_case(session: Session, described: Person, *, new: bool, same: str | None) -> str | None:
    """The case whose person it is, or None for a new one: as said, else judged by a person.

    Raises Refused where the person may be known and nobody is there to judge, and NotDone.
    """
    if new and same:
        raise UsageRefused("It is either a new case or the same person.", "Leave one out.")
    if same:
        from marg_cli.services.cases.find import chosen

        return chosen(session.store, same)
    if new or described == Person():
        return None
    from marg_cli.services.cases.find import possible_same

    found = possible_same(session.store, described)
    if not found:
        return None
    session.say("This may be somebody the register knows; judge before a reference is given:")
    for match in found:
        session.say(f"  {match.ref}  {match.status}: {', '.join(match.matched)}")
    if session.may_ask:
        return _judged(session, found)
    likest = found[0].ref
    raise Refused(
        f"The person may be the one of {likest}, and nobody is there to judge.",
        f"Look with: marg case show {likest}    Then say --same {likest}, or --new if it is not.",
    )


def _judged(session: Session, found: list[Found]) -> str | None:
    likest = found[0].ref
    session.say(f"Look from another window with: marg case show {likest}")
    session.say(f"The same person: type the reference, such as {likest}. {_meaning(found)}")
    session.say("Somebody else: type new. To leave everything as it is: type stop.")
    from marg_cli.services.cases.find import chosen

    while True:
        answer = prompts.ask(session, "Who is it?", option="--same REF or --new").strip()
        if answer.casefold() == "new":
            return None
        if answer.casefold() == "stop":
            raise NotDone("Nothing was added.")
        try:
            return chosen(session.store, answer)
        except MargError as refusal:
            session.say(refusal.message)


def _meaning(found: list[Found]) -> str:
    """Say what becomes of the cases shown when they are chosen."""
    says = {
        True: "An open case stays as it is, and the referral is added to it.",
        False: "A case that has ended comes back under its reference.",
    }
    return " ".join(says[is_open] for is_open in dict.fromkeys(m.status in LIVE for m in found))
