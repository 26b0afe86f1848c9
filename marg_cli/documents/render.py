"""The one way from a paper to files' bytes: template, Markdown, blocks, and a writer a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from marg_cli.documents.document import Document, Frame, normalised
from marg_cli.domain.papers.frame import Head
from marg_cli.domain.text import did_you_mean
from marg_cli.errors import UsageRefused

FRAME = "_frame.md.j2"
APPROVED = "_approved.md.j2"
EXTRACT = "_extract.md.j2"
BESIDE = "_beside.md.j2"
"""What stands on every page, the line under minutes that were approved, and what is said at the
top of one reader's extract of final minutes and beside it."""


READ_BACK = frozenset({"action_sheet.md.j2", "trawl_request.md.j2", "referral_form.md.j2"})
"""Sheets that come back and are found by their own words: no group says those otherwise."""


class Paper(Protocol):
    """Any of the plain values that say what a paper holds."""

    __slots__: tuple[str, ...]

    @property
    def head(self) -> Head:
        """What stands on every page."""


class Format(NamedTuple):
    """A format papers are written in: the ending of its files and the room that writes it."""

    suffix: str
    module: str

    @property
    def write(self) -> Callable[[Document], bytes]:
        """The writer, imported when it is first used."""
        writer: Callable[[Document], bytes] = import_module(self.module).write
        return writer


class Rendered(NamedTuple):
    """One paper in the formats asked for, what is to be said of them beside, and what they say."""

    files: dict[str, bytes]
    remarks: tuple[str, ...]
    document: Document


FORMATS = {
    "md": Format(".md", "marg_cli.documents.markdown"),
    "txt": Format(".txt", "marg_cli.documents.text"),
    "html": Format(".html", "marg_cli.documents.html"),
    "docx": Format(".docx", "marg_cli.documents.docx"),
    "pdf": Format(".pdf", "marg_cli.documents.pdf"),
}


def render(
    template_name: str,
    paper: Paper,
    formats: Iterable[str],
    *,
    search: Sequence[Path] = (),
) -> Rendered:
    """Write *paper* in each of *formats*; templates in *search* come before the packaged ones.

    Raises UsageRefused for a format marg does not write, and TemplateError with file and line.
    """
    return written(lambda: compose(template_name, paper, search=search), formats)


def written(made: Callable[[], Document], formats: Iterable[str]) -> Rendered:
    """Write the document *made* answers in each of *formats*.

    Raises UsageRefused for a format marg does not write, before anything is made.
    """
    writers = {name: _format(name).write for name in formats}
    document = made()
    files = {name: write(document) for name, write in writers.items()}
    return Rendered(files, tuple(dict.fromkeys(document.remarks)), document)


def compose(template_name: str, paper: Paper, *, search: Sequence[Path] = ()) -> Document:
    """Run the template and the frame's over *paper*. Raises TemplateError with file and line."""
    from marg_cli.documents.templates.environment import environment, write

    says_own = template_name not in READ_BACK
    sandbox = environment(search, paper.head.own_words if says_own else ())
    held = {field: getattr(paper, field) for field in paper.__slots__}
    body = normalised(write(sandbox, template_name, held))
    frame = Frame.read(paper.head.marking, write(sandbox, FRAME, held))
    return Document(frame, body, tuple(search))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UsageRefused(
            f"marg does not write {name}.{did_you_mean(name, FORMATS)}",
            f"It writes {', '.join(FORMATS)}. For example: --as html,md",
        )
    return FORMATS[name]
