"""A meeting as lists and programs see it, with its cases, its attendance and its deadlines."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.deadlines import deadlines
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.services.overview import deadline_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store


class Attended(NamedTuple):
    """Who came, in short; without a member it speaks for the agency as such."""

    agency: str
    member: str | None
    state: str
    deputy_for: str | None


class MeetingView(NamedTuple):
    """The fields scripts may rely on; `at` is "HH:MM", `cases` in the order of the agenda."""

    date: date
    at: str | None
    venue: str | None
    status: str
    cases: list[str]
    attendance: list[Attended]
    chair: str | None
    minute_taker: str | None


class DeadlineView(NamedTuple):
    """One thing to be done: so many working days from the meeting, so many from today.

    `days_left` is 0 on the day itself; `past` tells a day gone by.
    """

    what: str
    on: date
    working_days: int
    days_left: int
    past: bool


def views(store: Store, meetings: Iterable[Meeting]) -> list[MeetingView]:
    """Say what is known of meetings, in the same order."""
    cases: defaultdict[int, list[str]] = defaultdict(list)
    for item in store.agendas.listed():
        cases[item.meeting].append(item.case_ref)
    came: defaultdict[int, list[Attended]] = defaultdict(list)
    for row in store.meetings.attendance():
        came[row.meeting].append(
            Attended(row.agency, row.member or None, row.state.value, row.deputy_for)
        )
    return [_view(m, cases[m.number], came[m.number]) for m in meetings]


def view(store: Store, meeting: Meeting) -> MeetingView:
    """Say what is known of one meeting."""
    cases = [item.case_ref for item in store.agendas.listed(meeting=meeting.number)]
    came = [
        Attended(row.agency, row.member or None, row.state.value, row.deputy_for)
        for row in store.meetings.attendance(meeting.number)
    ]
    return _view(meeting, cases, came)


def deadline_views(made: Group, meeting: Meeting, on: date) -> list[DeadlineView]:
    """The deadlines of a meeting, past ones too, by date; a cancelled one has none."""
    if meeting.status is MeetingStatus.CANCELLED:
        return []
    days = made.working_days
    numbers = {key: made.number(key) for key in deadline_keys()}
    return [
        DeadlineView(d.what, d.on, d.working_days, days.between(on, d.on), d.on < on)
        for d in deadlines(meeting.held_on, days, numbers)
    ]


def _view(meeting: Meeting, cases: list[str], came: list[Attended]) -> MeetingView:
    return MeetingView(
        meeting.held_on,
        meeting.at,
        meeting.venue,
        meeting.status.value,
        cases,
        came,
        meeting.chair,
        meeting.minute_taker,
    )
