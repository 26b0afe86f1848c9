"""Words and looks in Word's own XML, written as text: python-docx is slow with many cells."""

from __future__ import annotations

import re
from html import escape
from typing import Any, NamedTuple, TypeAlias

from marg_cli.documents.blocks import Run, Text

NAMESPACES = (
    " ".join(
        f'xmlns:{name}="http://schemas.openxmlformats.org/{place}"'
        for name, place in {
            "w": "wordprocessingml/2006/main",
            "r": "officeDocument/2006/relationships",
            "wp": "drawingml/2006/wordprocessingDrawing",
            "a": "drawingml/2006/main",
            "pic": "drawingml/2006/picture",
        }.items()
    )
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)

Element: TypeAlias = Any
"""An element of lxml, which ships no types."""

TWIPS_A_MM = 1440 / 25.4

BOX = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="{space}" w:color="auto"/>'
    for side, space in {"top": 4, "left": 0, "bottom": 4, "right": 0}.items()
)
"""A line around a paragraph."""

_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Look(NamedTuple):
    """How a paragraph looks, beyond what its style says; lengths in twentieths of a point."""

    style: str | None = None
    keeps_next: bool = False
    new_page: bool = False
    number: tuple[int, int] | None = None
    boxed: bool = False
    tabs: tuple[tuple[str, int], ...] = ()
    before: int | None = None
    after: int | None = None
    left: int | None = None
    hanging: int = 0
    right: bool = False


def held(words: str) -> str:
    """*words* without what XML cannot hold, such as half a character."""
    return _UNHELD.sub("\ufffd", words)


def attribute(words: str) -> str:
    """*words* as the value of an attribute, in its quotation marks."""
    return f'"{escape(held(words))}"'


def paragraph(inner: str, look: Look) -> str:
    """A paragraph around runs that are written already."""
    return f"<w:p>{properties(look)}{inner}</w:p>"


def properties(look: Look) -> str:
    """The properties of a paragraph, in the one order Word allows."""
    parts = []
    if look.style:
        parts.append(f'<w:pStyle w:val="{look.style}"/>')
    if look.keeps_next:
        parts.append("<w:keepNext/>")
    if look.new_page:
        parts.append("<w:pageBreakBefore/>")
    if look.number:
        number, level = look.number
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    if look.boxed:
        parts.append(f"<w:pBdr>{BOX}</w:pBdr>")
    if look.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in look.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    if look.before is not None or look.after is not None:
        space = {"before": look.before, "after": look.after}
        said = " ".join(f'w:{side}="{one}"' for side, one in space.items() if one is not None)
        parts.append(f"<w:spacing {said}/>")
    if look.left is not None:
        parts.append(f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>')
    if look.right:
        parts.append('<w:jc w:val="right"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if parts else ""


def runs(text: Text) -> str:
    """Runs of words; every space in them stays."""
    return "".join(map(_run, text))


def words(said: str) -> str:
    """Plain words in one run."""
    return _run(Run(said))


def _run(run: Run) -> str:
    look = "<w:b/><w:bCs/>" * run.strong + "<w:i/><w:iCs/>" * run.emphasis
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    if run.text == "\n":
        return f"<w:r>{look}<w:br/></w:r>"
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(held(run.text), quote=False)}</w:t></w:r>'


def field(name: str) -> str:
    """A figure Word works out itself, such as the page; 1 until it has."""
    between = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{between}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
