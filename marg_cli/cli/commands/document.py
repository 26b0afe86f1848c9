"""`marg document`: files kept with a case inside the encrypted register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session

if TYPE_CHECKING:
    from marg_cli.services.cases.document import DocumentView

app = noun("Files kept with a case inside the encrypted register.")

KB, MB = 1024, 1024 * 1024

DocumentArgument = Annotated[str, typer.Argument(metavar="DOC", help="The document, such as F2.")]
OnlyForOption = Annotated[
    list[str] | None,
    typer.Option("--only-for", metavar="CODE", help="Only this agency may see it; repeatable."),
]


def _size(size: int) -> str:
    if size < KB:
        return f"{size} bytes"
    return f"{size / KB:.0f} KB" if size < MB else f"{size / MB:.1f} MB"


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("added_on", "Added", whole=True),
    Column("name", "Name"),
    Column("type", "Type"),
    Column("size", "Size", _size, whole=True),
    Column("kind", "Kind"),
    Column("only_for", "Only for"),
)


@verb(app)
def add(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case, such as M26-014.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file; - reads it.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="Else the file's own name.")
    ] = None,
    only_for: OnlyForOption = None,
) -> None:
    """Keep a file with a case."""
    from marg_cli.cli.pieces import name_of, pieces
    from marg_cli.services.cases import document as documents

    session = Session.of(ctx)
    added = documents.add(
        session.store,
        case,
        pieces(file),
        name=name or name_of(file),
        only_for=only_for or (),
        on=session.today,
    )
    step = f"The file outside is as it was. See all: marg document list {added.case}"
    _answer(session, added, f"{added.ref} kept with {added.case} ({added.type}). {step}")


@verb(app, "list")
def list_(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case, such as M26-014.")],
) -> None:
    """List a case's documents."""
    from marg_cli.services.cases import document as documents

    session = Session.of(ctx)
    found = documents.listed(session.store, case)
    empty = "No documents. Keep one with: marg document add CASE FILE"
    emit(session, found, LISTED, documents.DocumentView._fields, empty=empty)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: DocumentArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="What it is called; - reads it.")
    ] = None,
    only_for: OnlyForOption = None,
) -> None:
    """Name a document anew, or say who alone may see it."""
    from marg_cli.cli import prompts
    from marg_cli.services.cases import document as documents
    from marg_cli.services.editing import must_change

    session = Session.of(ctx)
    must_change(name, only_for, options='--name, --only-for ("": whoever sees the case)')
    called = prompts.text(session, name, "What is it called?", option="--name") if name else name
    codes = None if only_for is None else [code for code in only_for if code.strip()]
    changed = documents.edit(session.store, ref, name=called, only_for=codes)
    _answer(session, changed, f"{changed.ref} changed. See it: marg document list {changed.case}")


@verb(app)
def save(
    ctx: typer.Context,
    ref: DocumentArgument,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE|FOLDER|-", help="Where to.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Write a document to a file outside the register."""
    from marg_cli.cli.saving import save_to
    from marg_cli.services.cases import document as documents

    session = Session.of(ctx)
    given_out = documents.leaving(session.store, ref)
    document = given_out.document
    if document.only_for:
        session.say(
            f"{document.ref} is only for {', '.join(document.only_for)}: give it to nobody else."
        )
    entered = save_to(session, given_out, out, force=force)
    then = f"When it was used, remove it with: marg pack expire {entered}"
    if out == "-":
        then = f"The ledger has it as {entered}."
    session.say(f"{document.ref} can be read by anyone who gets it. {then}")


@verb(app)
def remove(
    ctx: typer.Context,
    ref: DocumentArgument,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="At once, and not to be taken back.")
    ] = False,
) -> None:
    """Remove a document from the register."""
    from marg_cli.cli import prompts
    from marg_cli.services.cases import document as documents

    session = Session.of(ctx)
    if for_good and not prompts.confirm(
        session, f"{documents.removable(session.store, ref)} is then gone for good. Remove it?"
    ):
        session.say("Nothing was removed.")
        return
    removed = documents.remove(session.store, ref, for_good=for_good)
    then = (
        "gone for good."
        if for_good
        else "removed. Until the next change it comes back with: marg undo"
    )
    _answer(session, removed, f"{removed.ref} {then}")


def _answer(session: Session, document: DocumentView, sentence: str) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, document, {})
    session.say(sentence)
