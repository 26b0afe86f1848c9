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

NO_NEXT_SLOT = """
SELECT ref
  FROM case_record
 WHERE status = 'active'
   AND NOT EXISTS (SELECT 1
                     FROM agenda_item
                     JOIN meeting ON meeting.number = agenda_item.meeting
                    WHERE agenda_item.case_ref = case_record.ref
                      AND meeting.held_on >= :day
                      AND meeting.status <> 'cancelled')
   AND NOT EXISTS (SELECT 1
                     FROM outcome
                    WHERE outcome.number = (SELECT max(number)
                                              FROM outcome
                                             WHERE case_ref = case_record.ref)
                      AND review_on >= :day
                      AND said_on >= (SELECT coalesce(max(referred_on), '')
                                        FROM referral
                                       WHERE case_ref = case_record.ref))
 ORDER BY ref
"""

OF_WHO_LEFT = """
SELECT DISTINCT member.name, named.name
  FROM member
  JOIN (SELECT agency, owner AS name
          FROM action
         WHERE status = 'open'
         UNION
        SELECT agency, contact
          FROM involvement
         UNION
        SELECT NULL, case_coordinator
          FROM case_record
         UNION
        SELECT NULL, tells
          FROM plan) AS named ON coalesce(named.agency, member.agency) = member.agency
 WHERE member.left_on IS NOT NULL
   AND named.name IS NOT NULL
"""

ASTRAY = """
SELECT pack, known_at
  FROM pack_event AS missent
 WHERE what = 'missent'
   AND NOT EXISTS (SELECT 1
                     FROM pack_event AS settled
                    WHERE settled.pack = missent.pack
                      AND settled.what = 'settled'
                      AND settled.number > missent.number)
 ORDER BY known_at, pack
"""

FILES_PAST = """
SELECT count(*)
  FROM pack
  JOIN pack_file ON pack_file.pack = pack.number
 WHERE pack.expires_on < :day
   AND pack_file.file <> ''
   AND NOT EXISTS (SELECT 1
                     FROM pack_event
                    WHERE pack_event.pack = pack.number
                      AND what = 'expired')
"""

REQUESTS_WAITING = """
SELECT EXISTS (SELECT 1 FROM subject_request WHERE released_on IS NULL)
"""

RECORDS_DECIDED = """
SELECT EXISTS (SELECT 1 FROM retention_decision)
"""


class Figures:
    """Counts things, and finds what nobody has in hand."""

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

    def no_next_slot(self, on: date) -> list[str]:
        """The active cases on no agenda from *on*, that day included, without a review to come."""
        return [row[0] for row in self._db.rows(NO_NEXT_SLOT, day=on.isoformat())]

    def names_of_who_left(self) -> list[tuple[str, str]]:
        """Each member who left beside each name that stands on something of their agency's.

        Whether the two are one name, and the thing is still open, is for the caller to say.
        """
        return [(left, named) for left, named in self._db.rows(OF_WHO_LEFT)]

    def astray(self) -> list[tuple[int, str]]:
        """The number of each pack that is known to be astray, and since when (YYYY-MM-DDTHH:MM)."""
        return [(pack, known_at) for pack, known_at in self._db.rows(ASTRAY)]

    def files_past(self, on: date) -> int:
        """How many rendered files were to be removed before *on*, and are not known to be."""
        past: int = self._db.value(FILES_PAST, day=on.isoformat())
        return past

    def _between(self, sql: str, since: date, until: date) -> list[Row]:
        return self._db.rows(sql, since=since.isoformat(), until=until.isoformat())

    def requests_waiting(self) -> bool:
        """Whether anybody waits for what is kept of them."""
        return bool(self._db.value(REQUESTS_WAITING))

    def records_decided(self) -> bool:
        """Whether anything was decided of any ended case's record."""
        return bool(self._db.value(RECORDS_DECIDED))
