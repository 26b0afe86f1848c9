"""The paper for Word: real headings, lists and tables, in marg's look or the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.documents.document import Document
from marg_cli.documents.docx.xml import NAMESPACES, held

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def write(document: Document) -> bytes:
    """One file with no macro, no author and nothing to fetch; the same bytes for the same paper.

    Raises TemplateError when the house style cannot be used.
    """
    from marg_cli.documents.docx.base import base
    from marg_cli.documents.docx.body import Body
    from marg_cli.documents.docx.frame import Pages, room
    from marg_cli.documents.docx.package import packed

    frame = document.frame
    word = base(document)
    body = Body(word, document, room(word.sections[-1]))
    pages = Pages(word, frame, body.styles)
    _fill(word, body.written(logo=not pages.has_picture()))
    pages.put()
    body.styles.speak(frame.lang)
    return packed(word, held(f"{frame.marking}: {frame.title}"), frame.lang)


def _fill(word: WordDocument, written: str) -> None:
    from docx.oxml import parse_xml

    body = word.element.body
    body.clear_content()
    page = body.get_or_add_sectPr()
    for child in list(parse_xml(f"<w:body {NAMESPACES}>{written}</w:body>")):
        page.addprevious(child)
