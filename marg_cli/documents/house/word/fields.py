"""Word's fields: which of them reach out of the document, and which may stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from marg_cli.documents.house.word.names import Element, dropped, qn, qns

REACHING = {
    "AUTOTEXT",
    "AUTOTEXTLIST",
    "CONTROL",
    "DATABASE",
    "DDE",
    "DDEAUTO",
    "EMBED",
    "GLOSSARY",
    "HTMLCONTROL",
    "HYPERLINK",
    "IMPORT",
    "INCLUDE",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "LINK",
    "MACROBUTTON",
    "MERGEFIELD",
    "RD",
}
"""Fields that fetch from files, programs, addresses or Word's own store of texts."""

SHOWN_UNTIL_COUNTED = {
    "PAGE": "1",
    "NUMPAGES": "1",
    "SECTION": "1",
    "SECTIONPAGES": "1",
    "STYLEREF": "",
    "TITLE": "",
}
"""Fields that may stay, and what they show until Word works them out.

What the others last showed can be an older case's words: they go with it.
"""

_STAYS = re.compile(
    r"""\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|TITLE|STYLEREF\s+(?:"[^"]*"|[^\s"\\]+))
        (?:\s+\\(?:[*\#]\s*(?:"[^"]*"|[^\s"]+)|[a-z]))*\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_ONLY_WITHIN = re.compile(r"\s*HYPERLINK\s+\\l\b", re.IGNORECASE)
_CODE = qns("w:instrText w:delInstrText")
_MARK = qn("w:fldChar")
_RUN = qn("w:r")
_LOOKS = qn("w:rPr")
_TEXT = qn("w:t")
_SIMPLE = qn("w:fldSimple")


@dataclass(slots=True)
class Field:
    """One field: its instruction, all it is written in, and what it last showed."""

    code: str = ""
    parts: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    showing: bool = False
    ended: bool = False

    @property
    def name(self) -> str:
        """Its first word: PAGE, INCLUDETEXT."""
        words = self.code.split()
        return words[0].upper() if words else ""

    @property
    def reaches_out(self) -> bool:
        """Whether it fetches or offers anything from outside the document."""
        return self.name in REACHING and not _ONLY_WITHIN.match(self.code)

    @property
    def stays(self) -> bool:
        """Whether it is one of the few a header or footer needs, plainly written."""
        return self.ended and bool(_STAYS.fullmatch(self.code))


def fields(root: Element) -> Iterator[Field]:
    """Find every field under *root*, inner ones before those they stand in.

    One that is never ended counts to the end of the part.
    """
    for simple in root.iter(_SIMPLE):
        texts = list(simple.iter(_TEXT))
        yield Field(simple.get(qn("w:instr"), ""), [simple], texts, ended=True)
    still_open: list[Field] = []
    for element in root.iter():
        parent = element.getparent()
        if parent is not None and parent.tag == _RUN and element.tag != _LOOKS:
            yield from _stepped(element, still_open)
    yield from reversed(still_open)


def cleaned(root: Element) -> None:
    """Leave only the fields that may stay, showing nothing they once showed; and no stray mark."""
    staying = set()
    for found in list(fields(root)):
        if found.stays:
            _show(found, SHOWN_UNTIL_COUNTED[found.name])
            staying.update(found.parts)
        else:
            for element in found.parts:
                dropped(element)
    for element in list(root.iter(_MARK, *_CODE)):
        if element not in staying:
            dropped(element)


def _stepped(element: Element, still_open: list[Field]) -> Iterator[Field]:
    """Take one more piece of a run into the fields that are open there."""
    mark = element.get(qn("w:fldCharType")) if element.tag == _MARK else None
    if mark == "begin":
        still_open.append(Field())
    for found in still_open:
        found.parts.append(element)
    if not still_open:
        return
    inner = still_open[-1]
    if element.tag in _CODE:
        inner.code += element.text or ""
    elif mark == "separate":
        inner.showing = True
    elif mark == "end":
        inner.ended = True
        yield still_open.pop()
    elif mark is None and inner.showing:
        inner.result.append(element)


def _show(found: Field, words: str) -> None:
    for mark in found.parts:
        for held in list(mark) if mark.tag == _MARK else ():
            dropped(held)
    for element in found.result:
        if element.tag == _TEXT and words:
            element.text, words = words, ""
        else:
            dropped(element)
