"""`marg view list`, `show`: what the person said, and what is outstanding."""

from typing import Annotated

import typer

from marg_cli.cli.commands.view import ViewArgument, app
from marg_cli.cli.corrections import emit_with
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, ListedCase
from marg_cli.cli.output import Column, emit, words
from marg_cli.cli.session import Session
from marg_cli.services.at_the_table import person_view as views
from marg_cli.services.at_the_table.person_view import LATE, ViewSeen

KNOWS = {True: "knows of the referral", False: "does not know of the referral", None: ""}


def _state(seen: ViewSeen) -> str:
    if seen.state in {"asked", LATE}:
        return f"{seen.state}, by {words(seen.until)}"
    return f"{seen.state} {words(seen.on)}"


def _what(seen: ViewSeen) -> str:
    wants = f"Wants: {seen.wants}" if seen.wants else None
    safe = f"Safe contact: {seen.safe_contact}" if seen.safe_contact else None
    heard = [seen.text, seen.how, wants, seen.because]
    asked = [safe, KNOWS[seen.knows]] if seen.state in {"asked", LATE} else []
    return "\n".join(filter(None, [*heard, *asked]))


def _style(seen: ViewSeen) -> str:
    return "bold red" if seen.state == LATE else ""


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("by", "By"),
    Column("", "State", _state, style=_style),
    Column("", "What", _what, lines=True),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    case: ListedCase = None,
    agency: AgencyOption = None,
    outstanding: Annotated[
        bool, typer.Option("--outstanding", help="Only what is asked and not there.")
    ] = False,
) -> None:
    """List the person's views, and what is outstanding."""
    session = Session.of(ctx)
    found = views.listed(
        session.store, case, agency=agency, outstanding=outstanding, on=session.today
    )
    empty = "No views are outstanding." if outstanding else "No views yet: marg view request CASE"
    emit(session, found, LISTED, ViewSeen._fields, empty=empty)


@verb(app)
def show(ctx: typer.Context, ref: ViewArgument) -> None:
    """Show one view."""
    session = Session.of(ctx)
    seen, corrections = views.show(session.store, ref, on=session.today)
    lines = {
        "View": seen.ref,
        "Case": seen.case,
        "State": _state(seen),
        "By": seen.by,
        "Asked": seen.asked_on,
        "Until": seen.until,
        "Said": seen.text,
        "How": seen.how,
        "Wants": seen.wants,
        "Because": seen.because,
        "Safe contact": seen.safe_contact,
        "The person": KNOWS[seen.knows],
        "Meeting": seen.meeting,
    }
    emit_with(session, seen, lines, corrections)
