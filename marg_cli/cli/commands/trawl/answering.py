"""How the verbs of `trawl` that keep an answer say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli.output import emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.services.trawl.view import CheckView

if TYPE_CHECKING:
    from marg_cli.services.trawl.answering import Answered

SAID = {
    "asked": "asked, no answer yet",
    "late": "no answer, and its day is past",
    "nil": "nil return",
    "speak": "will speak to it",
    "returned": "returned in writing",
}
"""A check's state in words."""


def said(check: CheckView) -> str:
    """What an agency said about a case, and whether it came after its day."""
    wrote = ", and wrote" if check.information and check.state == "speak" else ""
    return f"{SAID[check.state]}{wrote}{', late' if check.late and check.is_answered else ''}"


def answer(session: Session, answered: Answered) -> None:
    """Say what was kept, what is left, and the next step; programs get the checks."""
    checks = answered.checks
    if session.format is not Format.TABLE:
        if len(checks) == 1:
            emit_one(session, checks[0], {})
        else:
            emit(session, checks, (), CheckView._fields, empty="")
    for remark in answered.remarks:
        session.say(remark)
    first = checks[0]
    about = in_a_sentence([check.case for check in checks])
    session.say(f"{first.agency} on {about}: {said(first)}{_written(first)}. {left(answered)}")


def left(answered: Answered) -> str:
    """How many an agency has still to answer, and how to go on."""
    first = answered.checks[0]
    if not answered.left:
        return f"Nothing is left for it: marg trawl list --meeting {first.meeting}"
    more = counted(answered.left, "check")
    verb = "is" if answered.left == 1 else "are"
    return f"{more} {verb} left for it: marg trawl return {first.agency} --meeting {first.meeting}"


def _written(check: CheckView) -> str:
    return f", {in_a_sentence(check.information)}" if check.information else ""
