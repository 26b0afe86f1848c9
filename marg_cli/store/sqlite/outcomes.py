"""Outcomes as rows: what was agreed is to become of each case."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, where

LISTED = """
SELECT number, case_ref, meeting, kind, said_on, review_on, process, because
  FROM outcome
"""

CONDITIONS = {"meeting": "meeting = :meeting", "case_ref": "case_ref = :case_ref"}


def _outcome(row: Row) -> Outcome:
    return Outcome(
        number=row[0],
        case_ref=row[1],
        meeting=row[2],
        kind=OutcomeKind(row[3]),
        said_on=date.fromisoformat(row[4]),
        review_on=day(row[5]),
        process=row[6],
        because=row[7],
    )


OUTCOME = Table("outcome", ("number",), Outcome.__slots__)
TABLES = {"Outcome": OUTCOME}


class Outcomes:
    """Finds what was agreed of cases."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def listed(self, *, meeting: int | None = None, case_ref: str | None = None) -> list[Outcome]:
        """What was agreed at a meeting, of a case, or all, in the order it was said."""
        clause, values = where(CONDITIONS, {"meeting": meeting, "case_ref": case_ref})
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY said_on, number", **values)
        return [_outcome(row) for row in rows]
