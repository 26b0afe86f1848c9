"""Bars beside figures in a table: of blocks where the stream holds them, else of plain signs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import Any, NamedTuple

from marg_cli.cli.output import Column, words
from marg_cli.documents.columns import width

BLOCKS = "█▒░·"
SIGNS = "#=-."
"""What the first, second, third and fourth part of a bar are made of."""

LEAST, MOST, ELSEWHERE = 6, 30, 20
"""How many signs a bar may have on a terminal, and how many it has elsewhere."""
BETWEEN = 2

Parts = Callable[[Any], Sequence[int]]


class Bar(NamedTuple):
    """A column of bars: the figures of a record that lie end to end, and which sign begins."""

    parts: Parts
    first: int = 0
    heading: str = ""


def signs() -> str:
    """The signs bars are made of on this standard output."""
    try:
        BLOCKS.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return SIGNS
    return BLOCKS


def with_bars(rows: Sequence[Any], columns: Sequence[Column | Bar]) -> list[Column]:
    """Turn each bar into a column as wide as the terminal leaves room for, all of one scale.

    Where there is too little room the figures stand alone.
    """
    plain = [column for column in columns if isinstance(column, Column)]
    bars = [column for column in columns if isinstance(column, Bar)]
    room = _room(rows, plain, len(bars))
    if room < LEAST:
        return plain
    most = max((sum(bar.parts(row)) for bar in bars for row in rows), default=0) or 1
    scale = Scale(most, room)
    return [column if isinstance(column, Column) else _drawn(column, scale) for column in columns]


class Scale(NamedTuple):
    """How long a bar is: the same number of signs for each one, where there is room for that."""

    most: int
    room: int

    def length(self, number: int) -> int:
        """How many signs stand for *number*; the least is seen still."""
        each, _ = divmod(self.room, self.most)
        if each:
            return number * each
        return max(round(number * self.room / self.most), int(number > 0))


def bar(parts: Sequence[int], scale: Scale, made_of: str) -> str:
    """One bar, each part of its own sign."""
    ends = [scale.length(sum(parts[: at + 1])) for at in range(len(parts))]
    return "".join(
        sign * (end - begin) for sign, begin, end in zip(made_of, [0, *ends], ends, strict=False)
    )


def _drawn(column: Bar, scale: Scale) -> Column:
    made_of = signs()[column.first :]
    return Column(
        "", column.heading, lambda row: bar(column.parts(row), scale, made_of), whole=True
    )


def _room(rows: Sequence[Any], columns: Sequence[Column], bars: int) -> int:
    """How many signs each bar may have beside the other columns."""
    if not sys.stdout.isatty():
        return ELSEWHERE
    taken = sum(_widest(rows, column) + BETWEEN for column in columns) + 1
    return min(MOST, (get_terminal_size().columns - taken) // max(bars, 1) - BETWEEN)


def _widest(rows: Sequence[Any], column: Column) -> int:
    show = column.show or words
    values = (getattr(row, column.field) if column.field else row for row in rows)
    return max(map(width, [column.heading, *map(show, values)]))
