"""Final minutes: what is kept of a document, and the document made of it again."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from marg_cli.documents import markdown
from marg_cli.documents.document import Document, Frame, normalised
from marg_cli.documents.escape import escape
from marg_cli.documents.render import APPROVED, BESIDE, EXTRACT
from marg_cli.domain.minutes_life import Wording
from marg_cli.domain.papers.frame import ExtractNote, named
from marg_cli.domain.papers.minutes import WHOLE, Approval
from marg_cli.domain.value import values
from marg_cli.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from marg_cli.domain.minutes_life import MinutesVersion
    from marg_cli.domain.papers.minutes import OwnCopy

_AFTER_MASTHEAD = re.compile(r"^(?:> |## )", re.MULTILINE)
"""What comes after the particulars at the top of minutes: a note, or the first section."""


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


def hash_of(version: MinutesVersion, text: str) -> str:
    """The SHA-256 of the Markdown file that a version with that *text* is written as."""
    frame = Frame(version.marking, version.title, version.header, version.footer)
    return wording_of(Document(frame, text, ())).sha256


def document_of(
    version: MinutesVersion, text: str, *, search: Sequence[Path] = (), whole: bool = True
) -> Document:
    """The document of a version and the *text* kept of it; *search* holds the group's looks.

    Raises Damaged where that is not what was made final, unless it is not *whole* any more: a
    case is held out of it, or was erased since.
    """
    frame = Frame(version.marking, version.title, version.header, version.footer)
    document = Document(frame, text, tuple(search))
    is_promised = whole and not version.erased
    if is_promised and wording_of(document).sha256 != version.sha256:
        raise Damaged(f"Version {version.number} of the minutes is not what was made final.")
    return document


def own_copy(document: Document, own: OwnCopy, *, search: Sequence[Path] = ()) -> Document:
    """One reader's own copy of kept minutes: whose it is, what it leaves out, what is beside it.

    *document* is the whole of what was kept. The copy is named where the record's name stood, in
    the foot of every page and at the top.
    """
    from marg_cli.documents.templates.environment import environment, write

    sandbox = environment(search, own.own_words)
    frame = document.frame
    note = normalised(write(sandbox, EXTRACT, values(ExtractNote(extract=own.extract))))
    beside = normalised(write(sandbox, BESIDE, values(own.beside)))
    name = named(own.reader, own.extract)
    said = _renamed(own.markdown, escape(name))
    top = _AFTER_MASTHEAD.search(said)
    at = top.start() if top else len(said)
    text = f"{said[:at]}\n{note}\n{said[at:]}\n{beside}"
    footer = tuple(_renamed(line, name) for line in frame.footer)
    if not any(name in line for line in footer):
        footer = (f"Copy: {name}", *footer)
    return Document(
        Frame(frame.marking, frame.title, frame.header, footer), normalised(text), document.search
    )


def _renamed(text: str, name: str) -> str:
    """A text whose copy is *name*'s instead of the record's."""
    for whole in WHOLE:
        text = text.replace(f"Copy: {whole} ", f"Copy: {name} ", 1)
        text = text.replace(f"| {escape(whole)} |", f"| {name} |", 1)
    return text


def approved(document: Document, on: date, *, search: Sequence[Path] = ()) -> Document:
    """The same document with one more line, that a later meeting approved it."""
    from marg_cli.documents.templates.environment import environment, write

    line = write(environment(search), APPROVED, values(Approval(approved_on=on)))
    text = f"{document.markdown}\n{normalised(line)}"
    return Document(document.frame, text, document.search)
