"""Working days in England, and days and times written the way the group's papers write them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from marg_cli.domain.bank_holidays import FIRST_YEAR, LAST_YEAR, bank_holidays

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SATURDAY = 5


class WorkingDays(NamedTuple):
    """The days people work: not weekends, not England's bank holidays, not the group's own days."""

    extra: frozenset[date] = frozenset()

    def is_holiday(self, day: date) -> bool:
        """Whether *day* is a bank holiday or one of the group's own, on whatever weekday."""
        return day in bank_holidays(day.year) or day in self.extra

    def is_working(self, day: date) -> bool:
        """Whether people work on *day*."""
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def next_working(self, day: date) -> date:
        """*day* itself if it is a working day, otherwise the first one after it."""
        return day if self.is_working(day) else self.add(day, 1)

    def add(self, day: date, n: int) -> date:
        """Count *n* working days on from *day*, or back when negative; *day* itself is day 0.

        The answer is a working day, except that adding 0 gives *day* as it is.
        Raises OverflowError beyond the years 1 to 9999.
        """
        if n == 0:
            return day
        step = n + 1 if n < 0 and not self.is_working(day) else n
        first = last = day.year
        while True:
            off = _days_off(first, last, self.extra)
            found = off.day_numbered(off.number_of(day) + step)
            if off.first_year <= found.year <= off.last_year:
                return found
            first, last = min(first, found.year), max(last, found.year)

    def between(self, start: date, end: date) -> int:
        """How many working days come after *start*, up to and including *end*.

        0 when *end* is not after *start*. So many days late is, on *end*, what was due on *start*.
        """
        if end <= start:
            return 0
        off = _days_off(start.year, end.year, self.extra)
        return off.number_of(end) - off.number_of(start)


class _DaysOff:
    """Days off that fall on weekdays, in order; with them working days are numbered through."""

    __slots__ = ("first_year", "last_year", "ordinals", "working_days_before")

    def __init__(self, first_year: int, last_year: int, extra: frozenset[date]) -> None:
        years = (bank_holidays(year) for year in range(first_year, last_year + 1))
        off = sorted(d.toordinal() for d in extra.union(*years) if d.weekday() < SATURDAY)
        self.first_year, self.last_year = first_year, last_year
        self.ordinals = off
        self.working_days_before = [_weekdays_up_to(d) - n for n, d in enumerate(off, start=1)]

    def number_of(self, day: date) -> int:
        """How many working days there are up to and including *day*."""
        ordinal = day.toordinal()
        return _weekdays_up_to(ordinal) - bisect_right(self.ordinals, ordinal)

    def day_numbered(self, number: int) -> date:
        """The working day of that number, the inverse of `number_of`."""
        weekdays = number + bisect_right(self.working_days_before, number - 1)
        weeks, rest = divmod(weekdays - 1, SATURDAY)
        try:
            return date.fromordinal(weeks * 7 + rest + 1)
        except ValueError as error:
            raise OverflowError(str(error)) from error


@lru_cache(maxsize=256)
def _days_off(first_year: int, last_year: int, extra: frozenset[date]) -> _DaysOff:
    """Spans of years inside the table share what was worked out for all of it."""
    if FIRST_YEAR < first_year <= last_year < LAST_YEAR:
        return _days_off(FIRST_YEAR, LAST_YEAR, extra)
    return _DaysOff(first_year, last_year, extra)


def _weekdays_up_to(ordinal: int) -> int:
    return ordinal - (ordinal + 1) // 7 - ordinal // 7  # day 1 of the calendar was a Monday


def add_months(day: date, n: int) -> date:
    """The same day *n* months on (back when negative), or that month's last day if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """28 to 31; *month* is 1 to 12."""
    if month == 12:  # noqa: PLR2004 - December, whose next month may be beyond the calendar
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def british(day: date) -> str:
    """A day in full: Wednesday 18 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """A day for tables: 18 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def month(day: date) -> str:
    """The month of a day: November 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock(text: str) -> str:
    """A time of day, HH:MM, as it is said: 10am, 12.15pm, midday, midnight.

    Raises ValueError for what is not a time from 00:00 to 23:59.
    """
    at = time.fromisoformat(text)
    if at.minute == 0 and at.hour in {0, 12}:
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"  # noqa: PLR2004 - noon
