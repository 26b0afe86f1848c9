"""What a reader's program finds in a finished PDF: its structure, its words and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

PAINTING = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "b", "Do", "sh"}


class Tag(NamedTuple):
    """An element of the structure, with what it is known by."""

    kind: str
    scope: str
    headers: tuple[str, ...]
    alt: str
    title: str
    inside: tuple[Tag, ...]

    def all(self, *kinds: str) -> Iterator[Tag]:
        for tag in self.inside:
            if tag.kind in kinds:
                yield tag
            yield from tag.all(*kinds)

    def tree(self) -> tuple[Any, ...]:
        return (self.kind, *(tag.tree() for tag in self.inside))


class Pdf:
    """A PDF taken apart."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.file = pikepdf.open(BytesIO(content))
        self.root = self.file.Root

    @cached_property
    def structure(self) -> Tag:
        return _tag(self.root.StructTreeRoot)

    def tags(self, *kinds: str) -> list[Tag]:
        return list(self.structure.all(*kinds))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, in reading order, as pypdfium2 finds them."""
        with pypdfium2.PdfDocument(self.content) as document:
            return [" ".join(page.get_textpage().get_text_range().split()) for page in document]

    @property
    def rightmost(self) -> float:
        """How far to the right any letter reaches, in points."""
        with pypdfium2.PdfDocument(self.content) as document:
            texts = [page.get_textpage() for page in document]
            return max(
                float(text.get_charbox(at)[2]) for text in texts for at in range(text.count_chars())
            )

    @cached_property
    def untagged(self) -> list[str]:
        """What is painted on a page and is neither tagged nor an artifact."""
        found = []
        for page in self.file.pages:
            open_marks = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                open_marks += (operator in {"BDC", "BMC"}) - (operator == "EMC")
                if operator in PAINTING and not open_marks:
                    found.append(operator)
        return found

    @cached_property
    def words(self) -> str:
        """All words without spaces and line ends."""
        return "".join("".join(self.pages).split())

    @property
    def xmp(self) -> str:
        return self.root.Metadata.read_bytes().decode()

    @property
    def fonts(self) -> list[Any]:
        return [
            found
            for found in self.file.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"
        ]


def _tag(element: Any) -> Tag:
    held = [
        {str(key): value for key, value in each.items()}
        for each in _several(element.get("/A"))
        if isinstance(each, pikepdf.Dictionary)
    ]
    attributes = {key: value for each in held for key, value in each.items()}
    return Tag(
        kind=str(element.get("/S", ""))[1:],
        scope=str(attributes.get("/Scope", ""))[1:],
        headers=tuple(str(each) for each in attributes.get("/Headers", ())),
        alt=str(element.get("/Alt", "")),
        title=str(element.get("/T", "")),
        inside=tuple(
            _tag(each)
            for each in _several(element.get("/K"))
            if isinstance(each, pikepdf.Dictionary) and "/S" in each
        ),
    )


def _several(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]
