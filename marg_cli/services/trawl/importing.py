"""Requests that came back, put into the register: all of them, or none while one is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.lateral_check import CheckState
from marg_cli.domain.trawl_sheet import Sheet, SheetAnswer
from marg_cli.errors import MargError
from marg_cli.services import finding
from marg_cli.services.past_days import day_that_came
from marg_cli.services.sheets_back import Problem, SheetsBack, all_or_none
from marg_cli.services.trawl.answering import Marked, Written, asked, keep_written, returned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marg_cli.domain.information import InformationKind
    from marg_cli.domain.lateral_check import LateralCheck
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Change, Store


class Taken(NamedTuple):
    """One answer that a sheet changes: how the check stood, and how it stands now."""

    file: str
    agency: str
    case: str
    was: str
    state: str
    information: list[str]


class Report(NamedTuple):
    """The fields scripts may rely on; nothing was written when a problem is fatal.

    `read` counts sheets; `same` answers the register holds already, `empty` boxes nobody filled.
    """

    read: int
    changed: int
    same: int
    empty: int
    answers: list[Taken]
    problems: list[Problem]

    @property
    def is_fatal(self) -> bool:
        """Whether anything has to be put right first."""
        return any(problem.fatal for problem in self.problems)


def import_sheets(
    store: Store,
    sheets: Sequence[tuple[str, Sheet]],
    *,
    agency: str | None = None,
    meeting: str,
    on: date,
    unread: Sequence[Problem] = (),
    rehearse: bool = False,
    keep_good: bool = False,
) -> Report:
    """Take the answers of sheets (file name and sheet) as one change that can be undone.

    Each sheet is to be of *meeting*, and of *agency* where one is named. *unread* are files that
    could not be read at all. Nothing is written when a problem is fatal, unless *keep_good*; nor
    in a rehearsal. Raises MeetingNotFound and AgencyNotFound; Refused once the minutes are final.
    """

    def take(change: Change) -> Report:
        held = finding.meeting(store, meeting, today=on)
        held.must_be_open()
        code = finding.agency(store, agency).code if agency else None
        taking = _Taking(store, change, held, agency=code, on=on)
        for name, sheet in sheets:
            taking.take(name, sheet)
        change.about(held.ref)
        return taking.report(unread)

    return all_or_none(store, "trawl import", take, rehearse=rehearse, keep_good=keep_good)


class _Taking(SheetsBack[Sheet, SheetAnswer, Taken]):
    """One import under way."""

    def __init__(
        self, store: Store, change: Change, meeting: Meeting, *, agency: str | None, on: date
    ) -> None:
        super().__init__(store, change, agency=agency, on=on)
        self._meeting = meeting

    def report(self, unread: Sequence[Problem]) -> Report:
        """Sum up."""
        problems = [*unread, *self.problems]
        return Report(self.read, len(self.taken), self.same, self.empty, self.taken, problems)

    def is_empty(self, answer: SheetAnswer) -> bool:
        """Whether nobody answered."""
        return answer.state is None

    def about(self, answer: SheetAnswer) -> str:
        """The case."""
        return answer.case

    def whose(self, name: str, sheet: Sheet) -> str | None:
        """The agency a sheet is of, when it is one for this meeting; tells what is not so."""
        if sheet.problems and not sheet.answers:
            return None
        wrong = list(self._not_ours(sheet))
        for message in wrong:
            self.wrong(name, message)
        return None if wrong else finding.agency(self._store, sheet.agency or "").code

    def _not_ours(self, sheet: Sheet) -> Iterator[str]:
        """Say why a sheet is not of the agency or the meeting that is meant."""
        known = self._store.agencies.get(sheet.agency) if sheet.agency else None
        if known is None:
            yield "does not say at its top whose request it is (For: a code the register knows)"
        elif self.is_of_another(known.code):
            yield f"is of {known.code}, not of {self._agency}"
        day = self._day(sheet.meeting)
        if day is None:
            yield "does not say at its top which meeting it is for"
        elif day != self._meeting.held_on:
            yield (
                f"is for the meeting on {day.isoformat()}, not {self._meeting.ref}: "
                f"take it with --meeting {day.isoformat()}"
            )

    def _day(self, text: str | None) -> date | None:
        """The day a sheet names, without the time after its comma."""
        from marg_cli.domain.duedates import read_day

        try:
            return read_day((text or "").partition(",")[0], today=self._on)
        except MargError:
            return None

    def answer(self, name: str, code: str, answer: SheetAnswer) -> None:
        """Answer one check; a sheet that says the same as before still speaks for its agency."""
        if answer.state is None:
            return
        ref = finding.case(self._store, answer.case).ref
        check = asked(self._store, self._meeting, code, ref)
        self.first_to_speak(name, (code, ref))
        before = self._change.steps
        written = self._written(check, answer)
        answered = self._answered(check, answer, answer.state, written)
        self._change.save(answered)
        keep_written(self._store, self._change, answered, written)

        def taken() -> Taken:
            refs = [information.ref for information in returned(self._store, answered)]
            return Taken(name, code, ref, check.state.value, answered.state.value, refs)

        self.keep(name, (code, ref), answer, before=before, taken=taken)

    def _written(self, check: LateralCheck, answer: SheetAnswer) -> dict[InformationKind, Written]:
        """The texts and their marks; a mark that is there already is never taken off."""
        marked = {each.kind: each for each in returned(self._store, check)}
        return {
            kind: Written(
                text,
                Marked(
                    answer.third_party or (kind in marked and marked[kind].third_party),
                    answer.criminal or (kind in marked and marked[kind].criminal),
                ),
            )
            for kind, text in answer.written.items()
        }

    def _answered(
        self,
        check: LateralCheck,
        answer: SheetAnswer,
        state: CheckState,
        written: dict[InformationKind, Written],
    ) -> LateralCheck:
        """The check as the sheet answers it; the day stays where nothing else is said anew."""
        there = {each.kind: each.text for each in returned(self._store, check)}
        says_the_same = check.state is state and all(
            there.get(kind) == each.text for kind, each in written.items()
        )
        day = day_that_came(answer.on, on=self._on)
        if says_the_same and not answer.on and check.answered_on:
            day = check.answered_on
        return check.answered(state, on=day, by=answer.by or check.answered_by)
