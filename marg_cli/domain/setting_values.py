"""How a setting's text is read when it is set, and said to a person when it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from marg_cli.errors import UsageRefused

FURTHEST = 60
"""Working days before or after a meeting, at the most."""

_DAYS_AWAY = (
    r"(?P<number>[+-]?[0-9]{1,3})(\s*(working )?days?)?(\s+(?P<side>before|after)( the meeting)?)?"
)


def plain(text: str) -> str:
    """Any text, without the spaces around it."""
    return text.strip()


def day(text: str) -> str:
    """A day with its year in four digits, as ISO. Raises UsageRefused."""
    from marg_cli.domain.day_words import phrase
    from marg_cli.domain.plain_dates import dated, iso_day

    why = ""
    try:
        found = iso_day(text.strip()) or dated(phrase(text), today=None)
    except ValueError as error:
        found, why = None, f": {error}"
    if found is None:
        raise UsageRefused(
            f"{text.strip()} cannot be read as a date{why}.",
            "Two that work: 31/03/2027 and 31 March 2027.",
        )
    return found.isoformat()


def days(text: str) -> str:
    """Days with commas or line ends between, as ISO in their order. Raises UsageRefused."""
    parts = [part for part in re.split(r"[,;\n]+", text) if part.strip()]
    if len(parts) == 1 and re.fullmatch(r"[\d\s-]+", text):
        parts = text.split()
    return " ".join(sorted({day(part) for part in parts}))


def time(text: str) -> str:
    """A time of day as "HH:MM". Raises UsageRefused."""
    from marg_cli.domain.clock_times import read_clock

    return read_clock(text)


def prefix(text: str) -> str:
    """The letters before a case's number, in capitals. Raises UsageRefused."""
    if not re.fullmatch(r"[A-Za-z]{1,6}", text.strip()):
        raise UsageRefused(
            "A prefix is one to six letters from A to Z.",
            "For example: marg config set group.prefix M",
        )
    return text.strip().upper()


def meeting_rule(text: str) -> str:
    """When the group meets. Raises DateNotUnderstood."""
    from marg_cli.domain.meeting_rule import MeetingRule

    return MeetingRule.parse(text.strip()).text


def whole_number(least: int, most: int) -> Callable[[str], str]:
    """A whole number, both ends included."""

    def read(text: str) -> str:
        number = text.strip()
        if not re.fullmatch(r"[+-]?\d{1,4}", number, re.ASCII) or not least <= int(number) <= most:
            raise UsageRefused(
                f"{number} is not a whole number from {least} to {most}.", "Give another number."
            )
        return str(int(number))

    return read


def levels(text: str) -> str:
    """Levels of risk, the lowest first, with blanks or commas between. Raises UsageRefused."""
    words = re.split(r"[,;\s]+", text.strip().casefold())
    sound = all(re.fullmatch(r"[a-z][a-z-]{0,30}", word) and word != "none" for word in words)
    if not sound or len(words) < 2 or len(set(words)) < len(words):  # noqa: PLR2004 - one is no scale
        raise UsageRefused(
            "Levels are at least two different words, the lowest first; none is not one.",
            "For example: marg config set risk.levels 'low medium high very-high'",
        )
    return " ".join(words)


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words, written in any case."""

    def read(text: str) -> str:
        word = text.strip().casefold()
        if word not in words:
            raise UsageRefused(
                f"{text.strip()} is none of: {', '.join(words)}.", f"For example: {words[0]}"
            )
        return word

    return read


def before(text: str) -> str:
    """Working days before the meeting: -5, or "5 working days before". Raises UsageRefused."""
    number = _days_away(text, example=-5)
    if number > 0:
        raise UsageRefused(
            "That is done before the meeting, not after it.",
            f"Write -{number}, or: {number} before",
        )
    return str(number)


def after(text: str) -> str:
    """Working days after the meeting: 5, or "5 working days after". Raises UsageRefused."""
    number = _days_away(text, example=5)
    if number < 0:
        raise UsageRefused(
            "That is done after the meeting, not before it.",
            f"Write {-number}, or: {-number} after",
        )
    return str(number)


def days_said(value: str) -> str:
    """Working days from the meeting as they are said: 5 working days before the meeting."""
    from marg_cli.domain.counting import counted

    number = int(value)
    if number == 0:
        return "the day of the meeting"
    side = "before" if number < 0 else "after"
    return f"{counted(abs(number), 'working day')} {side} the meeting"


def day_said(value: str) -> str:
    """A day as it is said, or several: Wednesday 31 March 2027."""
    from marg_cli.domain.calendar import british

    return ", ".join(british(date.fromisoformat(part)) for part in value.split())


def time_said(value: str) -> str:
    """A time as it is said: 10am."""
    from marg_cli.domain.calendar import clock

    return clock(value)


def _days_away(text: str, *, example: int) -> int:
    match = re.fullmatch(_DAYS_AWAY, text.strip().casefold())
    number = int(match["number"]) if match else FURTHEST + 1
    if match and match["side"]:
        number = abs(number) if match["side"] == "after" else -abs(number)
    if abs(number) > FURTHEST:
        side = "before" if example < 0 else "after"
        raise UsageRefused(
            f"{text.strip()} is not a number of working days, {FURTHEST} at the most.",
            f"Two that work: {example}, and: {abs(example)} {side}",
        )
    return number
