"""Asking for what an action was not given; a slip is asked for again, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def agency(session: Session, given: str | None, *, leave: str | None = None) -> str:
    """Whose action it is, as a code; where *leave* says what Enter does, that gives nothing."""
    return prompts.agency(session, given, "Which agency?", option="--agency CODE", leave=leave)


def due(
    session: Session, given: str | None, meeting: str | None = None, *, leave: str | None = None
) -> str:
    """By when, as a day that can be read; where *leave* says what Enter does, it gives nothing."""
    if given is not None:
        return given
    from marg_cli.services.due import due_day
    from marg_cli.services.under_way import named_or_under_way

    set_by = named_or_under_way(session.store, meeting, today=session.today)
    day = prompts.understood(
        session,
        None,
        lambda: prompts.ask_or(leave, session, "Due when?", option="--due WHEN"),
        lambda text: due_day(session.store, text, meeting=set_by, today=session.today),
    )
    return day.isoformat() if day else ""
