"""Final versions of minutes as rows, each with the pieces of what it says."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.minutes_life import MinutesBlock, MinutesVersion
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, texts, where

VERSIONS = """
SELECT meeting, number, made_on, made_by, because, sha256, anchor, marking, title, header, footer,
       approved_on, erased
  FROM minutes_version
"""

BLOCKS = """
SELECT meeting, version, position, case_ref, text
  FROM minutes_block
"""

CONDITIONS = {"meeting": "meeting = :meeting", "version": "version = :version"}

ABOUT = "instr(' ' || refs || ' ', ' ' || :ref || ' ') > 0"

LEFT = f"""
SELECT seq
  FROM audit
 WHERE command = 'minutes render'
   AND {ABOUT}
"""

# Two renderings with no change of the register between them are one draft.
NO_LEDGER = "thing NOT GLOB 'Pack*'"
"""That a paper left changes nothing of what it says."""

DRAFT_NUMBER = f"""
SELECT count(DISTINCT changed)
  FROM (SELECT (SELECT max(journal.seq)
                  FROM journal
                 WHERE journal.seq < rendered.seq
                   AND {NO_LEDGER}) AS changed
          FROM ({LEFT}) AS rendered
         WHERE seq > (SELECT coalesce(max(seq), 0)
                        FROM audit
                       WHERE command = 'minutes amend'
                         AND {ABOUT})
         UNION ALL
        SELECT max(seq) AS changed FROM journal WHERE {NO_LEDGER})
"""

LEFT_SINCE = f"""
{LEFT}   AND seq > :since
 LIMIT 1
"""


def _version(row: Row) -> MinutesVersion:
    return MinutesVersion(
        meeting=row[0],
        number=row[1],
        made_on=date.fromisoformat(row[2]),
        made_by=row[3],
        because=row[4],
        sha256=row[5],
        anchor=row[6],
        marking=row[7],
        title=row[8],
        header=texts(row[9]),
        footer=texts(row[10]),
        approved_on=day(row[11]),
        erased=bool(row[12]),
    )


def _block(row: Row) -> MinutesBlock:
    return MinutesBlock(
        meeting=row[0], version=row[1], position=row[2], case_ref=row[3], text=row[4]
    )


VERSION = Table("minutes_version", ("meeting", "number"), MinutesVersion.__slots__)
BLOCK = Table("minutes_block", ("meeting", "version", "position"), MinutesBlock.__slots__)
TABLES = {"MinutesVersion": VERSION, "MinutesBlock": BLOCK}


class MinutesVersions:
    """Finds final versions of minutes, and how far a draft has come."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def listed(self, meeting: int | None = None) -> list[MinutesVersion]:
        """The versions of one meeting's minutes, or of all, first ones first."""
        clause, values = where(CONDITIONS, {"meeting": meeting})
        rows = self._db.rows(f"{VERSIONS}{clause} ORDER BY meeting, number", **values)
        return [_version(row) for row in rows]

    def blocks(self, meeting: int | None = None, version: int | None = None) -> list[MinutesBlock]:
        """The pieces of what one version says, or of what all say, in their order."""
        clause, values = where(CONDITIONS, {"meeting": meeting, "version": version})
        rows = self._db.rows(f"{BLOCKS}{clause} ORDER BY meeting, version, position", **values)
        return [_block(row) for row in rows]

    def draft_number(self, meeting_ref: str) -> int:
        """The number of a draft as it stands: one more for each that left and was changed since.

        An amendment's drafts are numbered anew.
        """
        number: int = self._db.value(DRAFT_NUMBER, ref=meeting_ref)
        return number

    def left_since(self, meeting_ref: str, since: int) -> bool:
        """Whether a meeting's minutes were rendered after the audit's row *since*."""
        return self._db.row(LEFT_SINCE, ref=meeting_ref, since=since) is not None
