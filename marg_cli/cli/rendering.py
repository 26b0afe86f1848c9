"""Handing over a document: to a file, a folder or standard output, in the formats asked for."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from marg_cli.cli.progress import working
from marg_cli.cli.session import Format, Session
from marg_cli.errors import NotFound, UsageRefused

if TYPE_CHECKING:
    from marg_cli.documents.render import Paper

AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="md,txt,html", help="Which formats; several with commas."),
]
OutOption = Annotated[
    str | None, typer.Option("--out", metavar="FILE|FOLDER|-", help="Where to; - is the screen.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
TemplatesOption = Annotated[
    list[Path] | None,
    typer.Option("--templates", metavar="FOLDER", help="The group's own templates."),
]


class Written(NamedTuple):
    """One document handed over; `file` is absolute."""

    file: str
    format: str
    sha256: str


class Request(NamedTuple):
    """What a person asked for on the command line."""

    formats: str | None
    out: str | None
    force: bool
    templates: list[Path] | None


def deliver(
    session: Session, request: Request, paper: Paper, *, kind: str, reader: str = ""
) -> None:
    """Render a paper and hand it over, whole or not at all.

    Raises UsageRefused, NotFound, TemplateError, OutputExists and NotWritable.
    """
    from marg_cli.documents.render import FORMATS, render

    to_screen = request.out == "-"
    if to_screen and session.format is Format.JSON:
        raise UsageRefused(
            "The document and JSON cannot both go to standard output.",
            "Leave out --format json, or give a file with --out.",
        )
    for folder in request.templates or ():
        if not folder.is_dir():
            raise NotFound(f"There is no folder {folder.name}.", "Check --templates.")
    names = _formats(request, list(FORMATS))
    if to_screen and len(names) > 1:
        raise UsageRefused(
            "Only one format fits on standard output.", "Give one with --as, or a folder."
        )
    with working(session, "Writing"):
        documents, remarks = render(f"{kind}.md.j2", paper, names, search=request.templates or ())
    for remark in remarks:
        session.say(remark)
    if to_screen:
        sys.stdout.buffer.write(documents[names[0]])
        sys.stdout.buffer.flush()
        return
    places = _places(request, names, _file_names(paper, kind, reader, names))
    _answer(session, _write(documents, places, force=request.force))


def _formats(request: Request, known: list[str]) -> list[str]:
    if request.formats:
        asked = [name.strip().casefold() for name in request.formats.split(",") if name.strip()]
        return list(dict.fromkeys(asked))
    suffix = Path(request.out or "").suffix.removeprefix(".")
    return [suffix] if suffix in known else ["html"]


def _file_names(paper: Paper, kind: str, reader: str, names: list[str]) -> dict[str, str]:
    from marg_cli.documents.render import FORMATS
    from marg_cli.documents.writer import file_name

    head = paper.head
    return {
        name: file_name(head.marking, kind, head.meeting_on, reader, FORMATS[name].suffix)
        for name in names
    }


def _places(request: Request, names: list[str], files: dict[str, str]) -> dict[str, Path]:
    """A folder gets the usual names; a file is one format's, by its ending."""
    out = Path(request.out) if request.out else Path()
    if out.suffix and not out.is_dir():
        if len(names) > 1:
            raise UsageRefused(
                "Several formats cannot go into one file.", "Give a folder with --out."
            )
        return {names[0]: out}
    return {name: out / files[name] for name in names}


def _write(documents: dict[str, bytes], places: dict[str, Path], *, force: bool) -> list[Written]:
    from marg_cli.documents.writer import write_all

    write_all({places[name]: content for name, content in documents.items()}, force=force)
    return [
        Written(str(places[name].absolute()), name, sha256(content).hexdigest())
        for name, content in documents.items()
    ]


def _answer(session: Session, written: list[Written]) -> None:
    if session.format is Format.TABLE:
        for document in written:
            sys.stdout.write(f"{document.file}\n")
        session.say("These files are readable: delete them when they have been circulated.")
        return
    from marg_cli.cli.programs import csv_list, json_list

    records = [{"file": w.file, "as": w.format, "sha256": w.sha256} for w in written]
    if session.format is Format.JSON:
        json_list(records)
    else:
        csv_list(records, ("file", "as", "sha256"))
