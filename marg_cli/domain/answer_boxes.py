"""The answer boxes of a sheet that came back, read row by row; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from marg_cli.domain.filled_sheet import ANSWER_ON, Box, Filled, Row, is_ticked, same_label
from marg_cli.domain.text import did_you_mean

L = TypeVar("L", bound=StrEnum)
"""The rows of one kind of answer box, as its sheet prints them."""

_CODE = re.compile(r"^\s*(\S+)")

MISPLACED = "a row holds a sentence where its label was: put the label back, and the text beside it"


class SheetProblem(NamedTuple):
    """What is wrong on a sheet, at which reference and in which row; lines are of a text file."""

    ref: str | None
    row: str | None
    line: int | None
    message: str
    fatal: bool


class BoxReader(Generic[L]):
    """Reads box after box of one kind of sheet, and keeps what is wrong.

    *labels* are the rows of a box, *ticked* those that hold a tick; *about* is what a box is about
    (a case, an action), and *sheet* what the sheet is.
    """

    def __init__(self, labels: type[L], ticked: Collection[L], *, about: str, sheet: str) -> None:
        self.problems: list[SheetProblem] = []
        self._names = list(labels)
        self._labels = {same_label(label): label for label in labels}
        self._longest = max(len(label.split()) for label in labels)
        self._ticked = ticked
        self._about = about
        self._sheet = sheet
        self._seen: set[str] = set()

    def boxes(self, filled: Filled) -> list[Box]:
        """The answer boxes of a sheet; tells of what stands beside them, or that there are none."""
        boxes = [box for box in filled.boxes if self._is_answer_box(box)]
        if not boxes:
            self.wrong(None, None, f"is no {self._sheet}: it holds no box to answer in")
        for row in filled.loose if boxes else ():
            self.wrong(
                None, row, "text beside the boxes is not read: put it into a row, or delete it"
            )
        if filled.comments:
            self._note(None, None, "holds comments, which are not read", fatal=False)
        return boxes

    def ref(self, box: Box) -> str | None:
        """What a box is about; None where that cannot be told, or was told before."""
        found = ANSWER_ON.match(box.head.label)
        if not found:
            self.wrong(
                None,
                place(box),
                f"an answer box does not say its {self._about}: "
                "its first row reads “Answer on” and the reference",
            )
            return None
        ref = found.group(1).strip(".,:;").upper()
        if ref in self._seen:
            self.wrong(ref, place(box), f"the {self._about} stands on the sheet twice")
            return None
        self._seen.add(ref)
        return ref

    def rows(self, ref: str, box: Box) -> dict[L, Row]:
        """The rows of a box by their labels; one of another name is passed over while empty."""
        rows: dict[L, Row] = {}
        for row in box.rows:
            label = self._labels.get(same_label(row.label))
            if label is None:
                self._unknown(ref, row)
            elif label in rows and row.text.strip():
                self.wrong(ref, row, "stands twice in the box")
            else:
                rows.setdefault(label, row)
        return rows

    def ticks(self, ref: str, rows: dict[L, Row]) -> dict[L, bool]:
        """Which of the boxes to tick are ticked."""
        return {label: self._tick(ref, rows[label]) for label in self._ticked if label in rows}

    def texts(self, rows: dict[L, Row]) -> dict[L, str]:
        """What was typed beside the other labels; rows left empty are left out."""
        said = {label: row.text.strip() for label, row in rows.items()}
        return {label: text for label, text in said.items() if text and label not in self._ticked}

    def wrong(self, ref: str | None, row: Row | None, message: str) -> None:
        """Something to put right first."""
        self._note(ref, row, message, fatal=True)

    def meant(self, row: Row) -> str | None:
        """What is to be said of a row of another name that has a meaning; None for no meaning."""
        del row
        return None

    def _unknown(self, ref: str, row: Row) -> None:
        if len(row.label.split()) > self._longest:
            self.wrong(ref, row._replace(label=""), MISPLACED)
        elif row.text.strip():
            near = did_you_mean(row.label, self._names)
            near = near or f" The rows are: {'; '.join(self._names)}."
            self.wrong(ref, row, self.meant(row) or f"is no row of the answer box.{near}")

    def _tick(self, ref: str, row: Row) -> bool:
        ticked = is_ticked(row.text)
        if ticked is None:
            self.wrong(
                ref, row, "is neither ticked nor empty: put an X, or nothing, and words below"
            )
        return bool(ticked)

    def _is_answer_box(self, box: Box) -> bool:
        """An answer box by its first row, or by two of its rows where somebody changed that."""
        known = sum(same_label(row.label) in self._labels for row in box.all_rows)
        return bool(ANSWER_ON.match(box.head.label)) or known > 1

    def _note(self, ref: str | None, row: Row | None, message: str, *, fatal: bool) -> None:
        label = row.label.strip() if row and row.label.strip() else None
        line = row.line if row else None
        self.problems.append(SheetProblem(ref, label, line, message, fatal))


def place(box: Box) -> Row:
    """Where a box stands, without what its first row says: that may be a name."""
    return Row("", "", box.head.line)


def top_of(filled: Filled, rows: Iterable[str]) -> dict[str, str]:
    """What the top of a sheet says in *rows*, from the first box that says it."""
    found: dict[str, str] = {}
    wanted = {same_label(row): row for row in rows}
    for box in filled.boxes:
        for row in box.all_rows:
            name = wanted.get(same_label(row.label))
            if name and row.text.strip():
                found.setdefault(name, row.text.strip())
    return found


def code_of(text: str) -> str | None:
    """The code in front of an agency's name."""
    found = _CODE.match(text)
    return found.group(1).upper() if found else None
