"""Agendas as rows: which case has a slot at which meeting."""

from __future__ import annotations

from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, where

LISTED = """
SELECT meeting, case_ref, kind, position, at, minutes, guest
  FROM agenda_item
"""

CONDITIONS = {"meeting": "meeting = :meeting", "case_ref": "case_ref = :case_ref"}

NEXT_SLOTS = """
SELECT agenda_item.case_ref, min(meeting.held_on)
  FROM agenda_item
  JOIN meeting ON meeting.number = agenda_item.meeting
 WHERE meeting.status IN ('planned', 'under way')
   AND meeting.held_on >= :day
 GROUP BY agenda_item.case_ref
"""


def _item(row: Row) -> AgendaItem:
    return AgendaItem(
        meeting=row[0],
        case_ref=row[1],
        kind=AgendaKind(row[2]),
        position=row[3],
        at=row[4],
        minutes=row[5],
        guest=row[6],
    )


ITEM = Table("agenda_item", ("meeting", "case_ref"), AgendaItem.__slots__)
TABLES = {"AgendaItem": ITEM}


class Agendas:
    """Finds slots."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def listed(
        self, *, meeting: int | None = None, case_ref: str | None = None
    ) -> list[AgendaItem]:
        """Slots of a meeting, of a case, or all, in the order of the meeting."""
        clause, values = where(CONDITIONS, {"meeting": meeting, "case_ref": case_ref})
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY meeting, position, case_ref", **values)
        return [_item(row) for row in rows]

    def next_slots(self, day: str) -> dict[str, str]:
        """Each case's next meeting on *day* or after (ISO text); cases without one left out."""
        return dict(self._db.rows(NEXT_SLOTS, day=day))
