"""What a paper is made of, whatever format it ends in: headings, paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text of one look; a line end by itself is a line break in a paragraph."""

    text: str
    strong: bool = False
    emphasis: bool = False


Text = tuple[Run, ...]
"""What stands in a heading, a paragraph or a cell, in reading order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title, 4 the lowest."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the first number of a numbered one and None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words set apart: a statement to be read aloud, a prompt to the chair."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns.

    Without a header (None) it is a list of facts. Where `row_heads` is true the first cell
    of each row names the row: it begins with strong words. `right` tells the columns that are
    set to the right.
    """

    caption: Text
    header: tuple[Text, ...] | None
    rows: tuple[tuple[Text, ...], ...]
    row_heads: bool
    right: tuple[bool, ...]


class Series(NamedTuple):
    """What one kind of bar stands for, and its length for each label of the chart."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Whole numbers as bars: one group of bars for each label, one bar of each series in it.

    Where it is `stacked`, the bars of a label are parts of one. The table with the same figures
    always follows, so a format that draws nothing loses nothing.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Block = Heading | Paragraph | Listing | Note | Table | Chart | PageBreak


def plain(text: Text) -> str:
    """The words of *text* without their looks."""
    return "".join(run.text for run in text)
