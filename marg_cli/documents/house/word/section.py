"""The page of a house document: its size, margins, header and footer, and nothing it said."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from marg_cli.documents.house.word.names import (
    Element,
    is_on,
    made,
    qn,
    qns,
)
from marg_cli.documents.house.word.story import anonymous, drop_foreign

IN_ORDER = (
    "w:headerReference",
    "w:footerReference",
    "w:pgSz",
    "w:pgMar",
    "w:pgBorders",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
)
"""What a section may say, in the order Word wants."""

REFERENCES = qns("w:headerReference w:footerReference")
A4 = {"w": "11906", "h": "16838"}
MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "1134") | {
    "header": "567",
    "footer": "567",
    "gutter": "0",
}

_KIND = qn("w:type")
_ART = qn("r:id")
_FIRST = ("w:pgSz", A4), ("w:pgMar", MARGINS)


def page(document: Element, *, even_and_odd: bool) -> Element:
    """Make the one section of the clean document from the last of *document*.

    A section without a header of some kind has the one before's, as in Word; headers that no
    page shows (a first page's or even pages' that are switched off) are left out.
    """
    sections = list(_sections(document))
    last = sections[-1] if sections else made("w:sectPr")
    shown = {"default"} | ({"first"} if is_on(last.find(qn("w:titlePg"))) else set())
    shown |= {"even"} if even_and_odd else set()
    order = {qn(name): at for at, name in enumerate(IN_ORDER)}
    clean = made("w:sectPr")
    for reference in _references(sections):
        if reference.get(_KIND, "default") in shown:
            clean.append(deepcopy(reference))
    for name, otherwise in _FIRST:
        if last.find(qn(name)) is None:
            made(name, clean, **otherwise)
    for child in last:
        if child.tag in order and child.tag not in REFERENCES:
            clean.append(deepcopy(child))
    drop_foreign(clean)
    for element in clean.iter():
        anonymous(element)
        if element.tag not in REFERENCES:
            element.attrib.pop(_ART, None)
    clean[:] = sorted(clean, key=lambda child: order[child.tag])
    return clean


def _sections(document: Element) -> Iterator[Element]:
    body = document.find(qn("w:body"))
    for section in document.iter(qn("w:sectPr")):
        parent = section.getparent()
        if parent is body or parent.tag == qn("w:pPr"):
            yield section


def _references(sections: list[Element]) -> list[Element]:
    """Give the last reference of each kind."""
    found = {
        (reference.tag, reference.get(_KIND, "default")): reference
        for section in sections
        for reference in section.iterchildren(*REFERENCES)
    }
    return [found[key] for key in sorted(found)]
