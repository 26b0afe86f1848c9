"""An action as lists, documents and programs see it: what is kept, and what follows from it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.action import is_overdue
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.refs import action_ref
from marg_cli.services.group import group
from marg_cli.store.rows import ActionRow

if TYPE_CHECKING:
    from marg_cli.domain.calendar import WorkingDays
    from marg_cli.store.protocol import Store

HAPPENED = {MeetingStatus.HELD, MeetingStatus.UNDER_WAY}

iso = cache(date.fromisoformat)


# Without the future import: of annotations kept as text, a NamedTuple takes twice as long to make.
class ActionView(NamedTuple):
    """The fields scripts may rely on.

    `days_late` counts working days after the due day, so 0 on the weekend after it;
    `meetings_carried` counts the meetings since the one that set it that it stayed open over: one
    closed on the day of a meeting is not carried over it. `absent_when_set` says whether its
    agency was away from the meeting that set it; None where that is not recorded.
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
    absent_when_set: bool | None


def for_the_room(action: ActionView) -> ActionView:
    """Leave references, days and codes; take away every name and every word somebody wrote."""
    return action._replace(what="", owner=None, intended=None, outcome=None)


class Viewer:
    """Makes views of actions as of one day, with the register's meetings and calendar at hand."""

    def __init__(self, store: "Store", days: "WorkingDays", on: date) -> None:
        meetings = store.meetings.days()
        self._meeting_on = {number: iso(held_on) for number, held_on, _ in meetings}
        self._away = store.meetings.away()
        self._on = on.isoformat()
        self._held = [
            held_on for _, held_on, status in meetings if status in HAPPENED and held_on <= self._on
        ]
        self._late = cache(lambda due: days.between(iso(due), on))
        self._carried = cache(self._meetings_carried)

    def view(self, row: ActionRow) -> ActionView:
        """Say what one row means on the day."""
        return self.views([row])[0]

    def views(self, rows: Sequence[ActionRow]) -> list[ActionView]:
        """Say what each row means on the day, in the same order; a column at a time, for speed."""
        if not rows:
            return []
        of: Any = ActionRow._make(zip(*rows, strict=True))  # each field holds that of every row
        overdue = list(map(is_overdue, of.status, of.due_on, repeat(self._on)))
        columns = (
            map(action_ref, of.number),
            of.case_ref,
            of.what,
            of.agency,
            of.owner,
            map(iso, of.due_on),
            map(iso, of.first_due_on),
            of.times_moved,
            of.status,
            map(bool, of.direct),
            map(self._meeting_on.get, of.meeting),
            of.intended,
            of.outcome,
            of.closed_because,
            overdue,
            [self._late(due) if late else 0 for due, late in zip(of.due_on, overdue, strict=True)],
            map(self._carried, of.set_on, of.closed_on),
            map(self._away.get, zip(of.meeting, of.agency, strict=True)),
        )
        return [ActionView._make(view) for view in zip(*columns, strict=True)]

    def _meetings_carried(self, set_on: str, closed_on: str | None) -> int:
        until = bisect_left(self._held, closed_on) if closed_on else len(self._held)
        return max(0, until - bisect_right(self._held, set_on))


def view_of(store: "Store", number: int, *, on: date) -> ActionView:
    """Say what one action means on the day."""
    viewer = Viewer(store, group(store).working_days, on)
    return viewer.view(store.actions.listed(number=number)[0])
