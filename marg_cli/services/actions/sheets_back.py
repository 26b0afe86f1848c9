"""Action sheets that came back, put into the register: all of them, or none while one is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.action import ActionStatus, NoteKind
from marg_cli.domain.calendar import british
from marg_cli.domain.chase_sheet import Sheet, SheetAnswer
from marg_cli.domain.text import as_typed
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.actions.action import put_off, tell
from marg_cli.services.past_days import day_that_came
from marg_cli.services.sheets_back import Problem, SheetsBack, all_or_none

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.action import Action
    from marg_cli.store.protocol import Change, Store

ASKS = "Asks for {day}: {why}"
"""How a new date nobody agreed to yet stands in an action's story."""


class Taken(NamedTuple):
    """One action that a sheet changes, and in words what it does to it."""

    file: str
    agency: str
    action: str
    case: str | None
    does: list[str]


class Report(NamedTuple):
    """The fields scripts may rely on; nothing was written when a problem is fatal.

    `read` counts sheets; `changed` actions, `same` those of which the register knows it already,
    `empty` boxes nobody filled; `asked` actions for which a new date is asked that nobody agreed.
    """

    read: int
    changed: int
    same: int
    empty: int
    answers: list[Taken]
    asked: list[str]
    problems: list[Problem]

    @property
    def is_fatal(self) -> bool:
        """Whether anything has to be put right first."""
        return any(problem.fatal for problem in self.problems)


def take_back(
    store: Store,
    sheets: Sequence[tuple[str, Sheet]],
    *,
    agency: str | None = None,
    agreed_by: str | None = None,
    on: date,
    unread: Sequence[Problem] = (),
    rehearse: bool = False,
    keep_good: bool = False,
) -> Report:
    """Take the answers of sheets (file name and sheet) as one change that can be undone.

    Each is to be of *agency* where one is named. A new date that is asked for moves the action
    only where it says who *agreed_by*; else it becomes a line of its story. *unread* are files that
    could not be read at all. Nothing is written when a problem is fatal, unless *keep_good*; nor
    in a rehearsal. Raises AgencyNotFound.
    """

    def take(change: Change) -> Report:
        code = finding.agency(store, agency).code if agency else None
        taking = _Taking(store, change, agency=code, agreed_by=agreed_by, on=on)
        for name, sheet in sheets:
            taking.take(name, sheet)
        return taking.report(unread)

    return all_or_none(store, "action review", take, rehearse=rehearse, keep_good=keep_good)


class _Taking(SheetsBack[Sheet, SheetAnswer, Taken]):
    """One import under way."""

    def __init__(
        self,
        store: Store,
        change: Change,
        *,
        agency: str | None,
        agreed_by: str | None,
        on: date,
    ) -> None:
        super().__init__(store, change, agency=agency, on=on)
        self._agreed_by = as_typed(agreed_by) if agreed_by else None
        self._asked: list[str] = []

    def report(self, unread: Sequence[Problem]) -> Report:
        """Sum up."""
        problems = [*unread, *self.problems]
        changed = len(self.taken)
        return Report(self.read, changed, self.same, self.empty, self.taken, self._asked, problems)

    def is_empty(self, answer: SheetAnswer) -> bool:
        """Whether nobody answered."""
        return answer.is_empty

    def about(self, answer: SheetAnswer) -> str:
        """The action."""
        return answer.action

    def whose(self, name: str, sheet: Sheet) -> str | None:
        """The agency a sheet is of; tells where it does not say, or is of another."""
        known = self._store.agencies.get(sheet.agency) if sheet.agency else None
        if known is None and (sheet.answers or not sheet.problems):
            told = "does not say at its top whose sheet it is (For: a code the register knows)"
            self.wrong(name, told)
        if known is not None and self.is_of_another(known.code):
            self.wrong(name, f"is of {known.code}, not of {self._agency}")
            return None
        return known.code if known else None

    def answer(self, name: str, code: str, answer: SheetAnswer) -> None:
        """Do what is said of one action; what it does not change is the same as before."""
        action = finding.action(self._store, answer.action)
        if action.agency != code:
            self.wrong(name, f"is held by {action.agency}, not by {code}", answer)
            return
        before = self._change.steps
        does = [*self._told(action, answer), *self._closed(action, answer)]
        does += self._put_off(action, answer)

        def taken() -> Taken:
            if action.case_ref:
                self._change.about(action.case_ref)
            return Taken(name, code, action.ref, action.case_ref, does)

        self.keep(name, action.ref, answer, before=before, taken=taken)

    def _told(self, action: Action, answer: SheetAnswer) -> list[str]:
        """Progress goes into the story, where it is not there yet."""
        if answer.progress is None or not self._tell(action, answer.progress):
            return []
        return ["progress"]

    def _closed(self, action: Action, answer: SheetAnswer) -> list[str]:
        """Close it as the sheet says, unless it is closed so already."""
        if answer.done:
            return self._done(action, answer)
        if answer.because is None:
            return []
        note = _typed(answer.why)
        if (action.closed_because, action.outcome) == (answer.because, note):
            return []
        self._change.save(action.not_done(on=self._on, because=answer.because, note=note))
        return [f"not done, because: {answer.because}"]

    def _done(self, action: Action, answer: SheetAnswer) -> list[str]:
        day = day_that_came(answer.done_on, on=self._on)
        outcome = _typed(answer.outcome)
        same_day = answer.done_on is None or action.closed_on == day
        if action.status is ActionStatus.DONE and action.outcome == outcome and same_day:
            return []
        self._change.save(action.done(on=day, outcome=outcome))
        return [f"done on {british(day)}"]

    def _put_off(self, action: Action, answer: SheetAnswer) -> list[str]:
        """Move its due date where somebody agreed; else keep that it was asked for."""
        if answer.new_date is None or answer.why is None:
            return []
        from marg_cli.domain.duedates import read_day

        day = read_day(answer.new_date, today=self._on)
        if day == action.due_on:
            return []
        why, agreed_by = as_typed(answer.why), self._agreed_by
        if agreed_by and day < self._on:
            raise Refused(f"{british(day)} is past: another day has to be agreed.")
        if agreed_by:
            put_off(self._change, action, day, because=why, agreed_by=agreed_by, on=self._on)
            return [f"moved to {british(day)}"]
        self._asked.append(action.ref)
        if not self._tell(action, ASKS.format(day=british(day), why=why)):
            return []
        return [f"asks for {british(day)}"]

    def _tell(self, action: Action, text: str) -> bool:
        """Add a line to its story; answers whether it was not there before."""
        typed = as_typed(text)
        if any(note.text == typed for note in self._store.actions.notes(action=action.number)):
            return False
        action.must_be_open()
        tell(self._change, action, NoteKind.PROGRESS, typed, self._on)
        return True


def _typed(text: str | None) -> str | None:
    return as_typed(text) if text else None
