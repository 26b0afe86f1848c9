"""Actions as papers show them."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class ActionLine(Value):
    """One action as a paper shows it; `days_late` counts working days after the due day.

    `absent_when_set` says whether its agency was away from the meeting that set it.
    """

    ref: str
    case: str | None
    what: str
    agency: str
    owner: str | None
    due: date
    first_due: date
    times_moved: int
    moved_because: str | None
    status: str
    overdue: bool
    days_late: int
    direct: bool
    intended: str | None
    outcome: str | None
    closed_because: str | None
    progress: tuple[str, ...]
    set_on: date | None
    shared: bool = True
    absent_when_set: bool | None = None


class AgencyActions(Value):
    """Every action one agency holds after the meeting."""

    agency: str
    agency_name: str
    actions: tuple[ActionLine, ...]


class AgencyLate(Value):
    """How many overdue actions one agency holds, and the longest of them in working days."""

    agency: str
    overdue: int
    longest: int
