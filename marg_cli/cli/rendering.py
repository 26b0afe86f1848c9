"""Handing over documents: to a file, a folder or standard output, in the formats asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from marg_cli.cli import entering
from marg_cli.cli.leaks import Looking
from marg_cli.cli.progress import working
from marg_cli.cli.session import Format, Session
from marg_cli.cli.template_folders import template_folders
from marg_cli.documents.render import FORMATS
from marg_cli.errors import UsageRefused
from marg_cli.services.group import group

if TYPE_CHECKING:
    from marg_cli.documents.document import Document
    from marg_cli.documents.render import Paper, Rendered
    from marg_cli.domain.leaks import Hit
    from marg_cli.services.circulation.entering import Allowed, Recipient

AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar=",".join(FORMATS), help="Which formats; several with commas."),
]
OutOption = Annotated[
    str | None, typer.Option("--out", metavar="FILE|FOLDER|-", help="Where to; - is the screen.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
TemplatesOption = Annotated[
    list[Path] | None,
    typer.Option("--templates", metavar="FOLDER", help="The group's own templates."),
]

FILE_WORDS = {
    "action_sheet": "actions",
    "trawl_request": "lateral-checks",
    "subject_bundle": "subject-access",
    "correction_notice": "correction",
    "recall_notice": "recall-notice",
}
"""What a file's name calls a kind of paper, where that is not the name of its template."""


ABOUT: dict[str, Callable[[Any], Iterable[str]]] = {
    "trawl_request": lambda request: (*(each.case for each in request.people), *request.nameless),
    "correction_notice": lambda notice: [notice.ref],
    "recall_notice": lambda notice: [notice.ref],
}
"""Papers that tell their reader of cases whoever may see them, and of which."""


class Written(NamedTuple):
    """One file handed over and whom it is for; `file` is absolute."""

    file: str
    format: str
    sha256: str
    reader: str


class Request(NamedTuple):
    """What a person asked for on the command line.

    `usual` is the format where none was asked for; `then` is said once a file was written. For
    the ledger, a copy is its `recipient`'s, else the holder's. `may_pass` are hits of the scan by
    the reason they may stand; None where nothing can be let pass.
    """

    formats: str | None
    out: str | None
    force: bool
    templates: list[Path] | None
    usual: str = "html"
    then: str = "These files are readable: delete them when they have been circulated."
    recipient: Recipient | None = None
    may_pass: Mapping[Hit, str] | None = None


class Source(NamedTuple):
    """One paper to be written: whose copy it is, what names its files, and how it is made.

    `make` is given the folders of the group's own templates and looks. `version`, `draft` and
    `extract` are for the ledger, as is `recipient`: without one, the copy is the holder's. `paper`
    is what a template words, of kept minutes none; it may be `about` cases its reader cannot see.
    """

    reader: str
    marking: str
    day: date
    make: Callable[[Sequence[Path]], Document]
    version: str = ""
    draft: bool = False
    recipient: Recipient | None = None
    extract: bool = False
    paper: Paper | None = None
    about: frozenset[str] = frozenset()


class Copy(NamedTuple):
    """One paper in one format, ready to be written; `says` is its text."""

    source: Source
    format: str
    name: str
    content: bytes
    says: str
    allowed: tuple[Allowed, ...] = ()


def deliver(
    session: Session,
    request: Request,
    paper: Paper,
    *,
    kind: str,
    reader: str = "",
) -> None:
    """Render a paper, enter it in the ledger and hand it over, whole or not at all.

    Raises UsageRefused, NotFound, TemplateError, OutputExists and NotWritable.
    """
    source = source_of_paper(paper, kind, reader)._replace(recipient=request.recipient)
    deliver_document(session, request, source, kind=kind)


def deliver_document(session: Session, request: Request, source: Source, *, kind: str) -> None:
    """Hand over a paper that is made in a way of its own.

    Raises what `deliver` raises.
    """
    _hand_over(session, request, [source], kind, ("file", "as", "sha256"))


def deliver_each(
    session: Session, request: Request, papers: Mapping[str, Paper], *, kind: str
) -> None:
    """Render one paper for each reader, by their name, and hand over all of them or none.

    Raises what `deliver` raises.
    """
    from marg_cli.services.circulation.entering import recipient_of

    sources = [
        source_of_paper(paper, kind, reader)._replace(recipient=recipient_of(session.store, reader))
        for reader, paper in papers.items()
    ]
    _hand_over(session, request, sources, kind, ("file", "as", "sha256", "for"))


def source_of_paper(paper: Paper, kind: str, reader: str) -> Source:
    """How a paper is written by the template of its kind."""
    from marg_cli.documents.render import compose

    head = paper.head
    return Source(
        reader,
        head.marking,
        head.meeting_on,
        lambda search: compose(f"{kind}.md.j2", paper, search=search),
        head.version,
        "DRAFT" in head.version,
        extract=head.extract is not None,
        paper=paper,
        about=frozenset(ABOUT[kind](paper)) if kind in ABOUT else frozenset(),
    )


def _hand_over(
    session: Session,
    request: Request,
    sources: Sequence[Source],
    kind: str,
    fields: Sequence[str],
) -> None:
    formats = _formats(request)
    _must_fit(session, request, len(sources) * len(formats))
    copies = _copies(session, request, sources, kind, formats)
    places = [] if request.out == "-" else _places(request, copies)
    written = _written(copies, places)
    entering.enter(session, kind, copies, written, _handed(copies, places, force=request.force))
    if request.out != "-":
        _answer(session, written, fields, request.then)
        return
    for copy in copies:  # only now: nobody shall wait for the register while somebody reads
        sys.stdout.buffer.write(copy.content)
        sys.stdout.buffer.flush()


def _handed(
    copies: Sequence[Copy], places: Sequence[Path], *, force: bool
) -> AbstractContextManager[None]:
    """The copies in their places; without places, nowhere yet."""
    from marg_cli.documents.writer import handed_over

    if not places:
        return nullcontext()
    contents = (copy.content for copy in copies)
    return handed_over(dict(zip(places, contents, strict=True)), force=force)


def _formats(request: Request) -> list[str]:
    if request.formats:
        asked = [name.strip().casefold() for name in request.formats.split(",") if name.strip()]
        return list(dict.fromkeys(asked))
    suffix = Path(request.out or "").suffix.removeprefix(".")
    return [suffix] if suffix in FORMATS else [request.usual]


def _must_fit(session: Session, request: Request, files: int) -> None:
    """Refuse, before anything is rendered, what cannot be handed over as asked."""
    to_screen = request.out == "-"
    if to_screen and session.format is Format.JSON:
        raise UsageRefused(
            "The document and JSON cannot both go to standard output.",
            "Leave out --format json, or give a file with --out.",
        )
    if to_screen and files > 1:
        raise UsageRefused(
            f"Only one document in one format fits on standard output; these are {files}.",
            "Give a folder with --out, or ask for one of them in one format with --as.",
        )
    if _is_file(request) and files > 1:
        raise UsageRefused(
            f"Only one document in one format fits into one file; these are {files}.",
            "Give a folder with --out.",
        )


def _is_file(request: Request) -> bool:
    out = Path(request.out) if request.out and request.out != "-" else Path()
    return bool(out.suffix) and not out.is_dir()


def _copies(
    session: Session,
    request: Request,
    sources: Sequence[Source],
    kind: str,
    formats: Sequence[str],
) -> list[Copy]:
    from marg_cli.documents.render import written

    search = template_folders(session, request.templates)
    large_print = in_large_print(session)
    copies: list[Copy] = []
    remarks: dict[str, None] = {}
    looking = Looking(session, request.may_pass)
    with working(session, "Writing") as count:
        for source in sources:
            rendered = written(partial(made, source, search, large_print=large_print), formats)
            copies += _named(source, kind, rendered, looking.through(source, rendered))
            of = f"{source.reader}: " if len(sources) > 1 else ""
            remarks |= dict.fromkeys(f"{of}{remark}" for remark in rendered.remarks)
            count(len(copies))
    for remark in remarks:
        session.say(remark)
    looking.must_find_none()
    return copies


def in_large_print(session: Session) -> bool:
    """Whether the group wants its papers in large print."""
    return group(session.store).text("document.large_print") == "yes"


def made(source: Source, search: Sequence[Path], *, large_print: bool) -> Document:
    """The document of a source, in the group's own looks."""
    return replace(source.make(search), large_print=large_print)


def _named(
    source: Source, kind: str, rendered: Rendered, allowed: tuple[Allowed, ...]
) -> Iterator[Copy]:
    from marg_cli.documents.writer import file_name

    word = FILE_WORDS.get(kind, kind)
    for name, content in rendered.files.items():
        suffix = FORMATS[name].suffix
        file = file_name(source.marking, word, source.day, source.reader, suffix)
        yield Copy(source, name, file, content, rendered.document.markdown, allowed)


def _places(request: Request, copies: Sequence[Copy]) -> list[Path]:
    """A folder gets the usual names; a file is what was asked for."""
    from marg_cli.documents.writer import places

    out = Path(request.out) if request.out else Path()
    if _is_file(request):
        return [out][: len(copies)]
    return places(out, (copy.name for copy in copies))


def _written(copies: Sequence[Copy], places: Sequence[Path]) -> list[Written]:
    """What is handed over, and where it comes to lie: nowhere, where it goes to the screen."""
    files = [str(place.absolute()) for place in places] or [""] * len(copies)
    return [
        Written(file, copy.format, sha256(copy.content).hexdigest(), copy.source.reader)
        for file, copy in zip(files, copies, strict=True)
    ]


def _answer(session: Session, written: Sequence[Written], fields: Sequence[str], then: str) -> None:
    if session.format is Format.TABLE:
        for document in written:
            sys.stdout.write(f"{document.file}\n")
        if written:
            session.say(then)
        return
    from marg_cli.cli.programs import csv_list, json_list

    records = [dict(zip(("file", "as", "sha256", "for"), w, strict=True)) for w in written]
    shown = [{field: record[field] for field in fields} for record in records]
    if session.format is Format.JSON:
        json_list(shown)
    else:
        csv_list(shown, fields)
