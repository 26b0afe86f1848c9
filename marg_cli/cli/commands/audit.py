"""`marg audit`: who did what, and whether the record is whole."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import CaseOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Session
from marg_cli.domain.duedates import read_day
from marg_cli.errors import Exit, UsageRefused
from marg_cli.services import audit

app = noun("Who did what, and whether the record is whole.")

LISTED = (
    Column("seq", "Row", lambda seq: f"#{seq}", whole=True),
    Column("at", "When (UTC)", lambda at: at.replace("T", " ").removesuffix("Z"), whole=True),
    Column("holder", "Who", whole=True),
    Column("command", "Command", whole=True),
    Column("refs", "About"),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    case: CaseOption = None,
    holder: Annotated[
        str | None, typer.Option("--holder", metavar="NAME", help="Only this key holder's.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to and including this day.")
    ] = None,
) -> None:
    """List who did what, oldest first."""
    session = Session.of(ctx)
    found = audit.listed(
        session.store,
        case=case,
        holder=holder,
        since=read_day(since, today=session.today) if since else None,
        until=read_day(until, today=session.today) if until else None,
    )
    empty = "No row of the audit fits that. All of it: marg audit list"
    emit(session, found, LISTED, audit.AuditLine._fields, empty=empty)


@verb(app)
def verify(
    ctx: typer.Context,
    anchor: Annotated[
        str | None,
        typer.Option(
            "--anchor", metavar="'#SEQ HASH'", help="A row printed in minutes or backups."
        ),
    ] = None,
) -> None:
    """Check that no row was altered, added or taken out."""
    session = Session.of(ctx)
    verdict = audit.verify(session.store, anchor=_anchor(anchor))
    told = f"whole: {verdict.rows} rows" if verdict.ok else f"broken at row #{verdict.broken_at}"
    emit_one(session, verdict, {"Audit": told, "Last row": verdict.head})
    if not verdict.ok:
        session.say("The record was altered or cut. Keep this copy and compare it with a backup.")
        raise typer.Exit(Exit.FOUND)


def _anchor(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    match = re.fullmatch(r"\\?#?(\d{1,15})\s+([0-9a-f]{64})", text.strip().casefold())
    if not match:
        raise UsageRefused(
            "That is no anchor: a row's number and its 64 letters and digits.",
            "For example: marg audit verify --anchor '#12 0f3a…'",
        )
    return int(match[1]), match[2]
