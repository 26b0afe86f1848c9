"""Blocks as the data our typesetting reads: plain values, with every word as it can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

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
)
from marg_cli.documents.document import Document
from marg_cli.documents.pdf.tables import table_data
from marg_cli.documents.pdf.words import RunData, Words
from marg_cli.documents.together import introduces

PAGE = 210
POINTS_A_MM = 72 / 25.4
INDENT = 24.0
LEAST_ROOM = 72.0
LARGER = (2.6, 1.65, 1.38, 1.1)
"""How much larger a heading is set than the text, by its level, and how much bolder."""
PAGE_BREAK = {"kind": "page"}

Data = dict[str, Any]


class Body:
    """Turns the blocks of one paper into data."""

    def __init__(self, document: Document, words: Words) -> None:
        self.document, self.style, self.words = document, document.style, words
        self.room = (PAGE - self.style.left - self.style.right) * POINTS_A_MM
        self.level = 0

    def paper(self, blocks: Sequence[Block]) -> list[Data]:
        """The data of a whole paper; no page is begun for nothing at its end."""
        data = self.each(blocks)
        while data and data[-1] == PAGE_BREAK:
            data.pop()
        return data

    def each(self, blocks: Iterable[Block]) -> list[Data]:
        """The data of *blocks*, without those of which nothing would be seen."""
        pairs = pairwise((*blocks, None))
        found = (self.block(one, sticky=introduces(one, follows)) for one, follows in pairs if one)
        return [data for data in found if data]

    def block(self, block: Block, *, sticky: bool) -> Data | None:
        """The data of one block, if there is anything to see of it; *sticky* keeps it with more."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return {"kind": "paragraph", "text": self.text(block.text), "sticky": sticky}
            case Listing():
                return self.listing(block)
            case Note():
                return {"kind": "note", "blocks": self.within(block.blocks)}
            case Table():
                return self.table(block, sticky=sticky)
            case Chart():
                return self.chart(block)
            case PageBreak():
                return PAGE_BREAK

    def within(self, blocks: Iterable[Block]) -> list[Data]:
        """The data of blocks inside another, where it is narrower and no page can begin."""
        outer, self.room = self.room, max(self.room - INDENT, LEAST_ROOM)
        data = self.each(block for block in blocks if not isinstance(block, PageBreak))
        self.room = outer
        return data

    def heading(self, heading: Heading) -> Data | None:
        """A heading with two levels: the one it looks, and the one it has in the structure.

        PDF/UA-1 (7.4.2) lets no level be skipped on the way down, and the first is 1.
        """
        self.words.places.enter(heading)
        room = self.room / self.style.size / LARGER[heading.level - 1]
        text = self.words.text(heading.text, room=room)
        if not any(run.words.strip() for run in text):
            return None
        self.level = min(heading.level, self.level + 1)
        return {"kind": "heading", "look": heading.level, "level": self.level, "text": text}

    def listing(self, listing: Listing) -> Data:
        """A list, numbered or not."""
        items = [self.within(item) for item in listing.items]
        return {"kind": "list", "items": items, "start": listing.start}

    def table(self, table: Table, *, sticky: bool) -> Data | None:
        """A table with anything in it."""
        if not table.header and not table.rows:
            return None
        return {**table_data(table, self.words, self.room, self.style), "sticky": sticky}

    def chart(self, chart: Chart) -> Data:
        """A chart, drawn."""
        from marg_cli.documents.pdf.charts import chart_data

        return chart_data(chart, self.words, self.document)

    def text(self, text: Text) -> list[RunData]:
        """Runs of a line across the page, or across what it stands in."""
        return self.words.text(text, room=self.room / self.style.size)
