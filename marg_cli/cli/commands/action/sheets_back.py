"""Reading action sheets back: what they would do is shown, and done once a person agrees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import typer

from marg_cli.cli import prompts
from marg_cli.cli.output import Column, emit_one, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.cli.sheets import read_files, write_problems
from marg_cli.domain.chase_sheet import Label, read_sheet
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.errors import Exit
from marg_cli.services.actions.sheets_back import take_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marg_cli.services.actions.sheets_back import Report

TAKEN = (
    Column("action", "Action", whole=True),
    Column("case", "Case", lambda case: case or "group", whole=True),
    Column("agency", "Agency", whole=True),
    Column("does", "What the sheet says"),
)


UNDO = "Take it back with: marg undo"


class Asked(NamedTuple):
    """How a person wants sheets to be taken."""

    agency: str | None
    agreed_by: str | None
    dry_run: bool
    keep_good: bool


def read_back(session: Session, files: Sequence[Path], asked: Asked) -> None:
    """Show what sheets say, and take it over once somebody agrees.

    Raises NotFound for a file that is not there, CannotAsk where nobody can agree.
    """
    sheets, unread = read_files(files, list(Label), read_sheet)
    take = partial(
        take_back,
        session.store,
        sheets,
        agency=asked.agency,
        agreed_by=asked.agreed_by,
        on=session.today,
        unread=unread,
        keep_good=asked.keep_good,
    )
    report = take(rehearse=True)
    shown = session.format is Format.TABLE
    if shown:
        _write(report)
    writes = _may_be_written(report, asked) and _agreed(session, report)
    if writes:
        report = take()
    if not shown:
        emit_one(session, report, {})
    session.say(_closing(report, asked, written=writes))
    if report.asked:
        session.say(_how_to_agree(report))
    if report.is_fatal and not asked.keep_good:
        raise typer.Exit(Exit.USAGE)


def _may_be_written(report: Report, asked: Asked) -> bool:
    is_good = asked.keep_good or not report.is_fatal
    return is_good and not asked.dry_run and report.changed > 0


def _agreed(session: Session, report: Report) -> bool:
    return prompts.confirm(
        session, f"Take over what is said of {counted(report.changed, 'action')}?"
    )


def _write(report: Report) -> None:
    if report.answers:
        write_table(report.answers, TAKEN)
    write_problems(report.problems)


def _closing(report: Report, asked: Asked, *, written: bool) -> str:
    """How many answers there were, and how to go on."""
    same = f", {report.same} as before" if report.same else ""
    empty = f", {report.empty} not answered" if report.empty else ""
    changed = counted(report.changed, "action")
    told = f"{counted(report.read, 'sheet')}: {changed} to change{same}{empty}."
    if written:
        return f"{counted(report.read, 'sheet')}: {changed} changed{same}{empty}. " + UNDO
    if report.is_fatal and not asked.keep_good:
        return f"{told} Nothing was written: put the file right, or keep the rest with --keep-good."
    if asked.dry_run:
        return f"{told} This was a rehearsal: nothing was written."
    return f"{told} Nothing was written."


def _how_to_agree(report: Report) -> str:
    verb = "asks" if len(report.asked) == 1 else "ask"
    return (
        f"{in_a_sentence(report.asked)} {verb} for a new date that is the group's to agree: "
        f"marg action move {report.asked[0]} --due WHEN"
    )
