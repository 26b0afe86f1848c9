"""Tables on a terminal, drawn by Rich; stored text is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from marg_cli.documents.columns import shared
from marg_cli.domain.text import visible

if TYPE_CHECKING:
    from marg_cli.cli.output import Column

BETWEEN = 2
"""Blanks from one column to the next; one more stands at either edge."""

DIFFERENT = {"+": "green", "-": "red", "@": "cyan"}

UNBROKEN_SPACE = "\u00a0"


def draw(
    columns: Sequence[Column],
    cells: Iterable[Sequence[str]],
    styles: list[list[str]],
    *,
    repeated: int = 0,
) -> None:
    """Draw a table as wide as the terminal; references are never cut short.

    The first *repeated* columns are said once, and a line is left free where the first one changes.
    """
    console = Console(markup=False, emoji=False, highlight=False)
    rows = list(cells)
    sizes = _sizes(columns, rows, console.width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column, size in zip(columns, sizes, strict=True):
        heading = Text(column.heading)
        table.add_column(heading, no_wrap=column.whole, overflow="fold", width=size)
    above: Sequence[str] = ()
    for line, style in zip(rows, styles, strict=True):
        if repeated and above and line[0] != above[0]:
            table.add_section()
        said = _once(line, above, repeated)
        table.add_row(*map(_drawn, columns, said, style))
        above = line
    console.print(table)


def _drawn(column: Column, cell: str, style: str) -> Text:
    text = Text(cell, style=style)
    if column.bold:
        text.highlight_regex(column.bold, "bold")
    return text


def _once(line: Sequence[str], above: Sequence[str], repeated: int) -> Sequence[str]:
    """A row without those of its first cells that say the same as in the row above."""
    same = 0
    while same < repeated and above and line[same] == above[same]:
        same += 1
    return ["" if at < same else cell for at, cell in enumerate(line)]


def draw_diff(text: str) -> None:
    """Draw the lines of a diff: what went red, what came green; nothing in them is markup."""
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in visible(text).splitlines():
        console.print(Text(line, style=DIFFERENT.get(line[:1], "")))


def _sizes(
    columns: Sequence[Column], rows: list[Sequence[str]], width: int
) -> Sequence[int | None]:
    """Share the width so that the table is short; Rich finds its own where it is too narrow."""
    texts = [
        [column.heading, *(_unbroken(row[at]) if column.whole else row[at] for row in rows)]
        for at, column in enumerate(columns)
    ]
    return shared(texts, width - BETWEEN * len(columns)) or [None] * len(columns)


def _unbroken(text: str) -> str:
    return text.replace(" ", UNBROKEN_SPACE)
