"""Days and due dates as people type them; due dates count from the meeting (ToR 9.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from marg_cli.domain.calendar import WorkingDays, add_months, days_in_month, short
from marg_cli.domain.day_words import Phrase, phrase
from marg_cli.domain.plain_dates import dated, iso_day
from marg_cli.errors import DateNotUnderstood


def weekday_after(day: date, weekday: int) -> date:
    """The first *weekday* strictly after *day*; Monday is 0."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """The last *weekday* strictly before *day*; Monday is 0."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def next_weekday(day: date, weekday: int) -> date:
    """What "next friday" means, if the first Friday after *day* is the one of the week after too.

    The week begins on Monday. Raises ValueError, naming both, when they differ: some people
    mean the one, some the other.
    """
    first = weekday_after(day, weekday)
    in_next_week = day + timedelta(days=7 - day.weekday() + weekday)
    if first != in_next_week:
        raise ValueError(f"it may be {short(first)} or {short(in_next_week)}")
    return first


def end_of_month(day: date) -> date:
    """The last day of that month, working day or not."""
    return day.replace(day=days_in_month(day.year, day.month))


DAY_WORDS: dict[str, Callable[..., date]] = {
    "today": lambda day: day,
    "tomorrow": lambda day: day + timedelta(days=1),
    "yesterday": lambda day: day - timedelta(days=1),
    "W": weekday_after,
    "this W": weekday_after,
    "next W": next_weekday,
    "last W": weekday_before,
}
DUE_WORDS: dict[str, Callable[..., date]] = {
    **{word: DAY_WORDS[word] for word in ("today", "tomorrow", "W", "this W", "next W")},
    "end month": end_of_month,
    "end this month": end_of_month,
    "month end": end_of_month,
    "end next month": lambda day: end_of_month(add_months(day, 1)),
}
COUNTED: dict[str, Callable[[date, int, WorkingDays], date]] = {
    "day": lambda day, n, _: day + timedelta(days=n),
    "working day": lambda day, n, days: days.add(day, n),
    "week": lambda day, n, _: day + timedelta(weeks=n),
    "fortnight": lambda day, n, _: day + timedelta(weeks=2 * n),
    "month": lambda day, n, _: add_months(day, n),
    "year": lambda day, n, _: add_months(day, 12 * n),
}
SHOWN = 40
DAY_FORMS = (
    "Two that work: 03/04/2026 and 3 April 2026.",
    "The day comes first: 03/04/2026 is 3 April. Also: 2026-04-03, 3 April, today, friday.",
)
DUE_FORMS = (
    "Two that work: 2 weeks and 03/04/2026.",
    "From the meeting: 10 working days, friday, end of month, next meeting. Or a date: 3 April.",
)


def read_day(text: str, *, today: date) -> date:
    """The day that *text* means when typed on *today*.

    A weekday is strictly after today and "last friday" strictly before it; a day and month
    without a year is the nearest such day, before or after. Raises DateNotUnderstood.
    """

    def meaning(typed: Phrase) -> date | None:
        word = DAY_WORDS.get(typed.shape)
        return word(today, *typed.values) if word else dated(typed, today=today)

    return _read(text, meaning, DAY_FORMS)


def read_due(
    text: str,
    *,
    counted_from: date,
    today: date,
    days: WorkingDays,
    next_meeting: date | None,
) -> date:
    """The due date that *text* means, counted from the meeting on *counted_from* (ToR 9.2).

    Every word counts from there, "tomorrow" too; a weekday is strictly after it; a day and month
    without a year is the first such day from it on, that day included. *today* only tells the
    century of a year in two digits. Raises DateNotUnderstood.
    """

    def meaning(typed: Phrase) -> date | None:
        if typed.shape == "next meeting":
            return _planned(next_meeting)
        word = DUE_WORDS.get(typed.shape)
        if word is not None:
            return word(counted_from, *typed.values)
        count, _, unit = typed.shape.partition(" ")
        counted = COUNTED.get(unit.removesuffix(" meeting").removesuffix(" from"))
        if counted is not None and count in {"N", "C", "a"}:
            return counted(counted_from, typed.values[0] if typed.values else 1, days)
        return dated(typed, today=today, not_before=counted_from)

    return _read(text, meaning, DUE_FORMS)


def _planned(next_meeting: date | None) -> date:
    if next_meeting is None:
        raise ValueError("no next meeting is planned yet")
    return next_meeting


def _read(text: str, meaning: Callable[[Phrase], date | None], forms: tuple[str, str]) -> date:
    found = iso_day(text.strip())
    if found is not None:
        return found
    why = ""
    try:
        found = meaning(phrase(text).without_first("by", "in", "on", "within"))
    except OverflowError:
        why = ": it is too far away"
    except ValueError as error:
        why = f": {error}"
    if found is None:
        examples, hint = forms
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        raise DateNotUnderstood(f'"{shown}" cannot be read as a date{why}. {examples}', hint)
    return found
