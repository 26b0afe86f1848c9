"""`marg trawl import`: read requests back that agencies filled in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.trawl import app
from marg_cli.cli.commands.trawl.answering import SAID
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import Column, emit_one, write_heading, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.domain.counting import counted
from marg_cli.domain.text import one_line
from marg_cli.errors import Exit, NotFound
from marg_cli.services.trawl.importing import Problem, import_sheets

if TYPE_CHECKING:
    from marg_cli.domain.trawl_sheet import Sheet
    from marg_cli.services.exchange.problems import Problem as Told
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
    sheets, unread = _read(files)
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


def _read(files: list[Path]) -> tuple[list[tuple[str, Sheet]], list[Problem]]:
    """Read every file; of those that are no sheet, why not."""
    from marg_cli.documents.house.word.unfit import Unfit
    from marg_cli.services.exchange.problems import CannotGoOn, fatal

    sheets: list[tuple[str, Sheet]] = []
    unread: list[Problem] = []
    for file in files:
        try:
            sheet, remarks = _sheet(_bytes(file))
            sheets.append((file.name, sheet))
            unread += (_told(file, remark) for remark in remarks)
        except Unfit as unfit:
            unread.append(_told(file, fatal(f"{unfit.what}. {unfit.way_out}")))
        except CannotGoOn as stopped:
            unread.append(_told(file, stopped.problem))
    return sheets, unread


def _sheet(content: bytes) -> tuple[Sheet, list[Told]]:
    """Read one file, and what is to be known of how it was written."""
    from marg_cli.documents.filled import is_packed, read_text, read_word
    from marg_cli.domain.trawl_sheet import Label, read_sheet
    from marg_cli.services.exchange.encoding import encoding_of

    if is_packed(content):
        return read_sheet(read_word(content)), []
    encoding, remarks = encoding_of(content)
    return read_sheet(read_text(content.decode(encoding), list(Label))), remarks


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFound(
            f"The file {file.name} cannot be read.", "Check its name and folder, and try again."
        ) from error


def _told(file: Path, told: Told) -> Problem:
    return Problem(file.name, None, None, told.line, told.message, told.fatal)


def _answer(session: Session, report: Report) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, report, {})
        return
    if report.answers:
        write_table(report.answers, TAKEN)
    _write_problems("To put right", [p for p in report.problems if p.fatal])
    _write_problems("To know", [p for p in report.problems if not p.fatal])


def _write_problems(heading: str, problems: list[Problem]) -> None:
    if problems:
        write_heading(heading)
    for problem in problems:
        line = f"line {problem.line}" if problem.line else None
        row = f"“{problem.row}”" if problem.row else None
        place = ", ".join(filter(None, (problem.file, problem.case, line, row)))
        sys.stdout.write(f"  {one_line(place)}: {problem.message}\n")


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
