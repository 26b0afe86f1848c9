"""Actions as rows: one by its number, those due, those of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from marg_cli.domain.action import Action, ActionNote, ActionStatus, ClosedBecause, NoteKind
from marg_cli.store.rows import ActionRow
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, where

DUE_BEFORE = """
SELECT number, case_ref, what, agency, owner, due_on, first_due_on, times_moved, direct, meeting,
       set_on, intended
  FROM action
 WHERE status = 'open'
   AND due_on < :day
 ORDER BY due_on, number
"""

LISTED = """
SELECT number, case_ref, what, agency, owner, due_on, first_due_on, times_moved, direct, meeting,
       set_on, intended, status, outcome, closed_on, closed_because
  FROM action
"""

CONDITIONS = {
    "number": "number = :number",
    "case_ref": "case_ref = :case_ref",
    "agency": "agency = :agency",
    "owner": "owner = :owner",
    "status": "status = :status",
    "meeting": "meeting = :meeting",
    "due_before": "due_on < :due_before",
    "closed_since": "closed_on >= :closed_since",
}

OPEN_PER_CASE = """
SELECT case_ref, count(*)
  FROM action
 WHERE status = 'open'
   AND case_ref IS NOT NULL
 GROUP BY case_ref
"""

OPEN_OF_CASE = """
SELECT count(*)
  FROM action
 WHERE status = 'open'
   AND case_ref = :case_ref
"""

HOW_MANY_OPEN = """
SELECT count(*), count(*) FILTER (WHERE due_on < :day)
  FROM action
 WHERE status = 'open'
"""

NOTES = """
SELECT number, action, case_ref, kind, made_on, text, due_from, due_to, agreed_by
  FROM action_note
"""

NOTE_CONDITIONS = {"action": "action = :action", "case_ref": "case_ref = :case_ref"}

BEGINNING_WITH = """
SELECT number
  FROM action
 WHERE CAST(number AS TEXT) GLOB :digits || '*'
 ORDER BY number
 LIMIT 100
"""

NEAREST = """
SELECT number
  FROM action
 ORDER BY abs(number - :number), number
 LIMIT 3
"""


def _action(row: Row) -> Action:
    return Action(
        number=row[0],
        case_ref=row[1],
        what=row[2],
        agency=row[3],
        owner=row[4],
        due_on=date.fromisoformat(row[5]),
        first_due_on=date.fromisoformat(row[6]),
        times_moved=row[7],
        status=ActionStatus(row[8]),
        direct=bool(row[9]),
        meeting=row[10],
        set_on=date.fromisoformat(row[11]),
        intended=row[12],
        outcome=row[13],
        closed_on=day(row[14]),
        closed_because=ClosedBecause(row[15]) if row[15] else None,
    )


def _note(row: Row) -> ActionNote:
    return ActionNote(
        number=row[0],
        action=row[1],
        case_ref=row[2],
        kind=NoteKind(row[3]),
        made_on=date.fromisoformat(row[4]),
        text=row[5],
        due_from=day(row[6]),
        due_to=day(row[7]),
        agreed_by=row[8],
    )


STILL_OPEN = ("open", None, None, None)
"""How the row of an open action ends, which is not fetched for each."""

ACTION = Table("action", ("number",), Action.__slots__, ("what", "intended", "outcome"))
NOTE = Table("action_note", ("number",), ActionNote.__slots__, ("text",))
TABLES = {"Action": ACTION, "ActionNote": NOTE}


class Actions:
    """Finds actions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, number: int) -> Action | None:
        """The action with that number."""
        row = self._db.row(ACTION.fetch, number=number)
        return _action(row) if row else None

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""
        return [row[0] for row in self._db.rows(NEAREST, number=number)]

    def beginning_with(self, digits: str) -> list[int]:
        """The first hundred numbers that begin with some digits, which may be none."""
        return [row[0] for row in self._db.rows(BEGINNING_WITH, digits=digits)]

    def overdue(self, on: date) -> list[ActionRow]:
        """Open actions due before *on*, the longest overdue first."""
        return [
            ActionRow._make(row + STILL_OPEN)
            for row in self._db.rows(DUE_BEFORE, day=on.isoformat())
        ]

    def listed(self, **given: Any) -> list[ActionRow]:
        """Actions that meet every condition given, by due date."""
        clause, values = where(CONDITIONS, given)
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY due_on, number", **values)
        return [ActionRow._make(row) for row in rows]

    def notes(self, *, action: int | None = None, case_ref: str | None = None) -> list[ActionNote]:
        """The story of one action, of a case's actions, or of all, oldest first."""
        clause, values = where(NOTE_CONDITIONS, {"action": action, "case_ref": case_ref})
        return [_note(row) for row in self._db.rows(f"{NOTES}{clause} ORDER BY number", **values)]

    def open_per_case(self) -> dict[str, int]:
        """How many open actions each case has; cases without one are left out."""
        return dict(self._db.rows(OPEN_PER_CASE))

    def open_of_case(self, case_ref: str) -> int:
        """How many open actions one case has."""
        count: int = self._db.value(OPEN_OF_CASE, case_ref=case_ref)
        return count

    def how_many(self, on: date) -> tuple[int, int]:
        """How many actions are open, and how many of them were due before *on*."""
        is_open, overdue = self._db.row(HOW_MANY_OPEN, day=on.isoformat()) or (0, 0)
        return is_open, overdue
