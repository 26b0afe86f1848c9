"""What changes in a paper whose letters are large: tables too wide for them become lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from marg_cli.documents.blocks import Block, Listing, Note, Paragraph, Run, Table, Text, plain

MOST_COLUMNS = 3
"""More columns than these hold a word or less each, in letters of 18 points on A4."""


def without_wide_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, each row of a wide table as a list of facts under its columns' names."""
    return tuple(block for one in blocks for block in _narrow(one))


def _narrow(block: Block) -> Iterator[Block]:
    match block:
        case Table(header=header) if header and len(header) > MOST_COLUMNS:
            yield from _facts(block, header)
        case Listing(items=items):
            yield replace(block, items=tuple(without_wide_tables(item) for item in items))
        case Note(blocks=within):
            yield Note(without_wide_tables(within))
        case _:
            yield block


def _facts(table: Table, header: tuple[Text, ...]) -> Iterator[Block]:
    if table.caption:
        yield Paragraph(tuple(run._replace(strong=True) for run in table.caption))
    for row in table.rows:
        rows = tuple(
            (_label(name), cell) for name, cell in zip(header, row, strict=True) if plain(cell)
        )
        yield Table((), None, rows, row_heads=True, right=(False, False))


def _label(name: Text) -> Text:
    return (Run(plain(name), strong=True),)
