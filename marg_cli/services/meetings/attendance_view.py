"""Who was at a meeting, as lists and programs see it: every core agency has a line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.meeting import AttendanceState
from marg_cli.services.meetings.people import Deputies
from marg_cli.services.meetings.quorum import core_agencies, quorum_of

if TYPE_CHECKING:
    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Attendance, Declaration, Meeting
    from marg_cli.domain.quorum import Quorum
    from marg_cli.store.protocol import Store


class AttendanceView(NamedTuple):
    """The fields scripts may rely on; nothing recorded of an agency is a state of None.

    `withdraws` names the cases for which this person leaves the room; `authority` says whether a
    deputy decides for the member, None where that is not known.
    """

    agency: str
    member: str | None
    state: str | None
    deputy_for: str | None
    arrived: str | None
    left: str | None
    signed: bool
    kind: str
    withdraws: list[str]
    meeting: date
    authority: bool | None = None


class DeclarationView(NamedTuple):
    """An interest somebody declared in a case; who belongs to no agency has None."""

    number: int
    meeting: date
    member: str
    agency: str | None
    case: str
    interest: str


class Attended(NamedTuple):
    """One meeting's attendance, what was declared, and whether it can decide.

    `present` counts core and associate agencies.
    """

    meeting: date
    lines: list[AttendanceView]
    declarations: list[DeclarationView]
    present: int
    quorum: Quorum
    not_recorded: list[str]


def attended(store: Store, meeting: Meeting) -> Attended:
    """Put together who was at a meeting: agencies in order, a line for each person of theirs."""
    rows = store.meetings.attendance(meeting.number)
    declared = store.meetings.declared(meeting.number)
    silent = not_recorded(store, meeting)
    deputies = Deputies(store.members.listed())
    lines = []
    here = set()
    for agency in store.agencies.listed():
        own = [row for row in rows if row.agency == agency.code]
        lines += [
            _line(agency, row, meeting, declared)._replace(authority=deputies.authority(row))
            for row in own
        ]
        if agency.code in silent:
            lines.append(_nothing(agency, meeting))
        if agency.kind is not AgencyKind.GUEST and any(_is_here(row) for row in own):
            here.add(agency.code)
    return Attended(
        meeting.held_on,
        lines,
        [declaration_view(each, meeting) for each in declared],
        len(here),
        quorum_of(store, meeting),
        silent,
    )


def not_recorded(store: Store, meeting: Meeting) -> list[str]:
    """The core agencies of which nothing is recorded, but for those that had retired."""
    recorded = {row.agency for row in store.meetings.attendance(meeting.number)}
    return [code for code in core_agencies(store, meeting) if code not in recorded]


def declaration_view(declared: Declaration, meeting: Meeting) -> DeclarationView:
    """A declaration as lists and programs see it."""
    return DeclarationView(
        declared.number,
        meeting.held_on,
        declared.member,
        declared.agency,
        declared.case_ref,
        declared.interest,
    )


def _is_here(row: Attendance) -> bool:
    return row.state is AttendanceState.PRESENT


def _line(
    agency: Agency, row: Attendance, meeting: Meeting, declared: list[Declaration]
) -> AttendanceView:
    own = [d.case_ref for d in declared if row.member and d.member == row.member]
    return AttendanceView(
        row.agency,
        row.member or None,
        row.state.value,
        row.deputy_for,
        row.arrived,
        row.left_at,
        row.signed,
        agency.kind.value,
        list(dict.fromkeys(own)),
        meeting.held_on,
    )


def _nothing(agency: Agency, meeting: Meeting) -> AttendanceView:
    return AttendanceView(
        agency.code, None, None, None, None, None, False, agency.kind.value, [], meeting.held_on
    )
