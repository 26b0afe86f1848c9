"""The paper as PDF: PDF/UA-1 for every reader and PDF/A-2a for the archive, in one file."""

from __future__ import annotations

import json
from typing import Any

from marg_cli.documents.document import Document, Frame
from marg_cli.documents.house.files import HOUSE, packaged_templates
from marg_cli.documents.house.style import Logo
from marg_cli.documents.pdf.blocks import Body
from marg_cli.documents.pdf.glyphs import coverage
from marg_cli.documents.pdf.row_heads import with_row_heads
from marg_cli.documents.pdf.words import Words, seamed
from marg_cli.documents.typesetting import FONT, FONTS, font_families, pages

SOURCE = "house/house.typ"
NARROWEST = 10
"""The least room a line of the page's head or foot has, in parts of its letters' size."""
KINDS = {"png": "png", "jpeg": "jpg", "svg": "svg"}
UNTITLED = "Paper"


def write(document: Document) -> bytes:
    """The pages with all that is needed to read them; the same bytes for the same paper.

    A character no font has is written as its number, and a remark names the place; a remark also
    says where marg's own font stands in for the group's. Raises TemplateError where the logo of
    the house style cannot be set.
    """
    families = font_families(document.style, document.search)
    if (own := document.style.font) and own not in families:
        document.remarks.append(
            f"The PDF is set in {FONT}: for {own}, put its .ttf or .otf files into {HOUSE}/{FONTS}."
        )
    words = Words(coverage(tuple(families.values())))
    paper = {
        **_frame(document.frame, words),
        "style": document.style._replace(logo=None)._asdict(),
        "fonts": list(families),
        "logo": _logo(document.style.logo, words),
        "blocks": Body(document, words).paper(document.blocks),
    }
    document.remarks.extend(words.places.remarks())
    source = (packaged_templates() / SOURCE).read_bytes()
    return with_row_heads(
        pages(source, {"paper": json.dumps(paper)}, document.style, document.search)
    )


def _frame(frame: Frame, words: Words) -> dict[str, Any]:
    lang, _, region = frame.lang.partition("-")
    title = words.framed("the title", frame.title)
    marking = words.framed("the marking", frame.marking)
    return {
        "lang": lang,
        "region": region or None,
        "title": ": ".join(filter(None, (marking, title))) or UNTITLED,
        "marking": _boxed(marking),
        "header": [_boxed(words.framed("the page's head", line)) for line in frame.header],
        "footer": [_boxed(words.framed("the page's foot", line)) for line in frame.footer],
        "watermark": words.drawn(frame.watermark),
    }


def _boxed(line: str) -> str:
    return seamed(line, room=NARROWEST)


def _logo(logo: Logo | None, words: Words) -> dict[str, Any] | None:
    if logo is None:
        return None
    return {
        "content": list(logo.content),
        "format": KINDS[logo.kind],
        "alt": words.drawn(logo.alt),
        "width": logo.width,
    }
