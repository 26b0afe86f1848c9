"""One change of the register: what it saves, the rows before and after, its line in the audit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marg_cli.errors import Refused
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.connection import ConstraintFailed
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.journal import Journal
from marg_cli.store.sqlite.table import Table, table_of

NEXT_NUMBER = """
INSERT INTO counter (name, last) VALUES (:name, 1)
    ON CONFLICT (name) DO UPDATE SET last = last + 1
RETURNING last
"""

NUMBER_TAKEN = """
INSERT INTO counter (name, last) VALUES (:name, :last)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)
"""

KEEP_PART = """
INSERT INTO document_part (document, part, content)
VALUES (:number, :part, :content)
"""

FORGET = """
DELETE FROM document_removed
 WHERE number = :number
"""

FORGET_ALL = """
DELETE FROM document_removed
"""

KEEP_WORDS = """
INSERT INTO main.passage (thing, key, case_ref, text)
VALUES (:thing, :key, :case_ref, :text)
    ON CONFLICT (thing, key) DO UPDATE SET text = excluded.text
"""

FORGET_WORDS = """
DELETE FROM main.passage
 WHERE thing = :thing
   AND key = :key
"""

GONE = "the content of the document is gone"
"""What the schema says of a document that comes back without its content."""


class SqliteChange:
    """Collects what a use case changes; everything it does stands or falls together."""

    def __init__(self, db: Database, seq: int) -> None:
        self._db = db
        self._journal = Journal(db)
        self._tables: dict[str, Table] = {}
        self._refs: dict[str, None] = {}
        self._note = ""
        self._begun = False
        self.seq = seq
        self.steps = 0

    def next_number(self, counter: str) -> int:
        """Give out the next number; it is never given out again, not after an undo either."""
        number: int = self._db.value(NEXT_NUMBER, name=counter)
        return number

    def number_taken(self, counter: str, number: int) -> None:
        """Never give out *number* or one below it: it came with an import."""
        self._db.run(NUMBER_TAKEN, {"name": counter, "last": number})

    def save(self, *things: Any) -> None:
        """Add things, or replace those with their keys. Raises Refused where the schema does."""
        self._forget_what_waits()
        for thing in things:
            table = self._table(type(thing).__name__)
            row = table.row_of(thing)
            before = self._fetch(table, row)
            if before != row:
                self._run(table.save, row)
                self._keep(thing, table, before, row)
            self.about(thing.ref)

    def remove(self, *things: Any) -> None:
        """Remove things. Raises Refused while something else still speaks of one."""
        self._forget_what_waits()
        for thing in things:
            table = self._table(type(thing).__name__)
            row = table.row_of(thing)
            self._run(table.remove, row)
            self._keep(thing, table, row, None)
            self.about(thing.ref)

    def keep_content(self, number: int, pieces: Iterable[bytes]) -> None:
        """Keep a document's content, which the journal never holds; the document comes after it."""
        self._forget_what_waits()
        for part, content in enumerate(pieces):
            self._db.run(KEEP_PART, {"number": number, "part": part, "content": content})

    def forget_content(self, number: int) -> None:
        """Let go, for good, of the content of a document just removed."""
        self._db.run(FORGET, {"number": number})

    def erase(self, case_ref: str, sentence: str) -> list[int]:
        """Take out, for good, every trace of a case; *sentence* stands where minutes spoke of it.

        Answers the meetings whose final minutes did. What is left is the audit, whose lines hold
        references alone, and the ledger of who holds a copy.
        """
        from marg_cli.store.sqlite.erasing import erase

        self._forget_what_waits()
        meetings = erase(self._db, case_ref, sentence)
        self.about(case_ref)
        return meetings

    def about(self, *refs: str) -> None:
        """Name references for the audit, besides those of what is saved."""
        self._refs.update(dict.fromkeys(refs))

    def note(self, text: str) -> None:
        """Say in the audit how much was changed instead of naming every reference."""
        self._note = text

    def take_back(self, seq: int) -> None:
        """Undo the change *seq*. Raises Refused when one of its rows was changed since."""
        self.put_back(seq)
        self._journal.mark_undone(seq, self.seq)

    def put_back(self, seq: int) -> None:
        """Put every row of the change *seq* back, on the way to something else in its place.

        Raises Refused when one was changed since.
        """
        for line in reversed(self._journal.of_change(seq)):
            table = self._table(line.thing)
            key = line.after or line.before or {}
            if self._fetch(table, key) != line.after:
                raise Refused(
                    "That cannot be undone: it was changed again since.",
                    "See who changed what with: marg audit list",
                )
            if line.before is None:
                self._run(table.remove, key)
            else:
                self._run(table.save, line.before)
            self._write(line.thing, table, line.case_ref, line.after, line.before)

    @property
    def refs(self) -> str:
        """What the audit says the change was about."""
        return self._note or " ".join(self._refs)

    def _forget_what_waits(self) -> None:
        """Let go of the content of documents removed before: an undo can only come next."""
        if not self._begun:
            self._begun = True
            self._db.run(FORGET_ALL)

    def _table(self, thing: str) -> Table:
        if thing not in self._tables:
            self._tables[thing] = table_of(thing)
        return self._tables[thing]

    def _fetch(self, table: Table, row: dict[str, Any]) -> dict[str, Any] | None:
        found = self._db.row(table.fetch_kept, **{column: row[column] for column in table.key})
        return None if found is None else table.row(found)

    def _run(self, sql: str, row: dict[str, Any]) -> None:
        try:
            self._db.run(sql, row)
        except ConstraintFailed as failure:
            if failure.where == GONE:
                raise Refused(
                    "That cannot be undone: the content of the document is gone for good.",
                    "Add the file again with: marg document add CASE FILE",
                ) from failure
            raise Refused(
                "That would leave the register contradicting itself: something else speaks of it.",
                "Remove or change what refers to it first, or use undo.",
            ) from failure

    def _keep(
        self,
        thing: Any,
        table: Table,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        case_ref = getattr(thing, "case_ref", None)
        self._write(type(thing).__name__, table, case_ref, before, after)

    def _write(
        self,
        thing: str,
        table: Table,
        case_ref: str | None,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        self._keep_words(thing, table, before, after)
        self.steps += 1
        self._journal.write(self.seq, self.steps, thing, case_ref, before, after)

    def _keep_words(
        self,
        thing: str,
        table: Table,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        """Let what a search looks through follow the row."""
        said = table.words(after)
        if said != table.words(before):
            passage = table.passage(thing, after or before or {})
            self._db.run(KEEP_WORDS if said else FORGET_WORDS, passage)


def append_audit(db: Database, change: SqliteChange, **who: str) -> None:
    """Write the change's line in the audit, last of all and in the same transaction."""
    Audit(db).append(refs=change.refs, **who)
