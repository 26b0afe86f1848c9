"""Counts over the register: what was opened and closed, what is late, who came.

What is asked seldom reads the whole table: 20 ms for 5,000 actions. An index for it would be paid
for by every change.
"""

from __future__ import annotations

from datetime import date

from marg_cli.store.rows import AttendedRow, ClosedRow, LateRow, OpenedRow
from marg_cli.store.sqlite.database import Database, Row

OPENED_PER_MONTH = """
SELECT substr(set_on, 1, 7) AS month, count(*), sum(direct)
  FROM action
 WHERE set_on BETWEEN :since AND :until
 GROUP BY month
 ORDER BY month
"""

CLOSED_PER_MONTH = """
SELECT substr(closed_on, 1, 7) AS month,
       count(*) FILTER (WHERE status = 'done'),
       count(*) FILTER (WHERE status = 'not_done')
  FROM action
 WHERE closed_on BETWEEN :since AND :until
 GROUP BY month
 ORDER BY month
"""

OPEN_PER_AGENCY = """
SELECT agency,
       count(*),
       count(*) FILTER (WHERE due_on < :day),
       min(due_on) FILTER (WHERE due_on < :day)
  FROM action
 WHERE status = 'open'
 GROUP BY agency
 ORDER BY agency
"""

ATTENDED = """
SELECT meeting.held_on, attendance.agency, attendance.state
  FROM meeting
  JOIN attendance ON attendance.meeting = meeting.number
 WHERE meeting.held_on BETWEEN :since AND :until
   AND meeting.status IN ('held', 'under way')
 ORDER BY meeting.held_on, attendance.agency, attendance.member
"""


VIEWS_ASKED = """
SELECT count(*), count(*) FILTER (WHERE until < :day)
  FROM person_view
 WHERE state = 'asked'
"""


class Figures:
    """Counts things; nothing it answers names a case or a person."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def opened(self, since: date, until: date) -> list[OpenedRow]:
        """How many actions were set in each month, both days included."""
        return [OpenedRow._make(row) for row in self._between(OPENED_PER_MONTH, since, until)]

    def closed(self, since: date, until: date) -> list[ClosedRow]:
        """How many actions were closed in each month, both days included."""
        return [ClosedRow._make(row) for row in self._between(CLOSED_PER_MONTH, since, until)]

    def late(self, on: date) -> list[LateRow]:
        """How many open actions each agency holds, and how many were due before *on*."""
        return [LateRow._make(row) for row in self._db.rows(OPEN_PER_AGENCY, day=on.isoformat())]

    def attended(self, since: date, until: date) -> list[AttendedRow]:
        """What is recorded of agencies at meetings that took place, both days included."""
        return [AttendedRow._make(row) for row in self._between(ATTENDED, since, until)]

    def views_asked(self, on: date) -> tuple[int, int]:
        """How many views were asked for and are not there, and how many were due before *on*."""
        asked, late = self._db.rows(VIEWS_ASKED, day=on.isoformat())[0]
        return asked, late

    def _between(self, sql: str, since: date, until: date) -> list[Row]:
        return self._db.rows(sql, since=since.isoformat(), until=until.isoformat())
