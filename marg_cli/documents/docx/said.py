"""What the head or foot of a house's pages says already, so that it is not said twice."""

from __future__ import annotations

import re

from marg_cli.documents.docx.xml import Element
from marg_cli.domain.text import folded

PICTURES = ("w:drawing", "w:pict", "w:object")
VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"

_DASHES = re.compile(r"\s*[-\u2010-\u2015]\s*")
_PAGE = re.compile(r"\bPAGE\b")


def said(part: Element) -> str:
    """The words of a head or foot, folded so as to be compared."""
    from docx.oxml.ns import qn

    seen = part.iter(*map(qn, ("w:t", "w:p", "w:tab", "w:br")))
    return _folded("".join(one.text or "" if one.tag == qn("w:t") else " " for one in seen))


def says(held: str, line: str) -> bool:
    """Whether *line* stands among the words as a whole: OFFICIAL is not OFFICIAL-SENSITIVE."""
    sought = _folded(line)
    return bool(re.search(rf"(?<![\w-]){re.escape(sought)}(?![\w-])", held))


def is_numbered(part: Element) -> bool:
    """Whether a head or foot tells the page."""
    from docx.oxml.ns import qn

    simple = [field.get(qn("w:instr")) or "" for field in part.iter(qn("w:fldSimple"))]
    parted = "".join(field.text or "" for field in part.iter(qn("w:instrText")))
    return bool(_PAGE.search(" ".join([*simple, parted])))


def is_blank(part: Element) -> bool:
    """Whether a head or foot shows nothing."""
    from docx.oxml.ns import qn

    shown = map(qn, ("w:t", "w:instrText", "w:fldSimple", *PICTURES))
    return next(part.iter(*shown), None) is None


def holds_picture(part: Element) -> bool:
    """Whether a head or foot holds a picture; words drawn across the page are none."""
    from docx.oxml.ns import qn

    return next(part.iter(qn("a:blip"), VML_PICTURE), None) is not None


def _folded(text: str) -> str:
    return _DASHES.sub("-", folded(text))
