"""A filled-in Word document as boxes: what it says now, with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator

from marg_cli.documents.house.word.intake import unpacked
from marg_cli.documents.house.word.names import Element, qn, qns, value
from marg_cli.documents.house.word.package import Package
from marg_cli.documents.house.word.unfit import damaged
from marg_cli.documents.received.word import is_struck_out, words_of
from marg_cli.domain.filled_sheet import ANSWER_ON, Box, Filled, Row

GONE = qns("w:del w:moveFrom mc:Fallback")
"""What is not part of the text as it now reads."""

COMMENTS = "word/comments.xml"


def read(content: bytes) -> Filled:
    """Read every table as a box. Raises Unfit for what is no Word document, or not a safe one."""
    package = Package(unpacked(content))
    body = package.xml[package.main].find(qn("w:body"))
    if body is None:
        damaged()
    boxes = [box for table in _within(body, qn("w:tbl")) if (box := _box(table))]
    comments = package.xml.get(COMMENTS)
    return Filled(tuple(boxes), tuple(_loose(body)), comments is not None and len(comments) > 0)


def _box(table: Element) -> Box | None:
    rows = [row for each in _within(table, qn("w:tr")) if (row := _row(each))]
    return Box(rows[0], tuple(rows[1:])) if rows else None


def _row(row: Element) -> Row | None:
    """A row's first cell, and all others as one text; a row deleted in tracking is none."""
    if is_struck_out(row):
        return None
    cells = [_text(cell) for cell in _within(row, qn("w:tc"))]
    if not cells:
        return None
    label, *rest = cells
    return Row(" ".join(label.split()), "\n".join(filter(None, rest)))


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Every *tag* in an element, at whatever depth, but not those inside another of them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in GONE:
            yield from _within(child, tag)


def _loose(body: Element) -> Iterator[Row]:
    """Paragraphs typed below a box, before the next heading; the marking stands at either end."""
    marking = next((_text(child) for child in body if child.tag == qn("w:p")), "")
    below = False
    for child in body:
        if child.tag == qn("w:tbl"):
            box = _box(child)
            below = box is not None and bool(ANSWER_ON.match(box.head.label))
        elif _is_heading(child):
            below = False
        elif below and child.tag == qn("w:p") and (text := _text(child)) not in {"", marking}:
            yield Row("", text)


def _is_heading(paragraph: Element) -> bool:
    return value(paragraph, "w:pPr/w:pStyle").casefold().startswith(("heading", "title"))


def _text(element: Element) -> str:
    """What stands in an element, its paragraphs in lines of their own."""
    paragraphs = [
        words_of(paragraph).strip()
        for paragraph in element.iter(qn("w:p"))
        if not any(above.tag in GONE for above in paragraph.iterancestors())
    ]
    return "\n".join(paragraphs).strip()
