"""A plain date in the shapes British people type it: year first as ISO has it, else day first."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.calendar import MONTHS, WEEKDAYS, days_in_month, short
from marg_cli.domain.day_words import Phrase

# The order of day, month and year for each shape; Y is a year in four digits, y in two.
# 26-04-03 is not among them: it may be an ISO date cut short, or a British one.
ORDERS = {
    "Y - N - N": "Ymd",
    "Y / N / N": "Ymd",
    "Y . N . N": "Ymd",
    "Y M N": "Ymd",
    "N / N / Y": "dmY",
    "N . N . Y": "dmY",
    "N - N - Y": "dmY",
    "N N Y": "dmY",
    "N M Y": "dmY",
    "M N Y": "mdY",
    "N / N / N": "dmy",
    "N . N . N": "dmy",
    "N M N": "dmy",
    "N / N": "dm",
    "N M": "dm",
    "M N": "md",
}
YEARS_AHEAD = 10


def iso_day(text: str) -> date | None:
    """The day that *text* is in ISO's own form, 2026-04-03, and None for any other text."""
    if len(text) != len("2026-04-03") or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def dated(typed: Phrase, *, today: date | None, not_before: date | None = None) -> date | None:
    """The day *typed* names, perhaps after its weekday, or None if it has no shape of a date.

    A year in two digits is the latest that is at most 10 years after *today*. With no year, it
    is the first such day from *not_before* on, that day included, or when that is not given the
    nearest to *today*. Without *today*, only a year in four digits will do.
    Raises ValueError, saying why, for a day that does not exist or falls on another weekday.
    """
    if typed.shape.startswith("W "):
        rest = Phrase(typed.shape[2:], typed.values[1:])
        return _on(typed.values[0], dated(rest, today=today, not_before=not_before))
    order = ORDERS.get(typed.shape.replace("O", "N"))
    if order is None:
        return None
    part = dict(zip(order, typed.values, strict=True))
    day, month = part["d"], part["m"]
    if "Y" in part:
        return _day_of(part["Y"], month, day)
    if today is None:
        raise ValueError("the year is needed, in four digits")
    if "y" in part:
        latest = today.year + YEARS_AHEAD
        return _day_of(latest - (latest - part["y"]) % 100, month, day)
    return _without_year(month, day, today, not_before)


def _without_year(month: int, day: int, today: date, not_before: date | None) -> date:
    base = not_before or today
    years = (base.year - 1, base.year, base.year + 1)
    days = [date(year, month, day) for year in years if _why_not(year, month, day) is None]
    if not_before is not None:
        days = [found for found in days if found >= not_before]
    if not days:
        return _day_of(base.year + 1, month, day)
    return min(days, key=lambda found: abs(found - base))


def _on(weekday: int, day: date | None) -> date | None:
    if day is not None and day.weekday() != weekday:
        is_a = f"{WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}"
        raise ValueError(f"{short(day)} is a {is_a}")
    return day


def _day_of(year: int, month: int, day: int) -> date:
    why_not = _why_not(year, month, day)
    if why_not is not None:
        raise ValueError(why_not)
    return date(year, month, day)


def _why_not(year: int, month: int, day: int) -> str | None:
    if not date.min.year <= year <= date.max.year:
        return f"there is no year {year}"
    if not 1 <= month <= len(MONTHS):
        return f"there is no month {month}"
    if not 1 <= day <= days_in_month(year, month):
        return f"{MONTHS[month - 1]} {year} has {days_in_month(year, month)} days"
    return None
