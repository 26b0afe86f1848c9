"""How a paper says days, times, numbers and lists: the filters its templates may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from operator import index

from marg_cli.documents.escape import escape_line, lines
from marg_cli.documents.templates.wording import NOT_RECORDED, Markdown, Sayable, say
from marg_cli.domain import calendar

_DIGITS = re.compile(r"-?[0-9]{1,15}")

COUNTED = ("never", "once", "twice")


def day(value: date | None) -> str | None:
    """A day in full: Wednesday 18 November 2026."""
    return None if value is None else calendar.british(value)


def short_day(value: date | None) -> str | None:
    """A day for tables: 18 Nov 2026."""
    return None if value is None else calendar.short(value)


def month(value: date | None) -> str | None:
    """The month of a day: November 2026."""
    return None if value is None else calendar.month(value)


def clock(value: str | None) -> str | None:
    """A time as it is said, 10am, 12.15pm, midday; what is not a time stays as it was typed."""
    try:
        return calendar.clock(value) if value and value.strip() else None
    except ValueError:
        return value


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 case, 2 cases; *many* where an s does not do."""
    return f"{index(number)} {one if number == 1 else many or f'{one}s'}"


def times(number: int) -> str:
    """How often: once, twice, 3 times."""
    return COUNTED[number] if 0 <= number < len(COUNTED) else f"{number} times"


def listing(values: Iterable[Sayable]) -> Markdown:
    """Values in a sentence: GLOW, HOU and POL; none at all is not recorded."""
    *most, last = [say(value) for value in values] or [NOT_RECORDED]
    return Markdown(f"{', '.join(most)} and {last}") if most else last


def paragraphs(value: str | None, before: str = "") -> Markdown:
    """A text that stands by itself: blank lines part paragraphs, other line ends are kept.

    *before* stands at the head of each line but the first: spaces inside a list, "> " in a note.
    """
    if value and value.isprintable():
        return say(value)
    safe = [escape_line(line) for line in lines(value or "")]
    if not safe:
        return NOT_RECORDED
    written = [
        line + ("\\" if line and following else "")
        for line, following in zip(safe, [*safe[1:], ""], strict=True)
    ]
    return Markdown(f"\n{before}".join(written))


def whole(value: object, default: int = 0) -> int:
    """A number somebody wrote in digits; *default* for anything else."""
    text = str(value) if isinstance(value, int | str) else ""
    return int(text) if _DIGITS.fullmatch(text.strip()) else default


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "short_day": short_day,
    "month": month,
    "clock": clock,
    "plural": plural,
    "times": times,
    "join": listing,
    "paragraphs": paragraphs,
    "recorded": say,
    "int": whole,
}

KEPT_FILTERS = (
    *("default", "d", "first", "last", "length", "count", "list", "items", "dictsort", "min"),
    *("map", "select", "selectattr", "reject", "rejectattr", "groupby", "sort", "unique", "max"),
    *("upper", "lower", "capitalize", "trim"),
)
"""Jinja's own filters that stay: none of them can undo escaping or make a text grow."""

OF_WORDS = (
    *(
        "upper",
        "lower",
        "capitalize",
        "trim",
        "recorded",
        "paragraphs",
        "clock",
        "plural",
        "dictsort",
    ),
)
OF_LISTS = (
    *("list", "map", "select", "selectattr", "reject", "rejectattr", "groupby", "sort", "unique"),
    *("min", "max", "join"),
)
TESTS_OF_WORDS = (
    *("in", "lower", "upper", "eq", "equalto", "==", "ne", "!=", "gt", "greaterthan", ">"),
    *("ge", ">=", "lt", "lessthan", "<", "le", "<="),
)
"""What is counted for the words it reads and writes, or for the list it goes through."""
