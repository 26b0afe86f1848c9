"""How the group is doing: counts of actions and meetings, never of a case or a person."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.value import Value


class MonthOfActions(Value):
    """What was opened and closed in one month, told by its first day.

    `closed` is `done` and `not_done` together; `direct` is how many of those opened engage the
    person directly. A month that is `running` has days to come.
    """

    month: date
    opened: int
    closed: int
    done: int
    not_done: int
    direct: int
    running: bool


class AgencyOpen(Value):
    """The open actions of one agency; `longest` is the latest of them, in working days."""

    agency: str
    name: str
    open: int
    overdue: int
    longest: int


class AgencyAttendance(Value):
    """At how many meetings one core agency was present, itself or by a deputy, and at how many not.

    `absent` is without an apology. Of `not_recorded` nobody wrote anything down, as before an
    agency joined. The four make up `meetings`.
    """

    agency: str
    name: str
    meetings: int
    present: int
    apologies: int
    absent: int
    not_recorded: int


class DirectShare(Value):
    """How many of the actions set were to engage the person; `one_more` is what one would add.

    Both are per cent of `opened`, and None where nothing was opened.
    """

    opened: int
    direct: int
    percent: int | None
    one_more: int | None


class ReportPaper(Value):
    """The three charts and what they are made of, from *since* to *until*, both included."""

    head: Head
    since: date
    until: date
    months: tuple[MonthOfActions, ...]
    agencies: tuple[AgencyOpen, ...]
    meetings: tuple[date, ...]
    attendance: tuple[AgencyAttendance, ...]
    direct: DirectShare
    opened: int
    closed: int
    open: int
    overdue: int
