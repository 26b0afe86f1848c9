"""Final minutes: what is kept of a document, and the document made of it again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from marg_cli.documents import markdown
from marg_cli.documents.document import Document, Frame, normalised
from marg_cli.documents.render import APPROVED
from marg_cli.domain.minutes_life import Wording
from marg_cli.domain.papers.minutes import Approval
from marg_cli.domain.value import values
from marg_cli.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from marg_cli.domain.minutes_life import MinutesVersion


def wording_of(document: Document) -> Wording:
    """What is to be kept of a document, so that its Markdown comes out the same for good."""
    frame = document.frame
    return Wording(
        marking=frame.marking,
        title=frame.title,
        header=frame.header,
        footer=frame.footer,
        markdown=document.markdown,
        sha256=sha256(markdown.write(document)).hexdigest(),
    )


def document_of(version: MinutesVersion, text: str, *, search: Sequence[Path] = ()) -> Document:
    """The document of a version and the *text* kept of it; *search* holds the group's looks.

    Raises Damaged where that is not what was made final.
    """
    frame = Frame(version.marking, version.title, version.header, version.footer)
    document = Document(frame, text, tuple(search))
    if wording_of(document).sha256 != version.sha256:
        raise Damaged(f"Version {version.number} of the minutes is not what was made final.")
    return document


def approved(document: Document, on: date, *, search: Sequence[Path] = ()) -> Document:
    """The same document with one more line, that a later meeting approved it."""
    from marg_cli.documents.templates.environment import environment, write

    line = write(environment(search), APPROVED, values(Approval(approved_on=on)))
    text = f"{document.markdown}\n{normalised(line)}"
    return Document(document.frame, text, document.search)
