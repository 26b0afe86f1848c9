"""Erasing a case: the one door by which rows leave without a trace of what they held.

Every table that says which case its rows are of is emptied of them, whichever table that is and
whoever added it. Only the audit, which holds references alone, the ledger of copies and the
receipt stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from marg_cli.domain.minutes_life import without, without_lines
from marg_cli.store.sqlite.case_tables import CASES, tables_of_cases
from marg_cli.store.sqlite.database import Database

STAYS = frozenset({"erasure", "pack_case"})
"""What speaks of erased cases by their reference: the receipt, and who holds a copy."""

TAKEN_LAST = frozenset({CASES, "journal"})

# Things that belong to one another may go in any order: the end of the transaction asks.
ANY_ORDER = "PRAGMA defer_foreign_keys = ON"

SPOKEN_OF_AT = """
SELECT DISTINCT meeting
  FROM main.minutes_block
 WHERE case_ref = :ref
    OR (case_ref IS NULL AND instr(text, :ref) > 0)
 ORDER BY meeting
"""

PIECES = """
SELECT version, position, case_ref, text
  FROM main.minutes_block
 WHERE meeting = :meeting
   AND (case_ref = :ref OR (case_ref IS NULL AND instr(text, :ref) > 0))
 ORDER BY version, position
"""

TAKE_PIECE = """
DELETE FROM main.minutes_block
 WHERE meeting = :meeting
   AND version = :version
   AND position = :position
"""

PUT_PIECE = """
INSERT INTO main.minutes_block (meeting, version, position, case_ref, text)
VALUES (:meeting, :version, :position, NULL, :text)
"""

MARK_VERSION = """
UPDATE main.minutes_version
   SET erased = 1
 WHERE meeting = :meeting
   AND number = :version
"""

# What a version said of no case may name this one, so all of its pieces leave the journal.
OUT_OF_JOURNAL = """
DELETE FROM main.journal
 WHERE case_ref = :ref
    OR (thing = 'MinutesBlock'
        AND coalesce(after, before) ->> 'meeting' IN (SELECT value FROM json_each(:meetings)))
"""

DOCUMENTS = """
SELECT number
  FROM main.document
 WHERE case_ref = :ref
"""

FORGET = """
DELETE FROM main.document_removed
 WHERE number = :number
"""

THE_CASE = """
DELETE FROM main.case_record
 WHERE ref = :ref
"""


def erase(db: Database, ref: str, sentence: str) -> list[int]:
    """Take every trace of a case out, inside the change under way; answer the meetings it was at.

    Those are the meetings whose final minutes spoke of it: *sentence* stands in its place there.
    """
    db.run(ANY_ORDER)
    meetings = [row[0] for row in db.rows(SPOKEN_OF_AT, ref=ref)]
    for meeting in meetings:
        _out_of_minutes(db, meeting, ref, sentence)
    documents = [row[0] for row in db.rows(DOCUMENTS, ref=ref)]
    for table, column in tables_of_cases(db):
        if table not in STAYS | TAKEN_LAST:
            db.run(f"DELETE FROM main.{table} WHERE {column} = :ref", {"ref": ref})
    for number in documents:
        db.run(FORGET, {"number": number})
    db.run(THE_CASE, {"ref": ref})
    with db.erasing():
        db.run(OUT_OF_JOURNAL, {"ref": ref, "meetings": _listed(meetings)})
    return meetings


def _out_of_minutes(db: Database, meeting: int, ref: str, sentence: str) -> None:
    """Put the sentence in the place of every piece that speaks of the case, in every version."""
    for version, position, case_ref, text in db.rows(PIECES, meeting=meeting, ref=ref):
        left = (
            without_lines(text, ref, sentence) if case_ref is None else without(text, ref, sentence)
        )
        place = {"meeting": meeting, "version": version, "position": position}
        db.run(TAKE_PIECE, place)
        db.run(PUT_PIECE, {**place, "text": left})
        db.run(MARK_VERSION, {"meeting": meeting, "version": version})


def _listed(numbers: Iterable[int]) -> str:
    return f"[{', '.join(map(str, numbers))}]"
