"""What every paper begins and ends with."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class Head(Value):
    """What stands on every page of a paper.

    `meeting_on` is the day the paper speaks of: its meeting's, or its own where it has none.
    """

    group: str
    marking: str
    title: str
    meeting_on: date
    at: str | None
    venue: str | None
    chair: str | None
    minute_taker: str | None
    copy_for: str
    version: str


class DeadlineLine(Value):
    """What has to be done by when, worked out from the next meeting in working days."""

    what: str
    on: date


class NextMeeting(Value):
    """The meeting after this one and what it asks for."""

    on: date
    at: str | None
    venue: str | None
    deadlines: tuple[DeadlineLine, ...]
