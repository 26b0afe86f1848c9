"""What everybody in the room may see, by who is marked present at the meeting under way.

Nobody marked present, it is what every core agency may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.seats import Seat
from marg_cli.errors import Refused
from marg_cli.services.at_the_table.under_way import meetings_under_way
from marg_cli.services.group import group
from marg_cli.services.papers.sharing import opens_every_case

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Attendance, Meeting
    from marg_cli.store.protocol import Store


class InTheRoom:
    """Everybody who sees the screen."""

    def __init__(self, store: Store, *, on: date) -> None:
        self._opens_every_case = opens_every_case(group(store))
        self._tied: dict[str, set[str]] = {}
        for case in store.cases.listed():
            self._tied[case.ref] = {case.lead_agency} if case.lead_agency else set()
        for referral in store.cases.referrals():
            if referral.referrer:
                self._tied[referral.case_ref].add(referral.referrer)
        for involvement in store.cases.involved():
            self._tied[involvement.case_ref].add(involvement.agency)
        self._seats = _present(store, on) or [
            Seat(agency.code, agency.kind)
            for agency in store.agencies.listed()
            if agency.kind is AgencyKind.CORE and agency.retired_on is None
        ]

    def may_see(self, case_ref: str | None) -> bool:
        """Whether all may see a case, or what is the group's own: that is not for guests."""
        if case_ref is None:
            return all(seat.kind is not AgencyKind.GUEST for seat in self._seats)
        tied = self._tied.get(case_ref, set())
        return all(
            seat.may_see(case_ref, tied, opens_every_case=self._opens_every_case)
            for seat in self._seats
        )

    def must_see(self, case_ref: str) -> None:
        """Raises Refused for a case that somebody in the room may not see."""
        if not self.may_see(case_ref):
            raise Refused(
                f"{case_ref} is not for everybody in the room.",
                "See who is marked present with: marg attendance list    "
                "Look at the case in a window of your own.",
            )


def _present(store: Store, on: date) -> list[Seat]:
    """Who is marked present and has not left, at the meetings under way on the day."""
    under_way = [m for m in meetings_under_way(store) if m.held_on <= on]
    return [
        _seat(store, meeting, row)
        for meeting in under_way[-1:]
        for row in store.meetings.attendance(meeting.number)
        if row.state is AttendanceState.PRESENT and row.left_at is None
    ]


def _seat(store: Store, meeting: Meeting, row: Attendance) -> Seat:
    members = {member.number: member for member in store.members.listed()}
    kinds = {agency.code: agency.kind for agency in store.agencies.listed()}
    return Seat(
        row.agency,
        kinds[row.agency],
        frozenset(
            item.case_ref
            for item in store.agendas.listed(meeting=meeting.number)
            if item.guest and members[item.guest].agency == row.agency
        ),
        frozenset(
            declared.case_ref
            for declared in store.meetings.declared(meeting.number)
            if row.member and declared.member == row.member
        ),
    )
