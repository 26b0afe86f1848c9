"""Blocks as HTML: headings that can be reached, tables that say what their cells belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from marg_cli.documents.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
    plain,
)
from marg_cli.documents.charts import svg
from marg_cli.documents.columns import proportions, stays_whole
from marg_cli.documents.house.style import HouseStyle

CHARACTERS_ACROSS = 80
FEW_ROWS = 8
BREAKABLE = re.compile(r"\S[ -]+\S")


class Body:
    """Writes the blocks of one page; what is pointed at has a number of its own."""

    def __init__(self, style: HouseStyle) -> None:
        self.style = style
        self.headings = (f"h{number}" for number in count(1))
        self.captions = (f"t{number}" for number in count(1))
        self.charts = (f"c{number}" for number in count(1))
        self.under = "paper"

    def each(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The HTML of *blocks*, one piece a block."""
        return map(self.block, blocks)

    def block(self, block: Block) -> str:
        """The HTML of one block."""
        match block:
            case Heading():
                self.under = next(self.headings)
                return f'<h{block.level} id="{self.under}">{inline(block.text)}</h{block.level}>'
            case Paragraph():
                return f"<p>{inline(block.text)}</p>"
            case Listing():
                return self.listing(block)
            case Note():
                within = "\n".join(self.each(block.blocks))
                return f'<div class="note" role="note">\n{within}\n</div>'
            case Table():
                return self.table(block) if block.header else facts(block)
            case Chart():
                picture = svg(block, self.style, id=next(self.charts))
                return f'<figure class="chart">{picture}</figure>'
            case PageBreak():
                return '<hr class="page">'

    def listing(self, listing: Listing) -> str:
        """A list; an item of one paragraph stands without its own paragraph marks."""
        opened, closed = ("<ul>", "</ul>")
        if listing.start is not None:
            opened, closed = (f'<ol start="{listing.start}">', "</ol>")
        return "\n".join([opened, *map(self.item, listing.items), closed])

    def item(self, blocks: tuple[Block, ...]) -> str:
        """One item of a list."""
        match blocks:
            case [Paragraph(text)]:
                return f"<li>{inline(text)}</li>"
        return f"<li>{''.join(self.each(blocks))}</li>"

    def table(self, table: Table) -> str:
        """A table with its header, in a part of the page that can be scrolled from the keyboard.

        It is a group and no region: a paper has many, and none is a landmark to go to.
        """
        name = next(self.captions) if table.caption else self.under
        caption = [f'<caption id="{name}">{inline(table.caption)}</caption>'] * bool(table.caption)
        heads = zip(table.header or (), table.right, strict=True)
        header = "".join(head_cell(cell, right=right) for cell, right in heads)
        parts = parts_of(table)
        looks = "wide" if parts else "narrow short" if len(table.rows) <= FEW_ROWS else "narrow"
        return "\n".join(
            [
                f'<div class="scroll" role="group" aria-labelledby="{name}" tabindex="0">',
                f'<table class="{looks}">',
                *caption,
                *parts,
                f"<thead><tr>{header}</tr></thead>",
                "<tbody>",
                *(row(cells, table) for cells in table.rows),
                "</tbody>",
                "</table>",
                "</div>",
            ]
        )


def facts(table: Table) -> str:
    """A table without header: each row a name and what it is."""
    rows = [row(cells, table) for cells in table.rows]
    looks = "facts short" if len(rows) <= FEW_ROWS else "facts"
    return "\n".join([f'<table class="{looks}">', "<tbody>", *rows, "</tbody>", "</table>"])


def parts_of(table: Table) -> list[str]:
    """How the page is shared among the columns of a table that needs all of it."""
    rows = zip(table.header or (), *table.rows, strict=True)
    parts = proportions([[plain(cell) for cell in column] for column in rows], CHARACTERS_ACROSS)
    each = "".join(f'<col style="width:{part}%">' for part in parts)
    return [f"<colgroup>{each}</colgroup>"] if each else []


def head_cell(cell: Text, *, right: bool) -> str:
    """The head of a column; one without words heads nothing."""
    if not cell:
        return "<td></td>"
    return f'<th scope="col"{side(right=right)}>{cell_text(cell)}</th>'


def row(cells: tuple[Text, ...], table: Table) -> str:
    """One row; its first cell names it where the table says so."""
    sided = zip(cells, table.right, strict=True)
    written = [f"<td{side(right=right)}>{cell_text(cell)}</td>" for cell, right in sided]
    if table.row_heads:
        written[0] = f'<th scope="row">{cell_text(cells[0])}</th>'
    return f"<tr>{''.join(written)}</tr>"


def side(*, right: bool) -> str:
    """The class of a cell that is set to the right."""
    return ' class="right"' if right else ""


def cell_text(text: Text) -> str:
    """Runs in a cell, where short ones (a reference, a date) are kept on one line."""
    return "".join(
        f'<span class="whole">{inline((run,))}</span>'
        if BREAKABLE.search(run.text) and stays_whole(run.text)
        else inline((run,))
        for run in text
    )


def inline(text: Text) -> str:
    """Runs as HTML; every word is escaped."""
    pieces = []
    for run in text:
        piece = "<br>" if run.text == "\n" else escape(run.text)
        if run.emphasis:
            piece = f"<em>{piece}</em>"
        pieces.append(f"<strong>{piece}</strong>" if run.strong else piece)
    return "".join(pieces)
