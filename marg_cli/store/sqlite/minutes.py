"""Minutes as rows: one set a meeting, one row a thing said."""

from __future__ import annotations

from marg_cli.domain.minutes import Entry, Minutes, MinutesStatus
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, where

ENTRIES = """
SELECT number, meeting, case_ref, heading, text
  FROM entry
"""

CONDITIONS = {
    "meeting": "meeting = :meeting",
    "case_ref": "case_ref = :case_ref",
    "heading": "heading = :heading",
}

ALL = """
SELECT meeting, status, started_at, finished_at, because
  FROM minutes
 ORDER BY meeting
"""


def _minutes(row: Row) -> Minutes:
    return Minutes(
        meeting=row[0],
        status=MinutesStatus(row[1]),
        started_at=row[2],
        finished_at=row[3],
        because=row[4],
    )


def _entry(row: Row) -> Entry:
    return Entry(number=row[0], meeting=row[1], case_ref=row[2], heading=row[3], text=row[4])


MINUTES = Table("minutes", ("meeting",), Minutes.__slots__)
ENTRY = Table("entry", ("number",), Entry.__slots__, ("text",))
TABLES = {"Minutes": MINUTES, "Entry": ENTRY}


class MinutesKept:
    """Finds minutes and what they record."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, meeting: int) -> Minutes | None:
        """The minutes of that meeting, when they were started."""
        row = self._db.row(MINUTES.fetch, meeting=meeting)
        return _minutes(row) if row else None

    def listed(self) -> list[Minutes]:
        """Every set of minutes."""
        return [_minutes(row) for row in self._db.rows(ALL)]

    def entry(self, number: int) -> Entry | None:
        """The entry with that number."""
        row = self._db.row(ENTRY.fetch, number=number)
        return _entry(row) if row else None

    def entries(
        self,
        *,
        meeting: int | None = None,
        case_ref: str | None = None,
        heading: str | None = None,
    ) -> list[Entry]:
        """What was recorded, in the order it was, under every condition given."""
        given = {"meeting": meeting, "case_ref": case_ref, "heading": heading}
        clause, values = where(CONDITIONS, given)
        return [
            _entry(row) for row in self._db.rows(f"{ENTRIES}{clause} ORDER BY number", **values)
        ]
