"""What is kept on one page, wherever there are pages."""

from __future__ import annotations

from marg_cli.documents.blocks import Block, Listing, Paragraph, Table, plain
from marg_cli.documents.columns import is_form

INTRODUCES = 200
"""A paragraph of at most so many letters introduces what follows it."""
FEW_ROWS, FEW_FACTS = 8, 20
FEW_LETTERS = 1200
"""A table of so few rows and letters is kept on one page."""


def introduces(block: Block, follows: Block | None) -> bool:
    """Whether a block stays with the next: words above a list, facts above a box to write in."""
    match block, follows:
        case Paragraph(text), Table(caption=()) | Listing():
            return len(plain(text)) <= INTRODUCES
        case Table(header=None), Table():
            return is_short(block) and is_box(follows)
    return False


def is_box(table: Table) -> bool:
    """Whether a table is there to be written in."""
    if not table.header:
        return False
    columns = zip(table.header, *table.rows, strict=True)
    return is_form([[plain(cell) for cell in column] for column in columns])


def is_short(table: Table) -> bool:
    """Whether a table is kept on one page."""
    most = FEW_ROWS if table.header else FEW_FACTS
    letters = sum(len(run.text) for row in table.rows for cell in row for run in cell)
    return len(table.rows) <= most and letters <= FEW_LETTERS
