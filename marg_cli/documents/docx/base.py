"""The document a paper begins from: the group's own Word document, or marg's in its colours."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.documents.document import Document
from marg_cli.documents.docx.dress import dress, enlarge
from marg_cli.documents.house.files import HOUSE, house_file
from marg_cli.documents.templates.own_folder import within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument

BASE = "base.docx"
OWN = ("house.docx", "house.dotx")
"""What a group calls its own Word document; the first found is taken."""


def base(document: Document) -> WordDocument:
    """Open what *document* is written into; all of marg's styles are in it by their names.

    A group's own document keeps its looks, page, head and foot; what house.toml says of fonts and
    colours is for marg's. Raises TemplateError for a house document that cannot be used.
    """
    import docx

    if own := own_document(document.search):
        from marg_cli.documents.house.word import house_document

        word = docx.Document(BytesIO(house_document(own)))
    else:
        word = docx.Document(str(house_file(BASE)))
        dress(word, document.style)
    if document.large_print:
        enlarge(word)
    return word


def own_document(search: Iterable[Path]) -> Path | None:
    """The group's own Word document, where its folders of house style hold one.

    Raises TemplateError for a link that leads out of its folder.
    """
    for folder in search:
        for name in OWN:
            if (file := folder / HOUSE / name).is_file():
                within(file, folder)
                return file
    return None
