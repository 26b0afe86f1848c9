"""`marg agency list`, `show`: who is at the table, and how their agreements stand."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.agency import CodeArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import Column, emit, emit_one, words, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.domain.calendar import short
from marg_cli.domain.counting import counted
from marg_cli.services.agencies import agency as agencies
from marg_cli.services.agencies.view import FIELDS, AgencyView


def _past(row: AgencyView) -> str:
    return "bold red" if row.isa.standing in {"review past", IsaStatus.EXPIRED} else ""


STANDING = (
    Column("code", "Code", whole=True),
    Column("name", "Name"),
    Column("kind", "Kind", whole=True),
    Column("", "Agreement", lambda row: row.isa.standing, whole=True, style=_past),
    Column("", "Review", lambda row: words(row.isa.review_on), whole=True),
)
LISTED = (
    *STANDING,
    Column("trained", "Trained", lambda number: str(number or "")),
    Column("members", "Members", lambda names: str(len(names) or "")),
)
RETIRED = (*STANDING, Column("retired_on", "Retired", whole=True))


@verb(app, "list")
def list_(
    ctx: typer.Context,
    kind: Annotated[
        AgencyKind | None, typer.Option("--kind", help="Only agencies of this kind.")
    ] = None,
    retired: Annotated[
        bool, typer.Option("--retired", help="Also those that have left the group.")
    ] = False,
) -> None:
    """List agencies and how their agreements stand."""
    session = Session.of(ctx)
    found = agencies.listed(session.store, on=session.today, kind=kind, retired=retired)
    columns = RETIRED if retired else LISTED
    emit(session, found, columns, FIELDS, empty="No agencies. Add one with: marg agency add")


@verb(app)
def show(ctx: typer.Context, code: CodeArgument) -> None:
    """Show one agency, its agreement and its people."""
    session = Session.of(ctx)
    shown = agencies.show(session.store, code, on=session.today)
    emit_one(session, shown.agency, _lines(shown.agency))
    if session.format is Format.TABLE:
        _write_people(shown)


def _lines(agency: AgencyView) -> dict[str, object]:
    return {
        "Agency": agency.code,
        "Name": agency.name,
        "Kind": agency.kind,
        "Sector": agency.sector,
        "Part of": agency.part_of,
        "Retired": agency.retired_on,
        "Agreement": agency.isa.standing + (", in force" if agency.isa.in_force else ""),
        "Signed": agency.isa.signed_on,
        "Review by": agency.isa.review_on,
        "Officer": agency.isa.officer,
        "Note": agency.isa.note,
        "Trained": counted(agency.trained, "person") if agency.trained else "nobody yet",
    }


def _write_people(shown: agencies.Shown) -> None:
    """Write who comes for an agency, and who of it was trained."""
    if shown.members:
        write_heading("Members")
    for member in shown.members:
        stands_in = f"deputy for {member.deputy_for}" if member.deputy_for else None
        about = ", ".join(filter(None, [member.name, member.role, stands_in]))
        write_lines({str(member.number): about}, indent="  ")
    if shown.agency.training:
        write_heading("Trained")
    for line in shown.agency.training:
        write_lines({short(line.on): line.name or counted(line.count, "person")}, indent="  ")
