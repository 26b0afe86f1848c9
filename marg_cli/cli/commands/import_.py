"""`marg import`: read agencies, members, cases, meetings and actions from files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.came_in import bytes_of
from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one, write_heading
from marg_cli.cli.progress import working
from marg_cli.cli.session import Format, Session
from marg_cli.errors import Exit, UsageRefused

if TYPE_CHECKING:
    from marg_cli.services.exchange.problems import Problem
    from marg_cli.services.exchange.report import Report


def import_(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON or CSV; - reads it.")],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="NOUN", help="What a CSV holds, where it does not say."),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="What a column of theirs is for us."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Write what is right, leave out the rest.")
    ] = False,
) -> None:
    """Read agencies, members, cases or actions from files."""
    from marg_cli.services.exchange.applying import import_files

    session = Session.of(ctx)
    store, contents = session.store, [(file.name, bytes_of(file)) for file in files]
    with working(session, "Importing") as count:
        report = import_files(
            store,
            contents,
            kind=kind,
            columns=_columns(map_ or []),
            on=session.today,
            rehearse=dry_run,
            keep_good=keep_good,
            count=count,
        )
    _answer(session, report)
    written = not dry_run and (keep_good or not report.is_fatal)
    session.say(_closing(report, written=written, dry_run=dry_run))
    if report.is_fatal and not keep_good:
        raise typer.Exit(Exit.USAGE)


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        theirs, equals, ours = pair.rpartition("=")
        if not equals:
            raise UsageRefused(
                f"{pair} does not say which column it is for.",
                "For example: --map Organisation=name",
            )
        columns[theirs] = ours
    return columns


def _answer(session: Session, report: Report) -> None:
    emit_one(
        session,
        report,
        {
            "Read": str(report.read),
            "Added": str(report.added),
            "Changed": str(report.changed),
            "Skipped": str(report.skipped),
        },
    )
    if session.format is Format.TABLE and report.problems:
        _write_problems("To put right", [p for p in report.problems if p.fatal])
        _write_problems("To know", [p for p in report.problems if not p.fatal])


def _write_problems(heading: str, problems: list[Problem]) -> None:
    if problems:
        write_heading(heading)
    for problem in problems:
        line = f"line {problem.line}" if problem.line else ""
        place = ", ".join(filter(None, [line, problem.field or ""]))
        sys.stdout.write(f"  {place}{': ' if place else ''}{problem.message}\n")


def _closing(report: Report, *, written: bool, dry_run: bool) -> str:
    if report.is_fatal and not written:
        return "Nothing was written. Put the file right, or keep what is good with --keep-good."
    if dry_run:
        return "This was a rehearsal: nothing was written."
    return "Take it back with: marg undo"


app = word(import_)
