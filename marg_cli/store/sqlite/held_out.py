"""Holds restricted cases out of every reading, whoever wrote it: nothing has to remember them.

While a case is beyond use, a temporary view stands before each table that speaks of cases, and
leaves its rows out. What writes names the tables themselves.
"""

from __future__ import annotations

from marg_cli.store.sqlite.case_tables import tables_of_cases
from marg_cli.store.sqlite.database import Database

KNOWN_BY_REFERENCE = frozenset(
    {"restriction", "subject_request", "held_back", "retention_decision", "legal_hold", "erasure"}
) | {"pack_case", "pack_allowance"}
"""What is still said of a restricted case, by its reference: that it is one, what is owed to the
person, and who holds a copy that speaks of it.
"""

WRITTEN_ALONE = frozenset({"journal"})
"""What only a change writes, and only the history of a case reads, which is found first."""

STANDING = """
SELECT name
  FROM sqlite_temp_master
 WHERE type = 'view'
"""

HOLD_OUT = """
CREATE TEMP VIEW {table} AS
SELECT *
  FROM main.{table}
 WHERE {column} IS NULL
    OR {column} NOT IN (SELECT case_ref FROM main.restriction)
"""


def hold_out(db: Database) -> None:
    """Let nothing of restricted cases be found."""
    with db.transaction():
        for table, column in tables_of_cases(db):
            if table not in KNOWN_BY_REFERENCE | WRITTEN_ALONE:
                db.run(HOLD_OUT.format(table=table, column=column))
    db.holds_out = True


def let_in(db: Database) -> None:
    """Let everything be found again."""
    with db.transaction():
        for (view,) in db.rows(STANDING):
            db.run(f"DROP VIEW temp.{view}")
    db.holds_out = False
