"""The paper as Markdown: the canonical text, for an archive and for comparing."""

from __future__ import annotations

from marg_cli.documents.document import Document
from marg_cli.documents.escape import escape


def write(document: Document) -> bytes:
    """The paper between its marking and its foot; the same bytes every time."""
    frame = document.frame
    marking = f"**{escape(frame.marking)}**"
    foot = "\\\n".join(map(escape, frame.footer))
    parts = (marking, document.markdown.strip("\n"), foot, marking)
    return ("\n\n".join(part for part in parts if part) + "\n").encode(errors="replace")
