"""What everybody in the room may see, by who is marked present at a meeting.

Nobody marked present, it is what every core agency may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.need_to_know import ALL_MEMBERS, Sight
from marg_cli.errors import Refused
from marg_cli.services.at_the_table.under_way import meetings_under_way
from marg_cli.services.need_to_know import agency_reader, need_to_know

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Attendance, Meeting
    from marg_cli.domain.need_to_know import Reader
    from marg_cli.store.protocol import Store


class InTheRoom:
    """Everybody who sees the screen; at *held*, else at the meeting under way on the day."""

    def __init__(self, store: Store, *, on: date, held: Meeting | None = None) -> None:
        here = held or _under_way(store, on)
        self._rule = need_to_know(store)
        self._readers = _present(store, here) if here else []

    def may_see(self, case_ref: str | None) -> bool:
        """Whether all may see a case, or what is the group's own: that is not for guests."""
        return self._rule.may_all_see(self._readers, case_ref)

    def may_read(self, information: Information) -> bool:
        """Whether all may read what an agency shared."""
        readers = self._readers or [ALL_MEMBERS]
        return all(Sight(self._rule, reader).reads(information) for reader in readers)

    def must_see(self, case_ref: str) -> None:
        """Raises Refused for a case that somebody in the room may not see."""
        if not self.may_see(case_ref):
            raise Refused(
                f"{case_ref} is not for everybody in the room.",
                "See who is marked present with: marg attendance list    "
                "Look at the case in a window of your own.",
            )


def is_here(row: Attendance) -> bool:
    """Whether somebody is in the room: who left is not, who is late is once they have come."""
    return row.state is AttendanceState.PRESENT and row.left_at is None


def _under_way(store: Store, on: date) -> Meeting | None:
    held = [meeting for meeting in meetings_under_way(store) if meeting.held_on <= on]
    return held[-1] if held else None


def _present(store: Store, meeting: Meeting) -> list[Reader]:
    return [
        agency_reader(store, meeting, row.agency, name=row.member)
        for row in store.meetings.attendance(meeting.number)
        if is_here(row)
    ]
