"""`marg report`: how the group is doing, in counts and as a paper."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marg_cli.cli.bars import Bar, signs, with_bars
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import Column, emit, write_table
from marg_cli.cli.rendering import (
    AsOption,
    ForceOption,
    OutOption,
    Request,
    TemplatesOption,
    deliver,
)
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import month
from marg_cli.domain.counting import counted
from marg_cli.domain.papers.report import AgencyAttendance, AgencyOpen, MonthOfActions
from marg_cli.domain.value import Value, values
from marg_cli.services import report

if TYPE_CHECKING:
    from marg_cli.services.data_protection.report import SharingReport

app = noun("How the group is doing: actions, what is late, who comes.")

MonthsOption = Annotated[
    int, typer.Option("--months", min=1, max=120, help="How many months, this one included.")
]
YEAR = 12


def _longest(agency: AgencyOpen) -> str:
    return counted(agency.longest, "working day") if agency.overdue else ""


def _late(agency: AgencyOpen) -> str:
    return "red" if agency.overdue else ""


NOT_RECORDED = "Not recorded"
ACTIONS = (
    Column("month", "Month", month, whole=True),
    Column("opened", "Opened"),
    Bar(lambda row: [row.opened]),
    Column("closed", "Closed"),
    Bar(lambda row: [row.closed], first=1),
    Column("done", "Done"),
    Column("not_done", "Not done"),
)
OVERDUE = (
    Column("agency", "Agency", whole=True),
    Column("overdue", "Overdue", style=_late),
    Bar(lambda row: [row.overdue]),
    Column("open", "Open in all"),
    Column("", "Longest overdue", _longest),
)
ATTENDANCE = (
    Column("agency", "Agency", whole=True),
    Column("present", "Present"),
    Column("apologies", "Apologies"),
    Column("absent", "No apology"),
    Column("not_recorded", NOT_RECORDED),
    Bar(lambda row: [row.present, row.apologies, row.absent, row.not_recorded]),
    Column("meetings", "Meetings"),
)
LEGEND = ("present", "apologies", "no apology", "not recorded")


@verb(app)
def actions(ctx: typer.Context, months: MonthsOption = YEAR) -> None:
    """Count the actions opened and closed each month."""
    session = Session.of(ctx)
    found = report.actions(session.store, months=months, on=session.today)
    _answer(session, found, ACTIONS, MonthOfActions, empty="")
    opened, closed = sum(row.opened for row in found), sum(row.closed for row in found)
    running = f" {month(found[-1].month)} is not over yet." if found[-1].running else ""
    session.say(f"{counted(opened, 'action')} opened, {closed} closed.{running}")


@verb(app)
def overdue(ctx: typer.Context) -> None:
    """Count the overdue actions of each agency."""
    session = Session.of(ctx)
    found = report.overdue(session.store, on=session.today)
    _answer(session, found, OVERDUE, AgencyOpen, empty="No action is open.")
    late = sum(row.overdue for row in found)
    if found:
        held = counted(sum(row.open for row in found), "open action")
        session.say(f"{late} of {held} {'is' if late == 1 else 'are'} overdue.")
    if late:
        session.say("See them with: marg action overdue --agency CODE")


@verb(app)
def attendance(ctx: typer.Context, months: MonthsOption = YEAR) -> None:
    """Count how often each core agency came."""
    session = Session.of(ctx)
    found = report.attendance(session.store, months=months, on=session.today)
    silent = any(row.not_recorded for row in found)
    columns = [each for each in ATTENDANCE if silent or each.heading != NOT_RECORDED]
    drawn = _answer(session, found, columns, AgencyAttendance, empty="No meeting took place.")
    if drawn:
        shown = zip(signs(), LEGEND if silent else LEGEND[:-1], strict=False)
        sys.stdout.write("\n" + "   ".join(f"{sign} {what}" for sign, what in shown) + "\n")


@verb(app)
def sharing(ctx: typer.Context) -> None:
    """Sum up why cases are shared, and under which agreements."""
    from marg_cli.cli.output import emit_one
    from marg_cli.services.data_protection import report as protection

    session = Session.of(ctx)
    found = protection.sharing(session.store, on=session.today)
    emit_one(session, found, _sharing_lines(found))
    if found.without_basis:
        session.say(f"Give a case its basis with: marg case basis {found.without_basis[0]}")


@verb(app)
def render(
    ctx: typer.Context,
    months: MonthsOption = YEAR,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Write the paper on how the group is doing."""
    from marg_cli.services.papers.report import report_paper

    session = Session.of(ctx)
    paper = report_paper(session.store, months=months, on=session.today)
    deliver(session, Request(as_, out, force, templates), paper, kind="report")


def _sharing_lines(found: SharingReport) -> dict[str, object]:
    return {
        "Cases": found.cases,
        "Without a basis": found.without_basis,
        "Basis not whole": found.unanswered,
        "Lawful basis": _counts(found.lawful),
        "Special category": _counts(found.special),
        "Criminal offences": _counts(found.criminal),
        "Agencies": found.agencies,
        "Agreements": _counts(found.agreements),
        "Not in force": found.not_in_force,
        "Sent all the same": found.overrides,
        "People trained": found.people_trained,
        "Nobody trained": found.untrained,
    }


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in numbers.items())


def _answer(
    session: Session,
    found: Sequence[Value],
    columns: Sequence[Column | Bar],
    kind: type[Value],
    *,
    empty: str,
) -> bool:
    """Answer with figures; for people with bars beside them, where it is told they had room."""
    if session.format is Format.TABLE and found:
        shown = with_bars(found, columns)
        write_table(found, shown)
        return len(shown) == len(columns)
    emit(session, [_record(row) for row in found], (), kind.__slots__, empty=empty)
    return False


def _record(row: Value) -> dict[str, Any]:
    """What programs get: a month is 2026-09."""
    return {
        field: value.isoformat()[:7] if field == "month" else value
        for field, value in values(row).items()
    }
