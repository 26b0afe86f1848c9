"""Lateral checks as rows: one for each agency, case and meeting."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.lateral_check import CheckState, LateralCheck
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, where

LISTED = """
SELECT meeting, agency, case_ref, state, asked_on, answered_on, answered_by
  FROM lateral_check
"""

CONDITIONS = {
    "meeting": "meeting = :meeting",
    "agency": "agency = :agency",
    "case_ref": "case_ref = :case_ref",
}


def _check(row: Row) -> LateralCheck:
    return LateralCheck(
        meeting=row[0],
        agency=row[1],
        case_ref=row[2],
        state=CheckState(row[3]),
        asked_on=date.fromisoformat(row[4]),
        answered_on=day(row[5]),
        answered_by=row[6],
    )


CHECK = Table("lateral_check", ("meeting", "agency", "case_ref"), LateralCheck.__slots__)
TABLES = {"LateralCheck": CHECK}


class LateralChecks:
    """Finds lateral checks."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, meeting: int, agency: str, case_ref: str) -> LateralCheck | None:
        """One agency's check on one case for one meeting."""
        row = self._db.row(CHECK.fetch, meeting=meeting, agency=agency, case_ref=case_ref)
        return _check(row) if row else None

    def listed(
        self, *, meeting: int | None = None, agency: str | None = None, case_ref: str | None = None
    ) -> list[LateralCheck]:
        """Checks that meet every condition given, by meeting, case and agency."""
        given = {"meeting": meeting, "agency": agency, "case_ref": case_ref}
        clause, values = where(CONDITIONS, given)
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY meeting, case_ref, agency", **values)
        return [_check(row) for row in rows]
