"""Due dates: read as people type them, counted from the meeting and not from today (ToR 9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.duedates import read_due
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


def due_day(store: Store, text: str, *, meeting: Meeting | None, today: date) -> date:
    """Read a due date. Raises DateNotUnderstood, with two examples that work."""
    counted_from = meeting.held_on if meeting else today
    ahead = [m.held_on for m in store.meetings.listed(since=counted_from)]
    later = next((day for day in ahead if day > counted_from), None)
    return read_due(
        text,
        counted_from=counted_from,
        today=today,
        days=group(store).working_days,
        next_meeting=later,
    )


def remarks(store: Store, due_on: date, *, today: date) -> list[str]:
    """Say what a person might not have meant: a day in the past, or one nobody works on."""
    from marg_cli.domain.calendar import british

    days = group(store).working_days
    said = []
    if due_on < today:
        said.append(f"{british(due_on)} is in the past: the action is overdue at once.")
    elif not days.is_working(due_on):
        near = british(days.next_working(due_on))
        said.append(f"{british(due_on)} is not a working day; the next one is {near}.")
    return said
