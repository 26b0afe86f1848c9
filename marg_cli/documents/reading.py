"""Restricted Markdown read as blocks: no HTML, no links, no pictures, nothing that acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from marg_cli.documents.blocks import (
    Block,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
)
from marg_cli.documents.drawn import chart_of, plainly_headed
from marg_cli.documents.inline import inline_of_each, line_break, runs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

RULES = ("heading", "hr", "list", "blockquote", "table")
INLINE_RULES = ("newline", "escape", "emphasis", "entity")
LOWEST_HEADING = 4


def read(markdown: str) -> tuple[Block, ...]:
    """Read *markdown* as blocks; what is not in the restricted set stays the text it is."""
    return tuple(_Reader(iter(_parser().parse(markdown))).blocks())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable([*RULES, *INLINE_RULES])
    parser.inline.ruler.push("line_break", line_break)
    parser.core.ruler.at("inline", inline_of_each)
    return parser


class _Reader:
    """Reads the flat stream of tokens; each method ends after its own closing token."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self.tokens = tokens

    def blocks(self, until: str = "") -> Iterator[Block]:
        held: Block | None = None
        for block in self._blocks(until):
            if isinstance(block, Table) and isinstance(held, Paragraph) and _is_caption(held):
                block, held = _captioned(block, held.text), None  # noqa: PLW2901
            if held is not None:
                yield from _drawn(held)
            held = block
        if held is not None:
            yield from _drawn(held)

    def _blocks(self, until: str) -> Iterator[Block]:
        for token in self.tokens:
            if token.type == until:
                return
            if (block := self.block(token)) is not None:
                yield block

    def block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return Heading(min(int(token.tag[1:]), LOWEST_HEADING), self.text())
            case "paragraph_open":
                return Paragraph(text) if (text := self.text()) else None
            case "bullet_list_open" | "ordered_list_open":
                return self.listing(token)
            case "blockquote_open":
                return Note(tuple(self.blocks("blockquote_close")))
            case "table_open":
                return self.table()
        return PageBreak() if token.type == "hr" else None

    def listing(self, token: Token) -> Listing:
        items = tuple(self.items(token.type.replace("open", "close")))
        if token.type == "bullet_list_open":
            return Listing(items)
        return Listing(items, int(token.attrs.get("start", 1)))

    def items(self, until: str) -> Iterator[tuple[Block, ...]]:
        for token in self.tokens:
            if token.type == until:
                return
            yield tuple(self.blocks("list_item_close"))

    def text(self) -> Text:
        inline = next(self.tokens)
        next(self.tokens)
        return runs(inline.children or [])

    def table(self) -> Table:
        rows: list[list[Text]] = []
        right: list[bool] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                if token.type == "th_open":
                    right.append("right" in str(token.attrGet("style")))
                rows[-1].append(self.text())
        header, *body = map(tuple, rows)
        heads = bool(body) and all(row[0] and row[0][0].strong for row in body)
        return Table((), header if any(header) else None, tuple(body), heads, tuple(right))


def _is_caption(paragraph: Paragraph) -> bool:
    """A paragraph wholly in emphasis directly above a table is its caption."""
    return all(run.emphasis and not run.strong for run in paragraph.text)


def _drawn(block: Block) -> Iterator[Block]:
    """A block; a table whose header asks for it comes after the chart of its figures."""
    if isinstance(block, Table) and (chart := chart_of(block)):
        yield from (chart, plainly_headed(block))
    else:
        yield block


def _captioned(table: Table, caption: Text) -> Table:
    return replace(table, caption=tuple(Run(run.text) for run in caption))
