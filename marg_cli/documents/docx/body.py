"""What stands between head and foot of a paper, in Word's own kinds of paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.documents.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from marg_cli.documents.document import Document
from marg_cli.documents.docx.lists import STEP, Lists
from marg_cli.documents.docx.pictures import Pictures
from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.tables import Tables
from marg_cli.documents.docx.xml import Look, paragraph, runs, words
from marg_cli.documents.house.style import Logo
from marg_cli.documents.together import introduces

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

AFTER_TABLE = 200
"""Word gives a table no space below; what follows it keeps so many twentieths of a point away."""

ABOVE_LOGO = 240


class Place(NamedTuple):
    """Where a block stands: how deep in lists, and whether in a note."""

    depth: int = 0
    note: bool = False


TOP = Place()


class Body:
    """Writes the blocks of one paper into one document."""

    def __init__(self, word: WordDocument, document: Document, room: int) -> None:
        self.styles = Styles(word)
        self.lists = Lists(word, self.styles)
        self.tables = Tables(self.styles, room)
        self.pictures = Pictures(word, document, room)
        self.document = document
        self.new_page = False
        self.below_table = False

    def written(self, *, logo: bool = True) -> str:
        """The whole paper between its two markings."""
        marking = words(self.document.frame.marking)
        return "".join(
            [
                self.put(marking, Look(self.styles["Marking"], boxed=True)),
                self.logo(self.document.style.logo) if logo else "",
                *self.each(self.document.blocks),
                self.last(marking),
            ]
        )

    def logo(self, logo: Logo | None) -> str:
        """The group's logo above the title, where it has one."""
        return self.put(self.pictures.logo(logo), Look(before=ABOVE_LOGO)) if logo else ""

    def last(self, marking: str) -> str:
        """The marking again, where the paper ends: nothing follows on a page of its own."""
        self.new_page = False
        return self.put(marking, Look(self.styles["Marking"], boxed=True, before=AFTER_TABLE))

    def each(self, blocks: Sequence[Block], at: Place = TOP) -> Iterator[str]:
        """The XML of *blocks*, one piece a block."""
        for block, follows in pairwise((*blocks, None)):
            if block is not None:
                yield self.block(block, at, keeps_next=introduces(block, follows))

    def block(self, block: Block, at: Place, *, keeps_next: bool = False) -> str:
        """The XML of one block."""
        match block:
            case Heading():
                return self.put(runs(block.text), Look(self.styles[f"heading {block.level}"]))
            case Paragraph():
                look = self.look(at)
                return self.put(runs(block.text), look._replace(keeps_next=keeps_next))
            case Listing():
                return "".join(self.listing(block, at))
            case Note():
                return "".join(self.each(block.blocks, Place(at.depth, note=True)))
            case Table():
                return self.table(block, keeps_next=keeps_next)
            case Chart():
                return self.put(self.pictures.chart(block), Look(self.styles["Figure"]))
            case PageBreak():
                self.new_page = True
                return ""

    def put(self, inner: str, look: Look) -> str:
        """A paragraph, on a new page or away from a table where one went before."""
        if self.below_table and look.before is None and look.style in self.unspaced:
            look = look._replace(before=AFTER_TABLE)
        if self.new_page:
            look = look._replace(new_page=True, before=0)
        self.new_page = self.below_table = False
        return paragraph(inner, look)

    @property
    def unspaced(self) -> set[str | None]:
        """The styles that keep no space above themselves."""
        names = ("List Bullet", "List Number", "Note", "Note List")
        return {None, *(self.styles[name] for name in names)}

    def look(self, at: Place) -> Look:
        """How a paragraph looks where it stands."""
        if at.note:
            if not at.depth:
                return Look(self.styles["Note"])
            return Look(self.styles["Note List"], left=STEP * (at.depth + 1))
        return Look(self.lists.style("List Continue", at.depth) if at.depth else None)

    def listing(self, listing: Listing, at: Place) -> Iterator[str]:
        """A list; each numbered one begins with its own first number."""
        within = Place(at.depth + 1, at.note)
        depth = within.depth
        if listing.start is None:
            kind, number = "List Bullet", self.lists.bullet(depth)
        else:
            kind, number = "List Number", self.lists.numbers(depth, listing.start)
        look = Look(self.lists.style(kind, depth), number=number)
        if at.note:
            look = Look(
                self.styles["Note List"], number=number, left=STEP * (depth + 1), hanging=STEP
            )
        for item in listing.items:
            yield from self.item(item, look, within)

    def item(self, blocks: Sequence[Block], look: Look, within: Place) -> Iterator[str]:
        """One item: its first paragraph has the sign, the rest stands below."""
        match blocks:
            case [Paragraph(text), *rest]:
                yield self.put(runs(text), look)
                yield from self.each(rest, within)
            case _:
                yield self.put("", look)
                yield from self.each(blocks, within)

    def table(self, table: Table, *, keeps_next: bool = False) -> str:
        """A table below its caption; two tables never touch, for Word would make them one."""
        above = ""
        if table.caption:
            above = self.put(runs(table.caption), Look(self.styles["caption"]))
        elif self.below_table or self.new_page:
            above = self.put("", Look(keeps_next=True))
        self.below_table = True
        return above + self.tables.written(table, keeps_next=keeps_next)
