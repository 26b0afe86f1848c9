"""`marg trawl list`: who answered what, and who has still to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.trawl import app
from marg_cli.cli.commands.trawl.answering import said
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, CaseOption, MeetingOption
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.services.trawl.view import CheckView

if TYPE_CHECKING:
    from marg_cli.services.trawl.listing import Listed


def _late(check: CheckView) -> str:
    return "bold red" if check.state == "late" else ""


ROWS = (
    Column("agency", "Agency", whole=True),
    Column("case", "Case", whole=True),
    Column("", "Answer", said, style=_late),
    Column("due", "Due", whole=True),
    Column("answered_on", "Answered", whole=True),
    Column("answered_by", "By"),
    Column("text", "In writing"),
)
OUTSTANDING = tuple(c for c in ROWS if c.field not in {"answered_on", "answered_by", "text"})


@verb(app, "list")
def list_(
    ctx: typer.Context,
    meeting: MeetingOption = None,
    agency: AgencyOption = None,
    case: CaseOption = None,
    outstanding: Annotated[
        bool, typer.Option("--outstanding", help="Only those without an answer.")
    ] = False,
) -> None:
    """Show who answered what, agency by case."""
    from marg_cli.services.trawl.listing import listed

    session = Session.of(ctx)
    seen = listed(
        session.store,
        meeting=meeting or "next",
        agency=agency,
        case=case,
        outstanding=outstanding,
        on=session.today,
    )
    if session.format is Format.TABLE and seen.checks and not (outstanding or agency or case):
        from marg_cli.cli.commands.trawl import matrix

        matrix.write(seen.checks)
    else:
        columns = OUTSTANDING if outstanding else ROWS
        emit(session, seen.checks, columns, CheckView._fields, empty=_none(seen, outstanding))
    if session.format is Format.TABLE and seen.checks:
        session.say(_count(seen))


def _none(seen: Listed, outstanding: bool) -> str:
    day = british(seen.meeting)
    if outstanding:
        return f"No check is outstanding for {day}."
    return f"Nobody was asked for {day}. Ask with: marg trawl ask --meeting {seen.meeting}"


def _count(seen: Listed) -> str:
    """Who is missing, and how to go on."""
    day = british(seen.meeting)
    if not seen.out:
        return f"{day}: every check is answered."
    verb = "check is" if seen.out == 1 else "checks are"
    return (
        f"{day}: {seen.out} {verb} outstanding, due {british(seen.due)}. "
        f"Keep an answer with: marg trawl return AGENCY --meeting {seen.meeting}"
    )
