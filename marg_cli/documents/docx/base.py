"""The document a paper begins from: its styles, its page, its own head and foot if it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.documents.document import Document
from marg_cli.documents.docx.dress import dress
from marg_cli.documents.house import house_file

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

BASE = "base.docx"


def base(document: Document) -> WordDocument:
    """Open what *document* is written into: marg's own document, in the group's colours."""
    import docx

    word = docx.Document(str(house_file(BASE)))
    dress(word, document.style)
    return word
