"""The days the group meets by its rule, and what becomes of one that is a bank holiday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from marg_cli.domain.calendar import MONTHS, WorkingDays, days_in_month
from marg_cli.domain.day_words import Phrase, phrase
from marg_cli.domain.plain_dates import dated
from marg_cli.errors import DateNotUnderstood

LAST = -1
IN_MONTH = {"O W": (), "O and O W": (), "last W": (LAST,), "O and last W": (LAST,)}
EVERY = {"every week": 1, "every fortnight": 2, "every other week": 2}
EVERY_SO_MANY = {"every N week", "every O week"}
EXAMPLES = "Two that work: second Tuesday, and every 4 weeks from 2026-01-13."


class HolidayPolicy(Enum):
    """What becomes of a meeting that would fall on a bank holiday."""

    ASK = "ask"
    MOVE = "move"
    SKIP = "skip"


class PlannedDay(NamedTuple):
    """A day to meet on, and whether it is a holiday about which somebody must decide."""

    day: date
    holiday: bool


class InMonth(NamedTuple):
    """One weekday (Monday is 0) at its places in each month: the second, the last."""

    places: tuple[int, ...]
    weekday: int

    def days_from(self, start: date) -> Iterator[date]:
        """The days from *start* on, that day included, to the end of the calendar."""
        for year in range(start.year, date.max.year + 1):
            for month in range(1, len(MONTHS) + 1):
                days = {self._day(year, month, place) for place in self.places}
                yield from sorted(day for day in days if day >= start)

    def _day(self, year: int, month: int, place: int) -> date:
        first = 1 + (self.weekday - date(year, month, 1).weekday()) % 7
        if place == LAST:
            return date(year, month, first + (days_in_month(year, month) - first) // 7 * 7)
        return date(year, month, first + (place - 1) * 7)


class EveryWeeks(NamedTuple):
    """Every so many weeks, and never before the first day."""

    weeks: int
    first: date

    def days_from(self, start: date) -> Iterator[date]:
        """The days from *start* on, that day included, to the end of the calendar."""
        step = 7 * self.weeks
        behind = max(0, (start - self.first).days)
        ordinal = self.first.toordinal() + -(-behind // step) * step
        return map(date.fromordinal, range(ordinal, date.max.toordinal() + 1, step))


class MeetingRule(NamedTuple):
    """When the group meets, as its setting says it (ToR 8.1: usually monthly)."""

    text: str
    pattern: InMonth | EveryWeeks

    @classmethod
    def parse(cls, text: str) -> MeetingRule:
        """Read "second Tuesday", "first and third Thursday", "every 4 weeks from 2026-01-13".

        A first day needs its year in four digits. Raises DateNotUnderstood.
        """
        try:
            pattern = _pattern(text)
        except ValueError as error:
            raise _refusal(text, f": {error}") from error
        if pattern is None:
            raise _refusal(text)
        return cls(text, pattern)

    def days_after(self, day: date, *, include_day: bool = False) -> Iterator[date]:
        """The days the group meets after *day*, or from *day* on, in order and without end."""
        return self.pattern.days_from(day if include_day else day + timedelta(days=1))


def planned(
    days: Iterable[date], policy: HolidayPolicy, working: WorkingDays
) -> Iterator[PlannedDay]:
    """Apply the group's *policy* to *days* that are holidays, in order; a weekend is none.

    ASK leaves them in and flags them, MOVE takes the next working day, SKIP leaves them out.
    """
    before = None
    for day in days:
        holiday = working.is_holiday(day)
        if not holiday or policy is HolidayPolicy.ASK:
            plan = PlannedDay(day, holiday)
        elif policy is HolidayPolicy.MOVE:
            plan = PlannedDay(working.next_working(day), holiday=False)
        else:
            continue
        if plan.day != before:
            yield plan
        before = plan.day


def _pattern(text: str) -> InMonth | EveryWeeks | None:
    how_often, _, first = text.lower().partition(" from ")
    typed = phrase(how_often)
    return _every_weeks(typed, phrase(first)) if first else _in_month(typed)


def _in_month(typed: Phrase) -> InMonth | None:
    shape = typed.shape
    if shape.endswith(" month"):
        shape = shape.removesuffix(" month").removesuffix(" every").removeprefix("every ")
    last = IN_MONTH.get(shape)
    if last is None:
        return None
    *places, weekday = typed.values
    if not {1, 2, 3, 4}.issuperset(places):
        raise ValueError("only the first to fourth, and the last, are in every month")
    return InMonth((*places, *last), weekday)


def _every_weeks(typed: Phrase, since: Phrase) -> EveryWeeks | None:
    weeks = typed.values[0] if typed.shape in EVERY_SO_MANY else EVERY.get(typed.shape)
    first = dated(since, today=None)
    return EveryWeeks(weeks, first) if weeks and first else None


def _refusal(text: str, why: str = "") -> DateNotUnderstood:
    return DateNotUnderstood(f'"{text}" cannot be read as a rule for meetings{why}. {EXAMPLES}')
