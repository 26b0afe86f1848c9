"""Due dates: read as people type them, counted from the meeting and not from today (ToR 9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.duedates import read_due
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


def due_day(store: Store, text: str, *, meeting: Meeting | None, today: date) -> date:
    """Read a due date. Raises DateNotUnderstood, with two examples that work."""
    counted_from = meeting.held_on if meeting else today
    return read_due(
        text,
        counted_from=counted_from,
        today=today,
        days=group(store).working_days,
        next_meeting=next_meeting(store, counted_from),
    )


class Remark(NamedTuple):
    """What a person might not have meant by a due date; *asks* where another day is offered."""

    text: str
    asks: bool


def remarks(store: Store, due_on: date, set_on: date | None, *, today: date) -> list[Remark]:
    """Look at a due date: whether it is past, whether people work on it, whether the group meets.

    *set_on* is the day of the meeting that set it; without one it is *today*.
    """
    from marg_cli.domain.calendar import british, short

    days = group(store).working_days
    said = []
    if due_on < today:
        ahead = short(days.next_working(today))
        past = f"{british(due_on)} is in the past: the action is overdue at once"
        said.append(Remark(f"{past}. The first working day left: {ahead}.", asks=True))
    elif not days.is_working(due_on):
        from marg_cli.services.meetings.day import day_off

        near = f"{short(days.add(due_on, -1))} and {short(days.next_working(due_on))}"
        off = f"{british(due_on)} is {day_off(days, due_on)}; working days near it: {near}."
        said.append(Remark(off, asks=True))
    following = next_meeting(store, set_on or today)
    if following is not None and due_on > following:
        after = f"{british(due_on)} is after the next meeting, on {british(following)}"
        before = short(days.add(following, -1))
        remark = f"{after}: it will not be due there. The working day before it: {before}."
        said.append(Remark(remark, asks=False))
    return said


def next_meeting(store: Store, counted_from: date) -> date | None:
    """The day of the first meeting after one, or after a day."""
    ahead = (m.held_on for m in store.meetings.listed(since=counted_from))
    return next((day for day in ahead if day > counted_from), None)
