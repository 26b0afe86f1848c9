"""Tables as the data our typesetting reads: widths for the columns, and what stays on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marg_cli.documents.blocks import Table, Text, plain
from marg_cli.documents.house.style import HouseStyle
from marg_cli.documents.pdf.places import name
from marg_cli.documents.pdf.words import RunData, Words
from marg_cli.documents.together import FEW_LETTERS, is_short
from marg_cli.documents.widths import Letters, widths

GAP = 8.5
"""Between two columns, in points: 3 mm."""
LABELS = 136.0
"""The first column of a list of facts, in points: 48 mm."""
SMALLER = 10 / 11
"""How large letters in a table are, in parts of those around it."""
TWIPS = 20
FACTS = 2


def table_data(table: Table, words: Words, room: float, style: HouseStyle) -> dict[str, Any]:
    """*table* for a page of *style*, or for a part of one, *room* points wide."""
    letters = Letters(style.font, style.size * SMALLER)
    columns = _columns(table, room, letters)
    cells = Cells(words, [(column - GAP) / letters.points for column in columns], table)
    return {
        "kind": "table",
        "caption": words.text(table.caption, "a caption", room=room / style.size),
        "header": cells.header(),
        "rows": [cells.row(row, at) for at, row in enumerate(table.rows, start=1)],
        "row_heads": table.row_heads,
        "right": table.right,
        "columns": columns,
        "gap": GAP,
        "whole": is_short(table),
    }


class Cells:
    """Writes the cells of one table; what is missing in one is remarked with its row and column."""

    def __init__(self, words: Words, rooms: Sequence[float], table: Table) -> None:
        self.words, self.rooms, self.table = words, rooms, table
        self.heads = [name(head, "") for head in table.header or ((),) * len(rooms)]

    def header(self) -> list[list[RunData]] | None:
        """The heads of the columns, if they have any."""
        if self.table.header is None:
            return None
        return self._each(self.table.header, ["a column's heading"] * len(self.rooms), "")

    def row(self, row: tuple[Text, ...], at: int) -> dict[str, Any]:
        """The row at that place, from 1, and whether it is never parted."""
        cells = self._each(row, self.heads, name(row[0], f"row {at}"))
        return {"cells": cells, "whole": _letters(row) <= FEW_LETTERS}

    def _each(
        self, cells: tuple[Text, ...], columns: Sequence[str], row: str
    ) -> list[list[RunData]]:
        return [
            self.words.cell(cell, row, column, room=room)
            for cell, column, room in zip(cells, columns, self.rooms, strict=True)
        ]


def _columns(table: Table, room: float, letters: Letters) -> list[float]:
    rows = [table.header, *table.rows] if table.header else table.rows
    if not rows:
        return []
    cells = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    shared = widths(cells, round(room * TWIPS), letters, round(GAP * TWIPS))
    wide = [width / TWIPS for width in shared]
    if table.header is None and len(wide) == FACTS and wide[0] <= LABELS < room / 2:
        return [LABELS, room - LABELS]
    return wide


def _letters(row: tuple[Text, ...]) -> int:
    return sum(len(run.text) for cell in row for run in cell)
