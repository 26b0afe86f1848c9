"""Times of day as people type them: 10am, 9.30, 14:05."""

from __future__ import annotations

import re

from marg_cli.errors import UsageRefused

NOON = 12
WORDS = {"midday": "12:00", "noon": "12:00", "midnight": "00:00"}
SMALL_HOURS = range(1, 7)
"""Hours that mean the night on the 24-hour clock and the afternoon to whoever leaves "pm" out."""

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])?(?(half)\.?m\.?)", re.ASCII
)
_FOUR = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<half>)", re.ASCII)
_SHOWN = 20


class TimeNotUnderstood(UsageRefused):
    """A time of day that cannot be read; the message gives two examples that work."""


def read_clock(text: str, *, now: str | None = None) -> str:
    """Read a time of day as "HH:MM".

    Without am or pm it is the 24-hour clock: 9.30 is in the morning and 14.30 after midday.
    2.30 alone is asked back, since it hardly means the night; 02:30 does. *now* is what the
    word "now" stands for. Raises TimeNotUnderstood.
    """
    typed = " ".join(text.lower().split())
    if typed == "now" and now is not None:
        return now
    if typed in WORDS:
        return WORDS[typed]
    match = _FOUR.fullmatch(typed) or _TIME.fullmatch(typed)
    if match is None:
        raise _refusal(text)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= NOON:
            raise _refusal(text)
        hour = hour % NOON + (NOON if match["half"] == "p" else 0)
    elif hour in SMALL_HOURS and not typed.startswith("0"):
        either = f"{hour}.{minute:02d}pm or {hour:02d}:{minute:02d}"
        raise TimeNotUnderstood(
            f'"{text}" may be in the afternoon or in the night.', f"Write {either}."
        )
    if hour >= 2 * NOON or minute >= 60:  # noqa: PLR2004 - minutes of an hour
        raise _refusal(text)
    return f"{hour:02d}:{minute:02d}"


def _refusal(text: str) -> TimeNotUnderstood:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return TimeNotUnderstood(
        f'"{shown}" cannot be read as a time. Two that work: 9.30am and 14:05.',
        "Without am or pm it is the 24-hour clock.",
    )
