"""`marg pack expire`: rendered files past their time, listed and removed."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.pack import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.domain.counting import counted
from marg_cli.services.circulation import expiry
from marg_cli.services.circulation.expiry import FileState, PastFile

LISTED = (
    Column("pack", "Pack", whole=True),
    Column("state", "Now", whole=True),
    Column("expired_on", "Kept until", whole=True),
    Column("file", "File"),
)


@verb(app)
def expire(
    ctx: typer.Context,
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PACK…", help="These now; else all that are past their time."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which there are, and remove none.")
    ] = False,
) -> None:
    """Remove rendered files past their time."""
    from marg_cli.documents.leftover import remove, sha256_of

    session = Session.of(ctx)
    found = expiry.past(session.store, packs or (), on=session.today, look=sha256_of)
    there = [file for file in found if file.state == FileState.THERE]
    if dry_run or not found:
        _show(session, found)
        return
    if there and not _sure(session, there):
        raise typer.Abort
    done = expiry.expire(
        session.store, packs or (), on=session.today, look=sha256_of, remove=remove
    )
    _show(session, done)


def _sure(session: Session, there: list[PastFile]) -> bool:
    for file in there if session.may_ask else ():
        session.say(f"  {file.pack}  {file.file}")
    return prompts.confirm(session, f"Remove {counted(len(there), 'file')} for good?")


def _show(session: Session, files: list[PastFile]) -> None:
    emit(session, files, LISTED, PastFile._fields, empty="No rendered file is past its time.")
    states = Counter(file.state for file in files)
    if states[FileState.THERE]:
        session.say(f"{counted(states[FileState.THERE], 'file')} to remove: marg pack expire")
    if states[FileState.REMOVED]:
        session.say(f"{counted(states[FileState.REMOVED], 'file')} removed.")
    if states[FileState.CHANGED]:
        session.say(
            f"{counted(states[FileState.CHANGED], 'file')} not as marg wrote them, so they were "
            "left alone. Look at them and delete them yourself."
        )
