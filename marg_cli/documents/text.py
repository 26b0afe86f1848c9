"""The paper as plain text, for a terminal or an e-mail: nothing but words and spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from marg_cli.documents.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Table,
    plain,
)
from marg_cli.documents.columns import shared, width, wrapped
from marg_cli.documents.document import Document

PROSE = 80
PAGE = 100
GAP = "  "
UNDERLINES = "=-~."


def write(document: Document) -> bytes:
    """The paper between its marking and its foot, its tables no wider than 100 columns.

    A table that cannot be as narrow is written row by row; one long word may still stick out.
    """
    frame = document.frame
    foot = "\n".join(frame.footer)
    body = "\n\n".join(map("\n".join, _each(document.blocks)))
    parts = (frame.marking, body, foot, frame.marking)
    return ("\n\n".join(part for part in parts if part) + "\n").encode(errors="replace")


def _each(blocks: Iterable[Block], columns: int = PROSE) -> Iterator[list[str]]:
    for block in blocks:
        if lines := [line.rstrip(" ") for line in _block(block, columns)]:
            yield lines


def _block(block: Block, columns: int) -> Iterable[str]:
    match block:
        case Heading():
            return _heading(block, columns)
        case Paragraph():
            return wrapped(plain(block.text), columns)
        case Listing():
            return _listing(block, columns)
        case Note():
            return _indented(_joined(block.blocks, columns - 4), "  | ", "  | ")
        case Table():
            return _table(block, columns + PAGE - PROSE)
        case Chart():
            return []
        case PageBreak():
            return ["_" * columns]


def _heading(heading: Heading, columns: int) -> list[str]:
    lines = wrapped(plain(heading.text), columns)
    return [*lines, UNDERLINES[heading.level - 1] * max(map(width, lines))]


def _listing(listing: Listing, columns: int) -> Iterator[str]:
    for number, item in enumerate(listing.items, listing.start or 0):
        head = "- " if listing.start is None else f"{number}. "
        rest = " " * len(head)
        yield from _indented(_joined(item, columns - len(head)), head, rest)


def _joined(blocks: Iterable[Block], columns: int) -> list[str]:
    return "\n\n".join(map("\n".join, _each(blocks, columns))).split("\n")


def _indented(lines: Iterable[str], head: str, rest: str) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield f"{rest if at else head}{line}"


def _table(table: Table, columns: int) -> Iterator[str]:
    if table.caption:
        yield from [*wrapped(plain(table.caption), PROSE), ""]
    header = [tuple(map(plain, table.header))] if table.header else []
    rows = [tuple(map(plain, row)) for row in table.rows]
    room = columns - len(GAP) * (len(table.right) - 1)
    sizes = shared(list(zip(*header, *rows, strict=True)), room)
    if sizes is None:
        yield from _stacked(header[0] if header else None, rows, columns)
        return
    for row in header:
        yield from _row(row, sizes, table.right)
        yield GAP.join("-" * size for size in sizes)
    drawn = [list(_row(row, sizes, table.right)) for row in rows]
    apart = bool(header) and any(len(lines) > 1 for lines in drawn)
    for at, lines in enumerate(drawn):
        yield from ["", *lines] if at and apart else lines


def _row(row: Sequence[str], sizes: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
    for at in range(max(map(len, cells))):
        lines = [cell[at] if at < len(cell) else "" for cell in cells]
        yield GAP.join(map(_set, lines, sizes, right))


def _set(line: str, size: int, right: bool) -> str:  # noqa: FBT001 - mapped over columns
    space = " " * (size - width(line))
    return space + line if right else line + space


def _stacked(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], columns: int
) -> Iterator[str]:
    """Rows as paragraphs, each cell after its column's name, where columns do not fit."""
    for at, row in enumerate(rows):
        if at:
            yield ""
        for name, cell in zip(header or [""] * len(row), row, strict=True):
            head = f"{' '.join(name.split())}: " if name else ""
            yield from _indented(wrapped(cell, columns - width(head)), head, GAP)
