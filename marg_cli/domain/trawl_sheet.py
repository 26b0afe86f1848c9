"""What an agency answered on a lateral-check request, read row by row; nothing is guessed."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from marg_cli.domain.filled_sheet import ANSWER_ON, Box, Filled, Row, is_ticked, same_label
from marg_cli.domain.information import InformationKind
from marg_cli.domain.lateral_check import CheckState, state_of
from marg_cli.domain.text import did_you_mean
from marg_cli.errors import UsageRefused

_CODE = re.compile(r"^\s*(\S+)")


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


LABELS = {same_label(label): label for label in Label}
TICKED = {Label.NIL, Label.SPEAK, Label.THIRD_PARTY, Label.CRIMINAL}
WRITTEN = {
    Label.FACTS: InformationKind.FACT,
    Label.PERCEPTIONS: InformationKind.PERCEPTION,
}
OLD_WRITING = same_label("In writing")
"""A row that does not say whether it holds facts or perceptions."""


NO_CASE = "an answer box does not say its case: its first row reads “Answer on” and the reference"
MISPLACED = "a row holds a sentence where its label was: put the label back, and the text beside it"
LONGEST = max(len(label.split()) for label in Label)
"""Words in a label; what is longer is an answer in the wrong place."""


class SheetProblem(NamedTuple):
    """What is wrong on a sheet, at which case and in which row; lines are of a text file."""

    case: str | None
    row: str | None
    line: int | None
    message: str
    fatal: bool


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
    reader = _Reader()
    boxes = [box for box in filled.boxes if _is_answer_box(box)]
    answers = tuple(answer for box in boxes if (answer := reader.answer(box)))
    if not boxes:
        reader.wrong(None, None, "is no lateral-check request: it holds no box to answer in")
    for row in filled.loose if boxes else ():
        reader.wrong(
            None, row, "text beside the boxes is not read: put it into a row, or delete it"
        )
    if filled.comments:
        reader.known("holds comments, which are not read")
    head = _head(filled)
    return Sheet(
        _code(head.get(Head.AGENCY, "")), head.get(Head.MEETING), answers, tuple(reader.problems)
    )


class _Reader:
    """Reads box after box and keeps what is wrong."""

    def __init__(self) -> None:
        self.problems: list[SheetProblem] = []
        self._seen: set[str] = set()

    def wrong(self, case: str | None, row: Row | None, message: str) -> None:
        """Something to put right first."""
        self._note(case, row, message, fatal=True)

    def known(self, message: str) -> None:
        """Something to know."""
        self._note(None, None, message, fatal=False)

    def answer(self, box: Box) -> SheetAnswer | None:
        """What one box says; None where it cannot be told what it is about."""
        found = ANSWER_ON.match(box.head.label)
        if not found:
            self.wrong(None, _place(box), NO_CASE)
            return None
        case = found.group(1).strip(".,:;").upper()
        if case in self._seen:
            self.wrong(case, _place(box), "the case stands on the sheet twice")
            return None
        self._seen.add(case)
        before = len(self.problems)
        rows = self._rows(case, box)
        ticks = {label: self._ticked(case, rows[label]) for label in TICKED if label in rows}
        texts = {label: row.text.strip() for label, row in rows.items() if label not in TICKED}
        written = {kind: texts[label] for label, kind in WRITTEN.items() if texts.get(label)}
        state = self._state(case, box, ticks, written)
        if len(self.problems) > before:
            return None
        return SheetAnswer(
            case=case,
            state=state,
            written=written,
            third_party=ticks.get(Label.THIRD_PARTY, False),
            criminal=ticks.get(Label.CRIMINAL, False),
            by=texts.get(Label.BY) or None,
            on=texts.get(Label.ON) or None,
            line=box.head.line,
        )

    def _rows(self, case: str, box: Box) -> dict[Label, Row]:
        rows: dict[Label, Row] = {}
        for row in box.rows:
            label = LABELS.get(same_label(row.label))
            if label is None:
                self._unknown(case, row)
            elif label in rows and row.text.strip():
                self.wrong(case, row, "stands twice in the box")
            else:
                rows.setdefault(label, row)
        return rows

    def _unknown(self, case: str, row: Row) -> None:
        """A row of another name: empty it is passed over, else it is not guessed at."""
        if len(row.label.split()) > LONGEST:
            self.wrong(case, row._replace(label=""), MISPLACED)
        elif same_label(row.label) == OLD_WRITING and row.text.strip():
            kinds = f"“{Label.FACTS}” or “{Label.PERCEPTIONS}”"
            self.wrong(case, row, f"does not say which it is: rename it {kinds}")
        elif row.text.strip():
            near = did_you_mean(row.label, list(Label)) or f" The rows are: {'; '.join(Label)}."
            self.wrong(case, row, f"is no row of the answer box.{near}")

    def _ticked(self, case: str, row: Row) -> bool:
        ticked = is_ticked(row.text)
        if ticked is None:
            self.wrong(
                case, row, "is neither ticked nor empty: put an X, or nothing, and words below"
            )
        return bool(ticked)

    def _state(
        self, case: str, box: Box, ticks: dict[Label, bool], written: dict[InformationKind, str]
    ) -> CheckState | None:
        nil, speak = ticks.get(Label.NIL, False), ticks.get(Label.SPEAK, False)
        if not (nil or speak or written):
            if ticks.get(Label.THIRD_PARTY) or ticks.get(Label.CRIMINAL):
                self.wrong(case, _place(box), "the box is marked, but nothing is written in it")
            return None
        try:
            return state_of(nil=nil, speak=speak, written=bool(written))
        except UsageRefused:
            self.wrong(case, _place(box), "the box is ticked as a nil return, and says more")
            return None

    def _note(self, case: str | None, row: Row | None, message: str, *, fatal: bool) -> None:
        label = row.label.strip() if row and row.label.strip() else None
        line = row.line if row else None
        self.problems.append(SheetProblem(case, label, line, message, fatal))


def _place(box: Box) -> Row:
    """Where a box stands, without what its first row says: that may be a name."""
    return Row("", "", box.head.line)


def _is_answer_box(box: Box) -> bool:
    """An answer box by its first row, or by two of its rows where somebody changed that."""
    known = sum(same_label(row.label) in LABELS for row in box.all_rows)
    return bool(ANSWER_ON.match(box.head.label)) or known > 1


def _head(filled: Filled) -> dict[Head, str]:
    """What the top of the sheet says, from the first box that says it."""
    found: dict[Head, str] = {}
    labels = {same_label(head): head for head in Head}
    for box in filled.boxes:
        for row in box.all_rows:
            head = labels.get(same_label(row.label))
            if head and row.text.strip():
                found.setdefault(head, row.text.strip())
    return found


def _code(text: str) -> str | None:
    """The code in front of an agency's name."""
    found = _CODE.match(text)
    return found.group(1).upper() if found else None
