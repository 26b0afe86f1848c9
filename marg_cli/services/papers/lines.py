"""Actions as a paper shows them, with their story."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.action import NoteKind
from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.domain.other_cases import LEFT_OUT, OtherCases
from marg_cli.domain.papers.actions import ActionLine
from marg_cli.domain.value import replace
from marg_cli.services.actions.view import Viewer, iso
from marg_cli.services.papers.corrected import Corrected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.action import ActionNote
    from marg_cli.domain.calendar import WorkingDays
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.services.actions.view import ActionView
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow


class ActionLines:
    """Makes lines of actions as of one day, each once, with every action's story at hand."""

    def __init__(
        self,
        store: Store,
        days: WorkingDays,
        on: date,
        notes: Iterable[ActionNote] | None = None,
    ) -> None:
        self._corrected = Corrected(store)
        self._viewer = Viewer(store, days, on)
        self._notes: defaultdict[int, list[ActionNote]] = defaultdict(list)
        for note in store.actions.notes() if notes is None else notes:
            self._notes[note.action].append(note)
        self._made: dict[int, ActionLine] = {}

    def line(self, row: ActionRow) -> ActionLine:
        """Say what one row means on the day."""
        return self.lines([row])[0]

    def lines(self, rows: Iterable[ActionRow]) -> tuple[ActionLine, ...]:
        """Say what each row means; overdue ones first, then by due date."""
        wanted = list(rows)
        new = [row for row in wanted if row.number not in self._made]
        for row, seen in zip(new, self._viewer.views(new), strict=True):
            self._made[row.number] = self._line(row, seen)
        lines = (self._made[row.number] for row in wanted)
        return tuple(sorted(lines, key=lambda line: (not line.overdue, line.due)))

    def for_reader(self, rows: Iterable[ActionRow], sight: Sight) -> tuple[ActionLine, ...]:
        """The lines a reader may know of; all members read one without what it says of a case.

        What belongs to no case and names one the reader may not see says that it is left out.
        """
        if sight.reader.kind is ReaderKind.MEMBERS:
            return tuple(
                line if sight.sees_action(line.case, line.agency) else _bare(line)
                for line in self.lines(rows)
            )
        lines = self.lines(row for row in rows if sight.sees_action(row.case_ref, row.agency))
        others = others_of(sight)
        return tuple(_general(line, others) for line in lines)

    def _line(self, row: ActionRow, seen: ActionView) -> ActionLine:
        notes = self._notes.get(row.number, ())
        moved = [note.text for note in notes if note.kind is NoteKind.MOVED]
        return ActionLine(
            ref=seen.ref,
            case=seen.case,
            what=self._corrected.said(seen.ref, "what", seen.what),
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
            intended=seen.intended and self._corrected.said(seen.ref, "intended", seen.intended),
            outcome=seen.outcome,
            closed_because=seen.closed_because,
            progress=tuple(note.text for note in notes if note.kind is NoteKind.PROGRESS),
            set_on=iso(row.set_on),
            absent_when_set=seen.absent_when_set,
        )


def others_of(sight: Sight, own: Iterable[str | None] = ()) -> OtherCases:
    """The cases one reader may not see; those of their *own* actions they know by reference.

    The chair and all members know every reference.
    """
    if not sight.reader.is_one:
        return OtherCases(())
    known = set(own)
    return OtherCases([ref for ref in sight.rule.ties if not sight.sees(ref) and ref not in known])


def _general(line: ActionLine, others: OtherCases) -> ActionLine:
    told = (line.what, line.intended, line.outcome, line.moved_because, *line.progress)
    if line.case is not None or not others.are_named_in(*told):
        return line
    return replace(_bare(line), what=LEFT_OUT, shared=True)


def _bare(line: ActionLine) -> ActionLine:
    return replace(
        line,
        what="",
        moved_because=None,
        intended=None,
        outcome=None,
        progress=(),
        shared=False,
    )
