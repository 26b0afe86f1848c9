"""Actions as a paper shows them, with their story."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.action import NoteKind
from marg_cli.domain.papers.actions import ActionLine
from marg_cli.services.action_view import Viewer, iso

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.action import ActionNote
    from marg_cli.domain.calendar import WorkingDays
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow


class ActionLines:
    """Makes lines of actions as of one day, with every action's story at hand."""

    def __init__(self, store: Store, days: WorkingDays, on: date) -> None:
        self._viewer = Viewer(store, days, on)
        self._notes: defaultdict[int, list[ActionNote]] = defaultdict(list)
        for note in store.actions.notes():
            self._notes[note.action].append(note)

    def line(self, row: ActionRow) -> ActionLine:
        """Say what one row means on the day."""
        seen = self._viewer.view(row)
        notes = self._notes[row.number]
        moved = [note.text for note in notes if note.kind is NoteKind.MOVED]
        return ActionLine(
            ref=seen.ref,
            case=seen.case,
            what=seen.what,
            agency=seen.agency,
            owner=seen.owner,
            due=seen.due,
            first_due=seen.first_due,
            times_moved=seen.times_moved,
            moved_because=moved[-1] if moved else None,
            status=seen.status,
            overdue=seen.overdue,
            days_late=seen.days_late,
            direct=seen.direct,
            intended=seen.intended,
            outcome=seen.outcome,
            closed_because=seen.closed_because,
            progress=tuple(note.text for note in notes if note.kind is NoteKind.PROGRESS),
            set_on=iso(row.set_on),
        )

    def lines(self, rows: Iterable[ActionRow]) -> tuple[ActionLine, ...]:
        """Say what each row means; overdue ones first, then by due date."""
        made = (self.line(row) for row in rows)
        return tuple(sorted(made, key=lambda line: (not line.overdue, line.due)))
