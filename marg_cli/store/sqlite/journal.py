"""Each changed row before and after: what undo puts back, and a history is told from."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from marg_cli.store.sqlite.database import Database

if TYPE_CHECKING:
    from marg_cli.store.changes import Changed, JournalLine

WRITE = """
INSERT INTO journal (seq, step, thing, case_ref, before, after)
VALUES (:seq, :step, :thing, :case_ref, :before, :after)
"""

LAST_CHANGE = """
SELECT audit.seq, audit.at, audit.holder, audit.command, audit.refs
  FROM audit
 WHERE audit.holder = :holder
   AND audit.command NOT IN ('init', 'undo')
   AND instr(:but_not, '|' || audit.command || '|') = 0
   AND (:before IS NULL OR audit.seq < :before)
   AND EXISTS (SELECT 1 FROM journal WHERE journal.seq = audit.seq)
   AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.seq = audit.seq)
   AND audit.seq > (SELECT coalesce(max(erasure.seq), 0) FROM main.erasure)
 ORDER BY audit.seq DESC
 LIMIT 1
"""

OF_CHANGE = """
SELECT journal.seq, audit.at, audit.holder, audit.command, thing, journal.case_ref,
       before, after, undone.by_seq
  FROM journal
  JOIN audit ON audit.seq = journal.seq
  LEFT JOIN undone ON undone.seq = journal.seq
 WHERE journal.seq = :seq
 ORDER BY journal.step
"""

OF_CASE = """
SELECT journal.seq, audit.at, audit.holder, audit.command, thing, journal.case_ref,
       before, after, undone.by_seq
  FROM journal
  JOIN audit ON audit.seq = journal.seq
  LEFT JOIN undone ON undone.seq = journal.seq
 WHERE journal.case_ref = :case_ref
 ORDER BY journal.seq, journal.step
"""

SINCE = """
SELECT journal.seq, audit.at, audit.holder, audit.command, thing, journal.case_ref,
       before, after, undone.by_seq
  FROM journal
  JOIN audit ON audit.seq = journal.seq
  LEFT JOIN undone ON undone.seq = journal.seq
 WHERE journal.seq > :seq
   AND thing = :thing
 ORDER BY journal.seq, journal.step
"""

MARK_UNDONE = """
INSERT INTO undone (seq, by_seq) VALUES (:seq, :by_seq)
"""


class Journal:
    """Reads what changed; only a change writes it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(
        self,
        seq: int,
        step: int,
        thing: str,
        case_ref: str | None,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        """Keep one row's two sides, inside the transaction under way."""
        self._db.run(
            WRITE,
            {
                "seq": seq,
                "step": step,
                "thing": thing,
                "case_ref": case_ref,
                "before": self._object(before),
                "after": self._object(after),
            },
        )

    def last_change(
        self, holder: str, *, but_not: Collection[str] = frozenset(), before: int | None = None
    ) -> Changed | None:
        """The newest change of *holder* that still stands, by another command than some.

        Of those *before* another, where that is given.
        """
        from marg_cli.store.changes import Changed

        without = f"|{'|'.join(but_not)}|"
        found = self._db.row(LAST_CHANGE, holder=holder, but_not=without, before=before)
        return Changed(*found) if found else None

    def of_change(self, seq: int) -> list[JournalLine]:
        """What one change did, in order."""
        return [_line(*row) for row in self._db.rows(OF_CHANGE, seq=seq)]

    def of_case(self, case_ref: str) -> list[JournalLine]:
        """All that was changed about one case, oldest first."""
        return [_line(*row) for row in self._db.rows(OF_CASE, case_ref=case_ref)]

    def since(self, seq: int, thing: str) -> list[JournalLine]:
        """All that was changed of one kind of thing after the change *seq*, oldest first."""
        return [_line(*row) for row in self._db.rows(SINCE, seq=seq, thing=thing)]

    def mark_undone(self, seq: int, by_seq: int) -> None:
        """Remember that the change *by_seq* took *seq* back."""
        self._db.run(MARK_UNDONE, {"seq": seq, "by_seq": by_seq})

    def _object(self, row: dict[str, Any] | None) -> str | None:
        """Write a row as JSON; SQLite does so, as loading `json` takes longer than the change."""
        if row is None:
            return None
        members = ", ".join(f"'{column}', :{column}" for column in row)
        text: str = self._db.value(f"SELECT json_object({members})", **row)
        return text


def _line(
    seq: int,
    at: str,
    holder: str,
    command: str,
    thing: str,
    case_ref: str | None,
    before: str | None,
    after: str | None,
    by_seq: int | None,
) -> JournalLine:
    import json

    from marg_cli.store.changes import JournalLine

    was, now = (None if side is None else json.loads(side) for side in (before, after))
    undone = by_seq is not None
    return JournalLine(seq, at, holder, command, thing, case_ref, was, now, undone)
