"""What of a kept paper somebody typed, as far as its form tells: all but headings and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from marg_cli.documents.blocks import Block, Listing, Note, Paragraph, Table, Text

if TYPE_CHECKING:
    from marg_cli.documents.document import Document


def typed_in(document: Document) -> Iterator[str]:
    """The texts of a document of which only the Markdown is left, without its strong words."""
    return _texts(document.blocks)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text):
                yield _plain(text)
            case Listing(items=items):
                for item in items:
                    yield from _texts(item)
            case Note(blocks=within):
                yield from _texts(within)
            case Table(rows=rows):
                yield from (_plain(cell) for row in rows for cell in row)


def _plain(text: Text) -> str:
    return "".join(run.text if not run.strong else "\n" for run in text)
