"""Papers that agencies fill in and send back."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class ReturnBy(Value):
    """The day a sheet is to be back, for which meeting, and whether that day is over."""

    on: date
    past: bool
    meeting_on: date
    meeting_at: str | None
