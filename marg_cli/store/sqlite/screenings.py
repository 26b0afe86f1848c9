"""Screenings as rows: what was answered about a case, day by day."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.screening import Screening
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, texts, where

LISTED = """
SELECT number, case_ref, referral, screened_on, meeting, supervised, other_process, why_here,
       themes, tried, failed_because, immediate_risk, reported_to, remarks
  FROM screening
"""

OF_CASE = {"case_ref": "case_ref = :case_ref"}


def _screening(row: Row) -> Screening:
    return Screening(
        number=row[0],
        case_ref=row[1],
        referral=row[2],
        screened_on=date.fromisoformat(row[3]),
        meeting=row[4],
        supervised=bool(row[5]),
        other_process=row[6],
        why_here=row[7],
        themes=texts(row[8]),
        tried=row[9],
        failed_because=row[10],
        immediate_risk=row[11],
        reported_to=row[12],
        remarks=row[13],
    )


WRITTEN = (
    *("other_process", "why_here", "themes", "tried", "failed_because", "immediate_risk"),
    *("reported_to", "remarks"),
)
SCREENING = Table("screening", ("number",), Screening.__slots__, WRITTEN)
TABLES = {"Screening": SCREENING}


class Screenings:
    """Finds screenings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def listed(self, case_ref: str | None = None) -> list[Screening]:
        """The screenings of one case, or of all, the oldest first."""
        clause, values = where(OF_CASE, {"case_ref": case_ref})
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY screened_on, number", **values)
        return [_screening(row) for row in rows]
