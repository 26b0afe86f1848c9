"""Finding what is written about cases by its words, in SQLite's full-text index."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from marg_cli.domain.sought import Sought
from marg_cli.store.rows import PassageRow
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import CLOSE, OPEN, table_of

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

KEPT = """
SELECT {key}, {table.listed}
  FROM {table.name}
 WHERE {key} IN (SELECT value FROM json_each(:keys))
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
        kept = {thing: self._kept(thing, rows) for thing in {row[0] for row in rows}}
        return [
            PassageRow(thing, case_ref, kept[thing][key], tuple(MARK.split(text)))
            for thing, key, case_ref, text in rows
        ]

    def _kept(self, thing: str, found: list[Row]) -> dict[str, dict[str, Any]]:
        """The rows of one kind in which something was found, by their keys."""
        table = table_of(thing)
        key = " || ' ' || ".join(table.key)
        keys = json.dumps([row[1] for row in found if row[0] == thing])
        rows = self._db.rows(KEPT.format(key=key, table=table), keys=keys)
        return {str(row[0]): table.row(row[1:]) for row in rows}


def expression(sought: Sequence[Sought]) -> str:
    """Write what is sought in the index's own language, in which a quoted text is but words."""
    parts = [f'"{part.words}"{" *" if part.begins else ""}' for part in sought]
    return " ".join(parts) or NOTHING
