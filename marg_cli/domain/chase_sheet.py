"""What an agency answered on its action sheet, read row by row; nothing is guessed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from marg_cli.domain.action import ClosedBecause
from marg_cli.domain.answer_boxes import BoxReader, SheetProblem, code_of, place, top_of
from marg_cli.domain.filled_sheet import Box, Filled, is_ticked


class Label(StrEnum):
    """The rows of an answer box, as the sheet prints them."""

    DONE = "Done on"
    OUTCOME = "What came of it"
    PROGRESS = "Progress"
    CIRCUMSTANCES = "Not done: circumstances changed"
    AGENCY = "Not done: the agency did not do it"
    NEW_DATE = "New date asked for"
    WHY = "Why"


HOLDER = "For"
"""The row at the top that says whose sheet it is."""

BECAUSE = {
    Label.CIRCUMSTANCES: ClosedBecause.CIRCUMSTANCES,
    Label.AGENCY: ClosedBecause.AGENCY,
}

CONTRADICTIONS = (
    ({Label.CIRCUMSTANCES, Label.AGENCY}, "both reasons for not doing it are ticked: leave one"),
    ({Label.DONE, Label.CIRCUMSTANCES}, "it is said to be done, and not done"),
    ({Label.DONE, Label.AGENCY}, "it is said to be done, and not done"),
    ({Label.DONE, Label.NEW_DATE}, "it is said to be done, and a new date is asked for"),
    ({Label.NEW_DATE, Label.CIRCUMSTANCES}, "it is not to be done, and a new date is asked for"),
    ({Label.NEW_DATE, Label.AGENCY}, "it is not to be done, and a new date is asked for"),
)
"""Rows that cannot stand beside one another in a box."""

NEEDS = {
    Label.OUTCOME: ({Label.DONE}, "says what came of it, but not when it was done"),
    Label.WHY: (
        {Label.CIRCUMSTANCES, Label.AGENCY, Label.NEW_DATE},
        "says why, but neither that it is not done nor which new date is asked for",
    ),
}
"""Rows that mean something only beside one of others."""

NO_REASON = "asks for a new date without saying why: fill in “Why”"


class SheetAnswer(NamedTuple):
    """What was answered on one action; days are as typed, and `done` alone is a tick, not a day."""

    action: str
    done: bool
    done_on: str | None
    outcome: str | None
    progress: str | None
    because: ClosedBecause | None
    new_date: str | None
    why: str | None
    line: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nobody answered."""
        return not (self.done or self.progress or self.because or self.new_date)


class Sheet(NamedTuple):
    """One action sheet that came back: whose it is, and its answers."""

    agency: str | None
    answers: tuple[SheetAnswer, ...]
    problems: tuple[SheetProblem, ...]


def read_sheet(filled: Filled) -> Sheet:
    """Read an action sheet that was filled in; everything that is not plain is a problem."""
    reader = _Reader(Label, BECAUSE, about="action", sheet="action sheet")
    answers = tuple(answer for box in reader.boxes(filled) if (answer := reader.answer(box)))
    agency = code_of(top_of(filled, [HOLDER]).get(HOLDER, ""))
    return Sheet(agency, answers, tuple(reader.problems))


class _Reader(BoxReader[Label]):
    """Reads the boxes of an action sheet."""

    def answer(self, box: Box) -> SheetAnswer | None:
        """What one box says; None where it cannot be told what it is about."""
        ref = self.ref(box)
        if ref is None:
            return None
        before = len(self.problems)
        rows = self.rows(ref, box)
        ticks, texts = self.ticks(ref, rows), self.texts(rows)
        self._must_agree(ref, box, {*texts, *(label for label, is_so in ticks.items() if is_so)})
        if len(self.problems) > before:
            return None
        done = texts.get(Label.DONE)
        return SheetAnswer(
            action=ref,
            done=done is not None,
            done_on=None if done and is_ticked(done) else done,
            outcome=texts.get(Label.OUTCOME),
            progress=texts.get(Label.PROGRESS),
            because=next((why for label, why in BECAUSE.items() if ticks.get(label)), None),
            new_date=texts.get(Label.NEW_DATE),
            why=texts.get(Label.WHY),
            line=box.head.line,
        )

    def _must_agree(self, ref: str, box: Box, said: set[Label]) -> None:
        """Tell of rows that contradict one another, and of those that lack another."""
        for together, message in CONTRADICTIONS:
            if together <= said:
                self.wrong(ref, place(box), message)
                return
        for label, (others, message) in NEEDS.items():
            if label in said and not others & said:
                self.wrong(ref, place(box), message)
        if Label.NEW_DATE in said and Label.WHY not in said:
            self.wrong(ref, place(box), NO_REASON)
