"""How the group is doing, in counts: actions by month, what is late, who comes."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import add_months, days_in_month
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.papers.report import AgencyAttendance, AgencyOpen, MonthOfActions
from marg_cli.services.actions.view import HAPPENED
from marg_cli.services.group import group

if TYPE_CHECKING:
    from marg_cli.domain.agency import Agency
    from marg_cli.store.protocol import Store

BEST_FIRST = (AttendanceState.PRESENT, AttendanceState.APOLOGIES, AttendanceState.ABSENT)
"""What an agency's several lines of one meeting come to: one present is enough (ToR 6.3)."""


class Period(NamedTuple):
    """Whole months up to a day, that day included."""

    since: date
    until: date

    @classmethod
    def of(cls, months: int, on: date) -> Period:
        """The month of *on* as far as it has come, and those before it, *months* together."""
        return cls(add_months(on.replace(day=1), 1 - months), on)

    @property
    def months(self) -> list[date]:
        """The first day of each."""
        many = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1
        return [add_months(self.since, number) for number in range(many)]


def actions(store: Store, *, months: int, on: date) -> list[MonthOfActions]:
    """Count what was opened and closed in each of the last *months*, the running one included."""
    with store.read("report actions") as reading:
        reading.note(f"months={months}")
        return by_month(store, Period.of(months, on))


def overdue(store: Store, *, on: date) -> list[AgencyOpen]:
    """Count the open and the overdue actions of each agency that has any, the latest first."""
    with store.read("report overdue") as reading:
        found = by_agency(store, on)
        reading.note(f"({len(found)})")
        return found


def attendance(store: Store, *, months: int, on: date) -> list[AgencyAttendance]:
    """Count at how many meetings of the last *months* each core agency was."""
    with store.read("report attendance") as reading:
        reading.note(f"months={months}")
        period = Period.of(months, on)
        return who_came(store, period, held(store, period))


def by_month(store: Store, period: Period) -> list[MonthOfActions]:
    """Count what was opened and closed in each month, one with nothing included."""
    opened = {row.month: row for row in store.figures.opened(*period)}
    closed = {row.month: row for row in store.figures.closed(*period)}
    found = []
    for month in period.months:
        key = month.isoformat()[:7]
        began, ended = opened.get(key), closed.get(key)
        done, not_done = (ended.done, ended.not_done) if ended else (0, 0)
        found.append(
            MonthOfActions(
                month=month,
                opened=began.opened if began else 0,
                closed=done + not_done,
                done=done,
                not_done=not_done,
                direct=began.direct if began else 0,
                running=_is_running(month, period.until),
            )
        )
    return found


def by_agency(store: Store, on: date) -> list[AgencyOpen]:
    """Count the open actions of each agency that has any, most and longest overdue first."""
    names = {agency.code: agency.name for agency in store.agencies.listed()}
    days = group(store).working_days
    found = [
        AgencyOpen(
            agency=row.agency,
            name=names[row.agency],
            open=row.open,
            overdue=row.overdue,
            longest=days.between(date.fromisoformat(row.since), on) if row.since else 0,
        )
        for row in store.figures.late(on)
    ]
    return sorted(found, key=lambda each: (-each.overdue, -each.longest, each.agency))


def held(store: Store, period: Period) -> list[date]:
    """The days of the meetings that took place: their minutes were started."""
    meetings = store.meetings.listed(since=period.since, before=period.until + timedelta(days=1))
    return [meeting.held_on for meeting in meetings if meeting.status in HAPPENED]


def who_came(store: Store, period: Period, days: list[date]) -> list[AgencyAttendance]:
    """Count at how many of the meetings on *days* each core agency was, by name."""
    lines: defaultdict[str, defaultdict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.figures.attended(*period):
        lines[row.agency][date.fromisoformat(row.held_on)].add(row.state)
    found = []
    for agency in store.agencies.listed():
        own = [day for day in days if _belongs(agency, day)]
        if not own:
            continue
        states = Counter(_best(lines[agency.code][day]) for day in own)
        found.append(
            AgencyAttendance(
                agency=agency.code,
                name=agency.name,
                meetings=len(own),
                present=states[AttendanceState.PRESENT],
                apologies=states[AttendanceState.APOLOGIES],
                absent=states[AttendanceState.ABSENT],
                not_recorded=states[None],
            )
        )
    return found


def _is_running(month: date, on: date) -> bool:
    is_this = (month.year, month.month) == (on.year, on.month)
    return is_this and on.day < days_in_month(on.year, on.month)


def _belongs(agency: Agency, day: date) -> bool:
    is_there = agency.retired_on is None or agency.retired_on > day
    return agency.kind is AgencyKind.CORE and is_there


def _best(states: set[str]) -> AttendanceState | None:
    return next((state for state in BEST_FIRST if state in states), None)
