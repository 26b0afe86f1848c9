"""Tables on a terminal, drawn by Rich; stored text is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from marg_cli.cli.output import Column


def draw(
    columns: Sequence[Column], cells: Iterable[Sequence[str]], styles: list[list[str]]
) -> None:
    """Draw a table as wide as the terminal; references are never cut short."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column.heading), no_wrap=column.whole, overflow="fold")
    for line, style in zip(cells, styles, strict=True):
        table.add_row(*(Text(cell, style=how) for cell, how in zip(line, style, strict=True)))
    Console(markup=False, emoji=False, highlight=False).print(table)
