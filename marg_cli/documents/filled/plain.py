"""A filled-in text or Markdown file as boxes, however people laid out what they typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from marg_cli.domain.filled_sheet import ANSWER_ON, Box, Filled, Row, same_label

RULE = re.compile(r"[\s|:=~_-]+")
UNDERLINE = re.compile(r"([=~-])\1{2,}")
_PARTED = re.compile(r"\s{2,}|\t|:\s+")
_CELLS = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class _Line(NamedTuple):
    """One line: its number, from 1, and what it says."""

    number: int
    text: str


def read(text: str, labels: Collection[str]) -> Filled:
    """Read a sheet's boxes; a row begins with one of *labels* or stands between bars."""
    return _Reader(labels).read(text)


class _Reader:
    """Goes through a file line by line: outside a box, or inside one."""

    def __init__(self, labels: Collection[str]) -> None:
        self._labels = sorted((same_label(label) for label in labels), key=len, reverse=True)
        self._boxes: list[Box] = []
        self._top: list[Row] = []
        self._head: Row | None = None
        self._rows: list[Row] = []
        self._loose: list[Row] = []
        self._waits = False

    def read(self, text: str) -> Filled:
        lines = [_Line(n, line.rstrip()) for n, line in enumerate(text.splitlines(), start=1)]
        frame = {line.text.strip("* ") for line in _ends(lines)}
        headings = set(_headings(lines))
        for line in lines:
            self._take(line, is_heading=line.number in headings, frame=frame)
        self._close()
        top = [Box(self._top[0], tuple(self._top[1:]))] if self._top else []
        return Filled((*top, *self._boxes), tuple(self._loose))

    def _take(self, line: _Line, *, is_heading: bool, frame: set[str]) -> None:
        if ANSWER_ON.match(line.text) and not is_heading:
            self._close()
            label, _ = _parted(line.text)
            self._head, self._waits = Row(label, "", line.number), False
        elif is_heading:
            self._close()
            self._waits = False
        elif not line.text.strip():
            self._waits = self._close() or self._waits
        elif RULE.fullmatch(line.text) or line.text.strip("* ") in frame:
            return
        elif self._head is not None:
            self._inside(line)
        elif self._waits:
            self._loose.append(Row("", line.text.strip(), line.number))
        elif not self._boxes:
            label, said = _parted(line.text)
            self._top.append(Row(label, said, line.number))

    def _inside(self, line: _Line) -> None:
        row = self._row(line)
        if row is not None:
            self._rows.append(row)
        elif self._rows:
            last = self._rows[-1]
            more = "\n".join(filter(None, (last.text, _plain(line.text))))
            self._rows[-1] = last._replace(text=more)
        else:
            self._rows.append(Row(line.text.strip(), "", line.number))

    def _row(self, line: _Line) -> Row | None:
        """A row by its bars, or by a label it begins with; None for the rest of the row above."""
        if line.text.lstrip().startswith("|"):
            label, said = _parted(line.text)
            return Row(label, said, line.number)
        known = next((label for label in self._labels if _begins(line.text, label)), None)
        if known is None:
            return None
        words = list(re.finditer(r"\w+", line.text))
        label_ends = words[len(known.split()) - 1].end()
        said = line.text[label_ends:].lstrip(" \t:*")
        return Row(line.text[:label_ends].strip("* "), said.strip(), line.number)

    def _close(self) -> bool:
        """End the box that is open; answers whether one was."""
        if self._head is None:
            return False
        self._boxes.append(Box(self._head, tuple(self._rows)))
        self._head, self._rows = None, []
        return True


def _begins(line: str, label: str) -> bool:
    """Whether a line begins with a label; a sentence that only goes on like one is none."""
    words = label.split()
    found = [same_label(word) for word in re.findall(r"\w+", line)[: len(words)]]
    return found == words and not line.startswith(" ")


def _parted(line: str) -> tuple[str, str]:
    """A row's label and what stands beside it: between bars, or after two blanks."""
    if line.lstrip().startswith("|"):
        cells = [_plain(cell) for cell in _CELLS.split(line.strip().strip("|"))]
        return cells[0], "\n".join(filter(None, cells[1:]))
    label, *said = _PARTED.split(line.strip(), maxsplit=1)
    return label.strip("* "), said[0].strip() if said else ""


def _plain(cell: str) -> str:
    """A cell without Markdown's own signs."""
    text = _BREAK.sub("\n", cell.strip().strip("|").strip())
    return _ESCAPED.sub(r"\1", re.sub(r"\*\*(.+?)\*\*", r"\1", text))


def _headings(lines: list[_Line]) -> Iterator[int]:
    """The numbers of lines that are headings: marked with #, or underlined."""
    for line, below in zip(lines, [*lines[1:], _Line(0, "")], strict=True):
        underlined = line.text.strip() and UNDERLINE.fullmatch(below.text.strip())
        if underlined or line.text.startswith("#"):
            yield line.number


def _ends(lines: list[_Line]) -> Iterator[_Line]:
    """The lines a paper has at either end: its marking and whose copy it is."""
    filled = [line for line in lines if line.text.strip()]
    yield from filled[:1]
    yield from (line for line in filled if line.text.startswith("Copy:"))
