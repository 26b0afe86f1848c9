"""Tables in Word: fixed columns that fit the page, a header that repeats, rows that stay whole."""

from __future__ import annotations

from marg_cli.documents.blocks import Table, Text, plain
from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.xml import TWIPS_A_MM, Look, properties, runs
from marg_cli.documents.together import is_short
from marg_cli.documents.widths import widths

PADDING = 227
"""The space at the right of each cell: 4 mm, in twentieths of a point."""

LABELS = round(48 * TWIPS_A_MM)

FLUSH = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'

FIRST_ROW, FIRST_COLUMN, NO_BANDS = 0x20, 0x80, 0x600


class Tables:
    """Writes the tables of one document, with its styles."""

    def __init__(self, styles: Styles, room: int) -> None:
        self.table, self.facts = styles["Marg Table"], styles["Marg Facts"]
        self.text, self.head = styles["Table Text"], styles["Table Head"]
        self.letters = styles.letters("Table Text")
        self.room = room

    def written(self, table: Table, *, keeps_next: bool = False) -> str:
        """The table, its caption apart; a short one may keep what follows on its page."""
        columns = self._columns(table)
        look = FIRST_ROW * bool(table.header) + FIRST_COLUMN * table.row_heads + NO_BANDS
        style = self.table if table.header else self.facts
        heads = [table.header] if table.header else []
        head = [self._row(cells, columns, table, head=True) for cells in heads]
        last = len(table.rows) - 1
        keeping = range(last + keeps_next) if is_short(table) else range(last - 1, last)
        rows = [
            self._row(row, columns, table, keeps_next=at in keeping)
            for at, row in enumerate(table.rows)
        ]
        return (
            f"<w:tbl><w:tblPr>{_styled(style)}"
            f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"{_look(look)}</w:tblPr><w:tblGrid>"
            + "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
            + f"</w:tblGrid>{''.join(head)}{''.join(rows)}</w:tbl>"
        )

    def _columns(self, table: Table) -> list[int]:
        rows = [table.header, *table.rows] if table.header else table.rows
        cells = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
        wide = widths(cells, self.room, self.letters, PADDING)
        if table.header is None and len(wide) == len(("name", "value")) and wide[0] <= LABELS:
            return [LABELS, self.room - LABELS]
        return wide

    def _row(
        self,
        cells: tuple[Text, ...],
        columns: list[int],
        table: Table,
        *,
        head: bool = False,
        keeps_next: bool = False,
    ) -> str:
        look = Look(self.head if head else self.text, keeps_next=keeps_next)
        left, right = properties(look), properties(look._replace(right=True))
        edges = [*[""] * (len(cells) - 1), FLUSH]
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{flush}</w:tcPr>'
            f"<w:p>{right if to_right else left}{runs(cell)}</w:p></w:tc>"
            for cell, wide, to_right, flush in zip(cells, columns, table.right, edges, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * head}</w:trPr>{written}</w:tr>"


def _styled(style: str | None) -> str:
    return f'<w:tblStyle w:val="{style}"/>' if style else ""


def _look(look: int) -> str:
    names = {"firstRow": FIRST_ROW, "firstColumn": FIRST_COLUMN}
    said = " ".join(f'w:{name}="{int(bool(look & bit))}"' for name, bit in names.items())
    return (
        f'<w:tblLook w:val="{look:04X}" {said} w:lastRow="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
