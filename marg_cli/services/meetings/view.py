"""A meeting as lists and programs see it, with its cases and its attendance."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.meeting import Meeting
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
