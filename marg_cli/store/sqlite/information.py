"""Information shared as rows, with its source, its marks and who may read it."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.information import Information, InformationKind
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, texts, where

LISTED = """
SELECT number, case_ref, agency, kind, text, third_party, criminal, only_for, shared_on, meeting,
       returned
  FROM information
"""

CONDITIONS = {
    "meeting": "meeting = :meeting",
    "agency": "agency = :agency",
    "case_ref": "case_ref = :case_ref",
}

NEAREST = """
SELECT number
  FROM information
 ORDER BY abs(number - :number), number
 LIMIT 2
"""


def _information(row: Row) -> Information:
    return Information(
        number=row[0],
        case_ref=row[1],
        agency=row[2],
        kind=InformationKind(row[3]),
        text=row[4],
        third_party=bool(row[5]),
        criminal=bool(row[6]),
        only_for=texts(row[7]),
        shared_on=date.fromisoformat(row[8]),
        meeting=row[9],
        returned=bool(row[10]),
    )


INFORMATION = Table("information", ("number",), Information.__slots__, ("text",))
TABLES = {"Information": INFORMATION}


class InformationShared:
    """Finds information shared."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, number: int) -> Information | None:
        """The information with that number."""
        row = self._db.row(INFORMATION.fetch, number=number)
        return _information(row) if row else None

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""
        return [row[0] for row in self._db.rows(NEAREST, number=number)]

    def listed(
        self, *, meeting: int | None = None, agency: str | None = None, case_ref: str | None = None
    ) -> list[Information]:
        """Information that meets every condition given, in the order it was kept."""
        given = {"meeting": meeting, "agency": agency, "case_ref": case_ref}
        clause, values = where(CONDITIONS, given)
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY number", **values)
        return [_information(row) for row in rows]
