"""What is found in a Word file: its parts, and its paragraphs by the names of their styles."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from docx.oxml.ns import nsmap, qn
from lxml import etree

from marg_cli.documents import docx
from marg_cli.documents.document import Document, Frame

FRAME = Frame(
    marking="OFFICIAL-SENSITIVE",
    title="Agenda, Tuesday 8 December 2026",
    header=("Exampleton Group", "Chair: Independent chair"),
    footer=("Copy: GLOW · v1",),
)


class Line(NamedTuple):
    """A paragraph: the name of its style, its words, and its own element."""

    style: str
    words: str
    element: Any


class Word:
    """A Word file taken apart."""

    def __init__(self, written: bytes) -> None:
        with ZipFile(BytesIO(written)) as packed:
            self.order = packed.namelist()
            self.times = {member.date_time for member in packed.infolist()}
            self.members = {name: packed.read(name) for name in self.order}
        self.names = {
            style.get(qn("w:styleId")): found(style, "w:name")[0].get(qn("w:val"))
            for style in found(self.part("styles"), "w:style")
        }
        self.body = found(self.part("document"), "w:body")[0]

    def part(self, name: str) -> Any:
        return etree.fromstring(self.members[f"word/{name}.xml"])

    def all(self, path: str) -> list[Any]:
        """Every element of the body at *path*, wherever it is."""
        return found(self.body, f".//{path}")

    def lines(self, within: Any = None) -> list[Line]:
        """Every paragraph in reading order, those of cells too."""
        root = self.body if within is None else within
        return [Line(self.style(one), words(one), one) for one in found(root, ".//w:p")]

    def style(self, element: Any) -> str:
        named = found(element, "w:pPr/w:pStyle")
        return self.names[named[0].get(qn("w:val"))] if named else "Normal"

    def of_style(self, style: str) -> list[str]:
        return [line.words for line in self.lines() if line.style == style]

    def rows(self) -> list[list[list[str]]]:
        """The words of every cell, row by row, table by table."""
        return [
            [[words(cell) for cell in found(row, "w:tc")] for row in found(table, "w:tr")]
            for table in self.all("w:tbl")
        ]

    def frames(self, kind: str) -> Iterator[Any]:
        """Every header (or footer) the pages use."""
        for name in self.order:
            if name.startswith(f"word/{kind}"):
                yield etree.fromstring(self.members[name])


def found(element: Any, path: str) -> list[Any]:
    held: list[Any] = element.findall(path, nsmap)
    return held


def value(element: Any, path: str, attribute: str = "w:val") -> str | None:
    """What the element at *path* is set to; None where it is not there."""
    held = found(element, path)
    return held[0].get(qn(attribute)) if held else None


def words(element: Any) -> str:
    pieces = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    runs = found(element, ".//w:r/*")
    return "".join(
        (one.text or "") if one.tag == qn("w:t") else pieces.get(one.tag, "") for one in runs
    )


def word(markdown: str, frame: Frame = FRAME, search: tuple[Path, ...] = ()) -> Word:
    """The Word file of a paper that says *markdown*."""
    return Word(docx.write(Document(frame, markdown, search)))
