"""The days of 2026 in England, written down by hand: the program is held against them."""

from __future__ import annotations

from datetime import date, timedelta

YEAR = 2026
ENDS = date(2026, 12, 31)
FAIR = date(2026, 8, 11)
"""The town's fair: the group's own closed day, on which its August meeting would fall."""

OFF = {
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    FAIR,
}
MEETINGS = [
    date(2026, 1, 13),
    date(2026, 2, 10),
    date(2026, 3, 10),
    date(2026, 4, 14),
    date(2026, 5, 12),
    date(2026, 6, 9),
    date(2026, 7, 14),
    date(2026, 8, 12),  # the day after the fair
    date(2026, 9, 8),
    date(2026, 10, 13),
    date(2026, 11, 10),
    date(2026, 12, 8),
]
MEETINGS_NEXT_YEAR = [
    date(2027, 1, 4),
    date(2027, 2, 1),
    date(2027, 3, 1),
    date(2027, 4, 5),
    date(2027, 5, 4),  # the first Monday is a bank holiday
]
FRIDAY = 4


def is_working(day: date) -> bool:
    return day.weekday() <= FRIDAY and day not in OFF


def working_days(day: date, count: int) -> date:
    """So many working days on, or back; a day is stepped over one at a time."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working(day):
            day += step
    return day


def days_late(due: date, on: date) -> int:
    days = (due + timedelta(days=n) for n in range(1, (on - due).days + 1))
    return sum(map(is_working, days))


def end_of_month(day: date) -> date:
    return day.replace(day=28) + timedelta(days=4 - (day.replace(day=28) + timedelta(days=4)).day)


def due(words: str, meeting: date) -> date:
    """What the words of a due date come to, counted from a meeting (ToR 9.2)."""
    if words == "friday":
        return meeting + timedelta(days=(FRIDAY - meeting.weekday() - 1) % 7 + 1)
    if words == "end of month":
        return end_of_month(meeting)
    if words == "next meeting":
        return next(day for day in [*MEETINGS, *MEETINGS_NEXT_YEAR] if day > meeting)
    number, unit = words.split(" ", 1)
    if unit == "working days":
        return working_days(meeting, int(number))
    return meeting + timedelta(weeks=int(number))
