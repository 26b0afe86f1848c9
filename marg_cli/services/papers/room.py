"""Who is at a meeting: one table of every core agency and whoever else came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.papers.room import Attending
from marg_cli.services.meetings.people import Deputies
from marg_cli.services.papers.frame import agreement, attending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.domain.agency import Agency, Member
    from marg_cli.domain.meeting import Attendance, Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.domain.papers.agenda import Slot
    from marg_cli.domain.papers.room import Declared
    from marg_cli.store.protocol import Store

ALL, NO_CASE = "all", "none of the cases"


class Room:
    """Everybody a meeting's papers name, and what each was there for."""

    def __init__(
        self,
        store: Store,
        meeting: Meeting,
        slots: Sequence[Slot],
        declared: Sequence[Declared],
        sight: Sight,
    ) -> None:
        self._store = store
        self._meeting = meeting
        self._slots = slots
        self._declared = declared
        self._sight = sight
        members = store.members.listed()
        self._members = [m for m in members if m.left_on is None]
        self._deputies = Deputies(members)
        self._agencies = store.agencies.listed()
        self._rows = store.meetings.attendance(meeting.number)

    def everyone(self) -> tuple[Attending, ...]:
        """Every core agency, and whoever else has a line; core first, then by name.

        One agency's copy names no guest who came for another case.
        """
        lines = []
        for agency in self._agencies:
            if self._sight.reader.is_one and self._is_for_another_case(agency):
                continue
            rows = [row for row in self._rows if row.agency == agency.code]
            lines += [self._line(agency, row) for row in rows]
            if not rows and agency.kind is AgencyKind.CORE and agency.retired_on is None:
                lines.append(self._silent(agency))
        return tuple(lines)

    def apologies(self) -> tuple[Attending, ...]:
        """Those who sent apologies, and the deputies who come."""
        return tuple(
            line
            for line in self.everyone()
            if line.state == AttendanceState.APOLOGIES or line.deputy_for
        )

    def _line(self, agency: Agency, row: Attendance) -> Attending:
        return attending(
            row,
            agency_name=agency.name,
            member=self._member(agency.code, row.member),
            isa=agreement(self._store, agency.code, self._meeting.held_on),
            items=self._items(agency, row),
            signed=row.signed if agency.kind is AgencyKind.GUEST else None,
            authority=self._deputies.authority(row),
        )

    def _silent(self, agency: Agency) -> Attending:
        member = self._member(agency.code, "")
        return Attending(
            agency=agency.code,
            agency_name=agency.name,
            name=member.name if member else None,
            role=member.role if member else None,
            state=None,
            deputy_for=None,
            arrived=None,
            left=None,
            items=(),
            isa=agreement(self._store, agency.code, self._meeting.held_on),
        )

    def _member(self, code: str, name: str) -> Member | None:
        of_agency = [m for m in self._members if m.agency == code]
        if name:
            return next((m for m in of_agency if m.name == name), None)
        return next((m for m in of_agency if m.deputy_for is None), None)

    def _items(self, agency: Agency, row: Attendance) -> tuple[str, ...]:
        """What somebody was there for: guests their case, others all they did not miss."""
        if row.state is not AttendanceState.PRESENT:
            return ()
        if agency.kind is AgencyKind.GUEST:
            return self._came_for(agency)
        withdrawn = {d.case for d in self._declared if d.name == row.member}
        missed = [
            s.ref
            for s in self._slots
            if s.ref in withdrawn or (s.at is not None and self._away(row, s.at))
        ]
        there = tuple(s.ref for s in self._slots if s.ref not in missed)
        if not missed:
            return (ALL,)
        if not there:
            return (NO_CASE,)
        return there if len(there) < len(missed) else (f"all but {' and '.join(missed)}",)

    def _came_for(self, agency: Agency) -> tuple[str, ...]:
        mark = f"({agency.code})"
        return tuple(s.ref for s in self._slots if any(guest.endswith(mark) for guest in s.guests))

    def _is_for_another_case(self, agency: Agency) -> bool:
        return agency.kind is AgencyKind.GUEST and not self._came_for(agency)

    @staticmethod
    def _away(row: Attendance, at: str) -> bool:
        late = row.arrived is not None and at < row.arrived
        gone = row.left_at is not None and at >= row.left_at
        return late or gone
