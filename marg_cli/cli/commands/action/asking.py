"""Asking for what an action was not given; a slip is asked for again, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.cli.session import Session
    from marg_cli.domain.meeting import Meeting


def agency(session: Session, given: str | None, *, leave: str | None = None) -> str:
    """Whose action it is, as a code; where *leave* says what Enter does, that gives nothing."""
    return prompts.agency(session, given, "Which agency?", option="--agency CODE", leave=leave)


def due(
    session: Session, given: str | None, meeting: str | None = None, *, leave: str | None = None
) -> str:
    """By when, as a day that can be read; where *leave* says what Enter does, it gives nothing.

    At a terminal another day is offered in place of one that may not be meant.
    """
    if given is not None and (session.is_sure or not session.may_ask):
        return given
    from marg_cli.services.actions.due import due_day
    from marg_cli.services.at_the_table.under_way import named_or_under_way

    set_by = named_or_under_way(session.store, meeting, today=session.today)
    store, today = session.store, session.today
    day = prompts.understood(
        session,
        given,
        lambda: prompts.ask_or(leave, session, "Due when?", option="--due WHEN"),
        lambda text: _kept(session, due_day(store, text, meeting=set_by, today=today), set_by),
    )
    return day.isoformat() if day else ""


def _kept(session: Session, day: date, meeting: Meeting | None) -> date:
    """A day, or another that is given for it when it is past or nobody works on it."""
    from marg_cli.domain.calendar import short
    from marg_cli.services.actions.due import due_day, remarks

    store, today = session.store, session.today
    set_on = meeting.held_on if meeting else None
    odd = [r for r in remarks(store, day, set_on, today=today) if r.asks]
    if not odd or session.is_sure:
        return day
    for remark in odd:
        session.say(remark.text)
    other = prompts.understood(
        session,
        None,
        lambda: prompts.maybe(session, None, "Another due date?", f"keeps {short(day)}"),
        lambda text: due_day(store, text, meeting=meeting, today=today),
    )
    return day if other is None else _kept(session, other, meeting)
