"""Which tables speak of cases, whoever added them: what erases and what holds out asks for all."""

from __future__ import annotations

from marg_cli.store.sqlite.database import Database

CASES = "case_record"
"""The table whose own reference is the case's."""

OF_CASES = """
SELECT tables.name, columns.name
  FROM main.sqlite_master AS tables
  JOIN pragma_table_info(tables.name) AS columns
 WHERE tables.type = 'table'
   AND tables.sql NOT LIKE 'CREATE VIRTUAL%'
   AND (columns.name = 'case_ref' OR (tables.name = :cases AND columns.name = 'ref'))
 ORDER BY tables.name
"""


def tables_of_cases(db: Database) -> list[tuple[str, str]]:
    """Each table with the column that holds the case's reference."""
    return [(table, column) for table, column in db.rows(OF_CASES, cases=CASES)]
