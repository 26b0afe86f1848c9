"""An action as lists, documents and programs see it: what is kept, and what follows from it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.action import ActionStatus
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.refs import action_ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.calendar import WorkingDays
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow

HAPPENED = {MeetingStatus.HELD, MeetingStatus.UNDER_WAY}

iso = cache(date.fromisoformat)


class ActionView(NamedTuple):
    """The fields scripts may rely on.

    `days_late` counts working days after the due day, so 0 on the weekend after it;
    `meetings_carried` counts the meetings it was still open at, after the one that set it.
    """

    ref: str
    case: str | None
    what: str
    agency: str
    owner: str | None
    due: date
    first_due: date
    times_moved: int
    status: str
    direct: bool
    meeting: date | None
    intended: str | None
    outcome: str | None
    closed_because: str | None
    overdue: bool
    days_late: int
    meetings_carried: int


class Viewer:
    """Makes views of actions as of one day, with the register's meetings and calendar at hand."""

    def __init__(self, store: Store, days: WorkingDays, on: date) -> None:
        meetings = store.meetings.days()
        self._meeting_on = {number: iso(held_on) for number, held_on, _ in meetings}
        self._held = [
            held_on
            for _, held_on, status in meetings
            if status in HAPPENED and held_on <= on.isoformat()
        ]
        self._on = on
        self._late = cache(lambda due: days.between(iso(due), on))

    def view(self, row: ActionRow) -> ActionView:
        """Say what one row means on the day."""
        is_open = row.status == ActionStatus.OPEN
        due = iso(row.due_on)
        late = is_open and due < self._on
        until = bisect_right(self._held, row.closed_on) if row.closed_on else len(self._held)
        return ActionView(
            action_ref(row.number),
            row.case_ref,
            row.what,
            row.agency,
            row.owner,
            due,
            iso(row.first_due_on),
            row.times_moved,
            row.status,
            row.direct == 1,
            None if row.meeting is None else self._meeting_on[row.meeting],
            row.intended,
            row.outcome,
            row.closed_because,
            late,
            self._late(row.due_on) if late else 0,
            max(0, until - bisect_right(self._held, row.set_on)),
        )

    def views(self, rows: Iterable[ActionRow]) -> list[ActionView]:
        """Say what each row means on the day, in the same order."""
        return [self.view(row) for row in rows]
