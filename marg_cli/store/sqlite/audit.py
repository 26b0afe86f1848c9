"""The chain of who did what, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marg_cli.domain.audit import FIRST, AuditRow, row_hash
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import where

HEAD = """
SELECT seq, hash
  FROM audit
 ORDER BY seq DESC
 LIMIT 1
"""

HASH_OF = """
SELECT hash
  FROM audit
 WHERE seq = :seq
"""

APPEND = """
INSERT INTO audit (seq, at, day, holder, command, refs, previous, hash)
VALUES (:seq, :at, :day, :holder, :command, :refs, :previous, :hash)
"""

ROWS = """
SELECT seq, at, day, holder, command, refs, previous, hash
  FROM audit
"""

LAST_DAY = """
SELECT day
  FROM audit
 WHERE command = :command
 ORDER BY seq DESC
 LIMIT 1
"""

DONE_ABOUT = """
SELECT 1
  FROM audit
 WHERE command = :command
   AND day >= :since
   AND instr(' ' || refs || ' ', ' ' || :about || ' ') > 0
 ORDER BY seq DESC
 LIMIT 1
"""

BACKUP, RESTORE = "register backup", "register restore"
BEGUN, WRITTEN = "begun", "written"
"""A backup's two rows: before its file is made, so in the file too, and once that stands."""

# A register that was brought back holds the first of the two rows only, and its restoring.
LAST_BACKUP = """
SELECT day
  FROM audit
 WHERE command = :backup
   AND (refs GLOB :written
        OR EXISTS (SELECT 1
                     FROM audit AS next
                    WHERE next.seq = audit.seq + 1
                      AND next.command = :restore))
 ORDER BY seq DESC
 LIMIT 1
"""

CONDITIONS = {
    "ref": "instr(' ' || replace(refs, '=', ' ') || ' ', ' ' || :ref || ' ') > 0",  # case=M26-001
    "holder": "holder = :holder",
    "since": "at >= :since",
    "until": "at < :until",
}


class Audit:
    """Reads the chain; only a change or a reading appends to it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def head(self) -> tuple[int, str]:
        """The last row's number and hash."""
        return self._db.row(HEAD) or (0, FIRST)

    def hash_of(self, seq: int) -> str | None:
        """The hash of the row of that number, where there is one."""
        found: str | None = self._db.value(HASH_OF, seq=seq)
        return found

    def append(self, *, at: str, day: str, holder: str, command: str, refs: str) -> AuditRow:
        """Link one more row to the chain, inside the transaction under way."""
        last, previous = self.head()
        values = (last + 1, at, day, holder, command, refs, previous)
        row = AuditRow(*values, row_hash(*values))
        self._db.run(APPEND, row._asdict())
        return row

    def rows(
        self,
        *,
        ref: str | None = None,
        holder: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[AuditRow]:
        """List rows, oldest first; *since* is included, *until* is not (both as UTC text)."""
        given = {"ref": ref, "holder": holder, "since": since, "until": until}
        clause, values = where(CONDITIONS, given)
        return [AuditRow(*row) for row in self._db.rows(f"{ROWS}{clause} ORDER BY seq", **values)]

    def each(self) -> Iterator[AuditRow]:
        """Go through the whole chain, oldest first, a row at a time."""
        return (AuditRow(*row) for row in self._db.each(f"{ROWS} ORDER BY seq"))

    def last_day(self, command: str) -> date | None:
        """The business day *command* was last run."""
        return _day(self._db.value(LAST_DAY, command=command))

    def was_done(self, command: str, *, about: str, since: date) -> bool:
        """Whether *command* was run about a reference on the business day *since* or after."""
        values = {"command": command, "about": about, "since": since.isoformat()}
        return bool(self._db.value(DONE_ABOUT, **values))

    def last_backup(self) -> date | None:
        """The business day of the last backup known to have been written."""
        values = {"backup": BACKUP, "written": f"{WRITTEN}*", "restore": RESTORE}
        return _day(self._db.value(LAST_BACKUP, **values))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
