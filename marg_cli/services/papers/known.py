"""Actions as they were known by the end of a day, so that an amendment corrects and no more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.action import ActionStatus, NoteKind

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import ActionNote
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow


class ActionsKnown:
    """Every action, and the lines of every story; as of today, or by the end of *day*.

    Due dates, ends and stories go back to that day. Wording does not, and neither does whose an
    action is: what is put right there is meant to show.
    """

    def __init__(self, store: Store, day: date | None) -> None:
        self.rows: list[ActionRow] = store.actions.listed()
        self.notes: list[ActionNote] = store.actions.notes()
        if day is not None:
            later: defaultdict[int, list[ActionNote]] = defaultdict(list)
            for note in self.notes:
                if note.made_on > day:
                    later[note.action].append(note)
            self.notes = [note for note in self.notes if note.made_on <= day]
            self.rows = [_by(row, later[row.number], day.isoformat()) for row in self.rows]


def _by(row: ActionRow, later: list[ActionNote], day: str) -> ActionRow:
    moves = [note for note in later if note.kind is NoteKind.MOVED and note.due_from]
    if moves:
        due_on = min(moves, key=lambda note: note.number).due_from
        assert due_on is not None  # noqa: S101 - only such were chosen
        row = row._replace(due_on=due_on.isoformat(), times_moved=row.times_moved - len(moves))
    if row.closed_on is not None and row.closed_on > day:
        row = row._replace(
            status=ActionStatus.OPEN, closed_on=None, closed_because=None, outcome=None
        )
    return row
