"""The styles of a Word document by the names people know, and the letters they are in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from marg_cli.documents.docx.xml import Element
from marg_cli.documents.widths import Letters

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

POINTS = 11.0


class Styles:
    """The styles a document has, found by name, for each language names their ids its own way."""

    def __init__(self, word: WordDocument) -> None:
        from docx.oxml.ns import nsmap, qn

        self.qn, self.names = qn, nsmap
        self.root: Element = word.styles.element
        self.by_id = {style.get(qn("w:styleId")): style for style in self.root.iter(qn("w:style"))}
        self.ids = {
            style.find(qn("w:name")).get(qn("w:val")).casefold(): ident
            for ident, style in self.by_id.items()
        }

    def __getitem__(self, name: str) -> str | None:
        """The id of the style *name*; None where the document has no such style."""
        return self.ids.get(name.casefold())

    def found(self, name: str, path: str) -> Element | None:
        """The element at *path* in the style *name*, or in the nearest one it builds on."""
        for style in self._chain(name):
            if (element := style.find(path, self.names)) is not None:
                return element
        return None

    def all_found(self, name: str, path: str) -> list[Element]:
        """Every element at *path* in the style *name* and in those it builds on."""
        return [found for style in self._chain(name) for found in style.iterfind(path, self.names)]

    def letters(self, name: str) -> Letters:
        """The font of the style *name* and its size; a theme's own fonts are usual ones."""
        size, fonts = (self._run(name, tag) for tag in ("w:sz", "w:rFonts"))
        return Letters(
            "" if fonts is None else fonts.get(self.qn("w:ascii"), ""),
            POINTS if size is None else int(size.get(self.qn("w:val"))) / 2,
        )

    def _run(self, name: str, tag: str) -> Element | None:
        found = self.found(name, f"w:rPr/{tag}")
        if found is None:
            found = self.root.find(f"w:docDefaults/w:rPrDefault/w:rPr/{tag}", self.names)
        return found

    def speak(self, lang: str) -> None:
        """Have every word of the document be of *lang*, for whoever reads it aloud."""
        for said in self.root.iter(self.qn("w:lang")):
            said.set(self.qn("w:val"), lang)
        run = self.root.find("w:docDefaults/w:rPrDefault/w:rPr", self.names)
        if run is not None and run.find(self.qn("w:lang")) is None:
            run.append(run.makeelement(self.qn("w:lang"), {self.qn("w:val"): lang}))

    def _chain(self, name: str) -> Iterator[Element]:
        ident, seen = self[name], set()
        while ident in self.by_id and ident not in seen:
            seen.add(ident)
            style = self.by_id[ident]
            yield style
            below = style.find(self.qn("w:basedOn"))
            ident = None if below is None else below.get(self.qn("w:val"))
