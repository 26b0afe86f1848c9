"""Meetings as rows, with who came and what was declared."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.meeting import Attendance, AttendanceState, Declaration, Meeting, MeetingStatus
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, where

LISTED = """
SELECT number, held_on, at, venue, status, chair, minute_taker, amending
  FROM meeting
"""

CONDITIONS = {
    "held_on": "held_on = :held_on",
    "status": "status = :status",
    "since": "held_on >= :since",
    "before": "held_on < :before",
}

NOT_CANCELLED = "status <> 'cancelled'"

DAYS = """
SELECT number, held_on, status
  FROM meeting
 ORDER BY held_on, number
"""

ATTENDANCE = """
SELECT meeting, agency, member, state, deputy_for, arrived, left_at, signed, authority
  FROM attendance
"""

AWAY = """
SELECT meeting, agency, max(CASE WHEN state = 'present' THEN 1 ELSE 0 END) = 0
  FROM attendance
 GROUP BY meeting, agency
"""

DECLARED = """
SELECT number, meeting, member, agency, case_ref, interest
  FROM declaration
"""

ASKED = """
SELECT lateral_check.case_ref, lateral_check.agency, lateral_check.state
  FROM lateral_check
  JOIN agenda_item USING (meeting, case_ref)
 WHERE meeting = :meeting
 ORDER BY agenda_item.position, lateral_check.agency
"""

OF_MEETING = {"meeting": "meeting = :meeting"}


def _meeting(row: Row) -> Meeting:
    return Meeting(
        number=row[0],
        held_on=date.fromisoformat(row[1]),
        at=row[2],
        venue=row[3],
        status=MeetingStatus(row[4]),
        chair=row[5],
        minute_taker=row[6],
        amending=bool(row[7]),
    )


def _attendance(row: Row) -> Attendance:
    return Attendance(
        meeting=row[0],
        agency=row[1],
        member=row[2],
        state=AttendanceState(row[3]),
        deputy_for=row[4],
        arrived=row[5],
        left_at=row[6],
        signed=bool(row[7]),
        authority=None if row[8] is None else bool(row[8]),
    )


def _declaration(row: Row) -> Declaration:
    return Declaration(
        number=row[0],
        meeting=row[1],
        member=row[2],
        agency=row[3],
        case_ref=row[4],
        interest=row[5],
    )


MEETING = Table("meeting", ("number",), Meeting.__slots__)
ATTENDED = Table("attendance", ("meeting", "agency", "member"), Attendance.__slots__)
DECLARATION = Table("declaration", ("number",), Declaration.__slots__, ("interest",))
TABLES = {"Meeting": MEETING, "Attendance": ATTENDED, "Declaration": DECLARATION}


class Meetings:
    """Finds meetings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, number: int) -> Meeting | None:
        """The meeting with that number."""
        row = self._db.row(MEETING.fetch, number=number)
        return _meeting(row) if row else None

    def listed(
        self,
        *,
        held_on: date | None = None,
        status: MeetingStatus | None = None,
        since: date | None = None,
        before: date | None = None,
        cancelled: bool = False,
    ) -> list[Meeting]:
        """Meetings that meet every condition given, by date; *since* is included."""
        given = {"held_on": held_on, "status": status, "since": since, "before": before}
        clause, values = where(CONDITIONS, given, () if cancelled else (NOT_CANCELLED,))
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY held_on, number", **values)
        return [_meeting(row) for row in rows]

    def days(self) -> list[tuple[int, str, str]]:
        """Every meeting's number, ISO date and status, by date."""
        return [(number, held_on, status) for number, held_on, status in self._db.rows(DAYS)]

    def attendance(self, meeting: int | None = None) -> list[Attendance]:
        """Who came to one meeting, or to all."""
        clause, values = where(OF_MEETING, {"meeting": meeting})
        rows = self._db.rows(f"{ATTENDANCE}{clause} ORDER BY meeting, agency, member", **values)
        return [_attendance(row) for row in rows]

    def away(self) -> dict[tuple[int | None, str], bool]:
        """Of each meeting's number and agency, whether nobody of that agency was there."""
        rows = self._db.rows(AWAY)
        return {(meeting, agency): away == 1 for meeting, agency, away in rows}

    def declared(self, meeting: int | None = None) -> list[Declaration]:
        """What was declared at one meeting, or at all."""
        clause, values = where(OF_MEETING, {"meeting": meeting})
        rows = self._db.rows(f"{DECLARED}{clause} ORDER BY meeting, number", **values)
        return [_declaration(row) for row in rows]

    def asked(self, meeting: int) -> list[tuple[str, str, str]]:
        """Each lateral check on a case that is listed: the case, the agency, and the state kept."""
        rows = self._db.rows(ASKED, meeting=meeting)
        return [(case_ref, agency, state) for case_ref, agency, state in rows]
