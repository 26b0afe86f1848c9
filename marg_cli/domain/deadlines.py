"""What must be done by when, before and after a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from marg_cli.domain.calendar import WorkingDays


class Deadline(NamedTuple):
    """One thing to be done for a meeting, by the end of a day."""

    name: str
    working_days: int
    what: str
    on: date


class DeadlineState(StrEnum):
    """Where a deadline stands; past is one gone by that nothing is done for any more."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    PAST = "past"


# In working days from the meeting, which is day 0; the setting is `deadline.` and the name.
DEADLINES = (
    ("referrals", -10, "Referrals close"),
    ("checks_asked", -10, "Lateral checks asked"),
    ("checks_back", -3, "Lateral checks back"),
    ("agenda", -5, "Agenda out"),
    ("action_list", +1, "Action list out"),
    ("draft", +3, "Draft minutes to the chair"),
    ("minutes", +5, "Minutes out"),
    ("minutes_latest", +10, "Minutes out at the latest"),
)


def deadlines(
    meeting_on: date, days: WorkingDays, settings: Mapping[str, int] | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of the meeting on *meeting_on*, by date, and as in the table on one day.

    *settings* gives other working days by key, such as `deadline.agenda`; before the meeting
    they are negative. Other keys are left alone.
    """
    chosen = settings or {}
    found = []
    for name, default, what in DEADLINES:
        working_days = chosen.get(f"deadline.{name}", default)
        found.append(Deadline(name, working_days, what, days.add(meeting_on, working_days)))
    return tuple(sorted(found, key=attrgetter("on")))


def state_of(due: Deadline, meeting_on: date, *, on: date, is_done: bool | None) -> DeadlineState:
    """Where a deadline stands on a day; its own day is still in time.

    None for *is_done* is what nobody can tell. What is for the meeting is over with it.
    """
    if is_done:
        return DeadlineState.DONE
    if due.on >= on:
        return DeadlineState.DUE
    over = due.working_days <= 0 and meeting_on < on
    return DeadlineState.PAST if over or is_done is None else DeadlineState.LATE
