"""What an agency answered on a lateral-check request, read row by row; nothing is guessed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from marg_cli.domain.answer_boxes import BoxReader, SheetProblem, code_of, place, top_of
from marg_cli.domain.filled_sheet import Box, Filled, Row, same_label
from marg_cli.domain.information import InformationKind
from marg_cli.domain.lateral_check import CheckState, state_of
from marg_cli.errors import UsageRefused


class Label(StrEnum):
    """The rows of an answer box, as the request prints them."""

    NIL = "Nil return"
    SPEAK = "We hold information and will speak to it"
    FACTS = "Facts, in writing"
    PERCEPTIONS = "Perceptions, in writing"
    THIRD_PARTY = "Some of it is about somebody else"
    CRIMINAL = "Some of it is about an offence"
    BY = "Answered by"
    ON = "Answered on"


class Head(StrEnum):
    """The rows at the top that say whose request it is, and for which meeting."""

    AGENCY = "For"
    MEETING = "Meeting"


TICKED = {Label.NIL, Label.SPEAK, Label.THIRD_PARTY, Label.CRIMINAL}
WRITTEN = {
    Label.FACTS: InformationKind.FACT,
    Label.PERCEPTIONS: InformationKind.PERCEPTION,
}
OLD_WRITING = same_label("In writing")
"""A row that does not say whether it holds facts or perceptions."""


class SheetAnswer(NamedTuple):
    """What was answered about one case; nothing at all is no answer. `on` is a day as typed."""

    case: str
    state: CheckState | None
    written: dict[InformationKind, str]
    third_party: bool
    criminal: bool
    by: str | None
    on: str | None
    line: int | None


class Sheet(NamedTuple):
    """One request that came back: whose, for which meeting (as typed), and its answers."""

    agency: str | None
    meeting: str | None
    answers: tuple[SheetAnswer, ...]
    problems: tuple[SheetProblem, ...]


def read_sheet(filled: Filled) -> Sheet:
    """Read a request that was filled in; everything that is not plain is a problem."""
    reader = _Reader(Label, TICKED, about="case", sheet="lateral-check request")
    answers = tuple(answer for box in reader.boxes(filled) if (answer := reader.answer(box)))
    top = top_of(filled, Head)
    agency, meeting = code_of(top.get(Head.AGENCY, "")), top.get(Head.MEETING)
    return Sheet(agency, meeting, answers, tuple(reader.problems))


class _Reader(BoxReader[Label]):
    """Reads the boxes of a request."""

    def answer(self, box: Box) -> SheetAnswer | None:
        """What one box says; None where it cannot be told what it is about."""
        case = self.ref(box)
        if case is None:
            return None
        before = len(self.problems)
        rows = self.rows(case, box)
        ticks, texts = self.ticks(case, rows), self.texts(rows)
        written = {kind: texts[label] for label, kind in WRITTEN.items() if label in texts}
        state = self._state(case, box, ticks, written)
        if len(self.problems) > before:
            return None
        return SheetAnswer(
            case=case,
            state=state,
            written=written,
            third_party=ticks.get(Label.THIRD_PARTY, False),
            criminal=ticks.get(Label.CRIMINAL, False),
            by=texts.get(Label.BY),
            on=texts.get(Label.ON),
            line=box.head.line,
        )

    def meant(self, row: Row) -> str | None:
        if same_label(row.label) != OLD_WRITING:
            return None
        kinds = f"“{Label.FACTS}” or “{Label.PERCEPTIONS}”"
        return f"does not say which it is: rename it {kinds}"

    def _state(
        self, case: str, box: Box, ticks: dict[Label, bool], written: dict[InformationKind, str]
    ) -> CheckState | None:
        nil, speak = ticks.get(Label.NIL, False), ticks.get(Label.SPEAK, False)
        if not (nil or speak or written):
            if ticks.get(Label.THIRD_PARTY) or ticks.get(Label.CRIMINAL):
                self.wrong(case, place(box), "the box is marked, but nothing is written in it")
            return None
        try:
            return state_of(nil=nil, speak=speak, written=bool(written))
        except UsageRefused:
            self.wrong(case, place(box), "the box is ticked as a nil return, and says more")
            return None
