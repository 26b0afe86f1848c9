"""The day to meet on: read as people type it, free of another meeting, and remarked on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import WorkingDays, british, short
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.duedates import read_day, read_due
from marg_cli.errors import DateNotUnderstood, Refused, UsageRefused

if TYPE_CHECKING:
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

FIRST_YEAR, LAST_YEAR = 1900, 2100


def read(text: str, on: date) -> date:
    """Read the day to meet on; without a year it lies ahead. Raises DateNotUnderstood."""
    try:
        day = read_due(text, counted_from=on, today=on, days=WorkingDays(), next_meeting=None)
    except DateNotUnderstood:
        day = read_day(text, today=on)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageRefused(
            f"{day.isoformat()} is no day to meet on ({FIRST_YEAR} to {LAST_YEAR}).",
            "Check the year.",
        )
    return day


def must_be_free(store: Store, day: date) -> None:
    """Raises Refused when there is a meeting on that day that was not cancelled."""
    if store.meetings.listed(held_on=day):
        raise Refused(
            f"There is a meeting on {british(day)} already.",
            f"See it with: marg meeting show {day}    Change it with: marg meeting edit {day}",
        )


def remarks(made: Group, day: date, on: date) -> list[str]:
    """Say what a person might not have meant: a day in the past, too soon, or nobody works on."""
    days = made.working_days
    said = [f"{british(day)} is in the past."] if day < on else _too_soon(made, day, on)
    if days.is_working(day):
        return said
    near = f"{short(days.add(day, -1))} and {short(days.next_working(day))}"
    off = f"{british(day)} is {day_off(days, day)}; working days near it: {near}."
    return [*said, f"{off} To take one: marg meeting edit {day} --date DATE"]


def _too_soon(made: Group, day: date, on: date) -> list[str]:
    """Say which deadlines of a meeting ahead are over already."""
    from marg_cli.services.meetings.deadlines import deadlines_of

    over = [due.what.lower() for due in deadlines_of(made, day) if due.on < on]
    if not over:
        return []
    return [f"Over already for that day: {in_a_sentence(over)}. See: marg meeting show {day}"]


def day_off(days: WorkingDays, day: date) -> str:
    """Why nobody works on a day."""
    if day in days.extra:
        return "a day the group is closed"
    return "a bank holiday" if days.is_holiday(day) else "at a weekend"
