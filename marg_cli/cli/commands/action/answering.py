"""How the verbs of `action` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.actions.action import Changed
    from marg_cli.services.actions.view import ActionView


def answer(session: Session, changed: Changed, what: str) -> None:
    """Say what happened and the next step; programs get the action."""
    action = changed.action
    if session.format is not Format.TABLE:
        emit_one(session, action, {})
    place = action.case or "group"
    count = changed.remaining
    remain = f"{count} action{' remains' if count == 1 else 's remain'} open"
    on = f"on {place}: marg action list --case {place}" if action.case else "in all."
    session.say(f"{action.ref} {what}. {remain} {on}")


def say_of_the_day(session: Session, due_on: date, counted_from: date | None) -> None:
    """Say what a person might not have meant by a due date, but for what was asked about."""
    from marg_cli.services.actions.due import remarks

    asked = session.may_ask and not session.is_sure
    for remark in remarks(session.store, due_on, counted_from, today=session.today):
        if not (remark.asks and asked):
            session.say(remark.text)


def say_to_whom_it_is_new(session: Session, action: ActionView) -> None:
    """Say that an agency was given an action at a meeting it was away from."""
    if action.absent_when_set and action.meeting:
        session.say(
            f"{action.agency} was not at that meeting, so it does not know yet: "
            f"marg action chase {action.agency} --meeting {action.meeting.isoformat()}"
        )
