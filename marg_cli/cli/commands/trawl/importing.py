"""`marg trawl import`: read requests back that agencies filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.trawl import app
from marg_cli.cli.commands.trawl.answering import SAID
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import Column, emit_one, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.cli.sheets import read_files, write_problems
from marg_cli.domain.counting import counted
from marg_cli.domain.trawl_sheet import Label, read_sheet
from marg_cli.errors import Exit
from marg_cli.services.trawl.importing import import_sheets

if TYPE_CHECKING:
    from marg_cli.services.trawl.importing import Report

TAKEN = (
    Column("agency", "Agency", whole=True),
    Column("case", "Case", whole=True),
    Column("was", "Was", SAID.__getitem__),
    Column("state", "Now", SAID.__getitem__),
    Column("information", "Kept as"),
)


@verb(app, "import")
def import_(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Word, text or Markdown; - reads it.")
    ],
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="Whose they must be.")
    ] = None,
    meeting: MeetingOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Write what is right, leave out the rest.")
    ] = False,
) -> None:
    """Read back requests that agencies filled in."""
    session = Session.of(ctx)
    sheets, unread = read_files(files, list(Label), read_sheet)
    report = import_sheets(
        session.store,
        sheets,
        agency=agency,
        meeting=meeting or "next",
        on=session.today,
        unread=unread,
        rehearse=dry_run,
        keep_good=keep_good,
    )
    _answer(session, report)
    session.say(_closing(report, dry_run=dry_run, keep_good=keep_good))
    if report.is_fatal and not keep_good:
        raise typer.Exit(Exit.USAGE)


def _answer(session: Session, report: Report) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, report, {})
        return
    if report.answers:
        write_table(report.answers, TAKEN)
    write_problems(report.problems)


def _closing(report: Report, *, dry_run: bool, keep_good: bool) -> str:
    """How many answers there were, and how to go on."""
    read = counted(report.read, "sheet")
    same = f", {report.same} as before" if report.same else ""
    empty = f", {report.empty} not answered" if report.empty else ""
    told = f"{read}: {counted(report.changed, 'answer')} new or changed{same}{empty}."
    if report.is_fatal and not keep_good:
        return f"{told} Nothing was written: put the file right, or keep the rest with --keep-good."
    if dry_run:
        return f"{told} This was a rehearsal: nothing was written."
    undo = " Take it back with: marg undo" if report.changed else ""
    return f"{told}{undo}"
