"""A numbered paper copy: the number stands at the top and in the foot of every page."""

from __future__ import annotations

from dataclasses import replace

from marg_cli.documents.document import Document


def numbered(document: Document, number: int, of: int) -> Document:
    """The same document as one of several copies on paper."""
    stamp = f"Paper copy {number} of {of}"
    frame = replace(document.frame, footer=(*document.frame.footer, stamp))
    heading, found, rest = document.markdown.partition("\n\n")
    text = f"{heading}\n\n**{stamp}**\n\n{rest}" if found else f"{heading}\n\n**{stamp}**\n"
    return Document(frame, text, document.search)
