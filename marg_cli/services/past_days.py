"""Days on which something happened: today where none is said, and never one to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.errors import Refused

if TYPE_CHECKING:
    from datetime import date


def day_that_came(text: str | None, *, on: date) -> date:
    """Read a day on or before today, *on*. Raises DateNotUnderstood, or Refused for a later one."""
    if text is None:
        return on
    from marg_cli.domain.calendar import british
    from marg_cli.domain.duedates import read_day

    day = read_day(text, today=on)
    if day > on:
        raise Refused(
            f"{british(day)} is still to come.", "Say it on that day, or give a day that has come."
        )
    return day
