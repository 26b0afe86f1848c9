"""Finding what is written about cases by its words, in SQLite's full-text index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from marg_cli.domain.sought import Sought
from marg_cli.store.rows import PassageRow
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import CLOSE, OPEN, Table, table_of

FOUND = """
SELECT passage.thing, passage.key, passage.case_ref,
       snippet(passage_index, 0, :open, :close, '…', :words)
  FROM passage_index
  JOIN passage ON passage.id = passage_index.rowid
 WHERE passage_index MATCH :sought
   AND (:case_ref IS NULL OR passage.case_ref = :case_ref)
 ORDER BY passage_index.rowid DESC
 LIMIT :limit
"""

WORDS = 20
"""The most words an excerpt has."""

ALL = -1
NOTHING = '""'
MARK = re.compile(f"[{OPEN}{CLOSE}]")


class PassagesFound:
    """Finds what is written about cases by its words."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def found(
        self, sought: Sequence[Sought], *, case_ref: str | None = None, limit: int | None = None
    ) -> list[PassageRow]:
        """Where all that is sought is written, what was written last first, at most *limit*."""
        rows = self._db.rows(
            FOUND,
            sought=expression(sought),
            case_ref=case_ref,
            limit=ALL if limit is None else limit,
            open=OPEN,
            close=CLOSE,
            words=WORDS,
        )
        tables = {thing: table_of(thing) for thing in {row[0] for row in rows}}
        return [
            PassageRow(thing, ref, self._row(tables[thing], key), tuple(MARK.split(text)))
            for thing, key, ref, text in rows
        ]

    def _row(self, table: Table, key: str) -> dict[str, Any]:
        parts = key.split(" ", len(table.key) - 1)
        found = self._db.row(table.fetch, **dict(zip(table.key, parts, strict=True)))
        return table.row(found or ())


def expression(sought: Sequence[Sought]) -> str:
    """Write what is sought in the index's own language, in which a quoted text is but words."""
    parts = [f'"{part.words}"{" *" if part.begins else ""}' for part in sought]
    return " ".join(parts) or NOTHING
