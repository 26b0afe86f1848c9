"""What stands in somebody's calendar: a meeting or a due day, by its reference and never a name."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.meeting_rule import MeetingRule
from marg_cli.domain.value import Value


class CalendarEntry(Value):
    """A meeting from a time on, or a day on which something is due, where `at` is None.

    `ref` is what people say (2026-12-08, A31) and tells one entry from another; `at` is "HH:MM" in
    London, `minutes` how long it lasts. Where the group `repeats` it by a rule, all its meetings
    are in this one entry, without those of the days in `but_not_on`.
    """

    ref: str
    about: str
    on: date
    at: str | None = None
    minutes: int = 120
    venue: str | None = None
    repeats: MeetingRule | None = None
    but_not_on: tuple[date, ...] = ()
