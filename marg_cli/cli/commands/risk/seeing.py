"""`marg risk list`, `show`: how risks stand."""

import typer

from marg_cli.cli.commands.risk import RiskArgument, app
from marg_cli.cli.commands.risk.saying import spread
from marg_cli.cli.corrections import write_corrections
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import ListedCase
from marg_cli.cli.output import Column, emit, emit_one, write_heading, write_lines, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short
from marg_cli.services.at_the_table import risk as risks
from marg_cli.services.at_the_table.risk_view import Agreed, Dissented, RiskSeen


def _ratings(seen: RiskSeen) -> str:
    return "\n".join(f"{rating.agency} {rating.level}" for rating in seen.ratings)


def _agreed(seen: RiskSeen) -> str:
    """What is agreed now, and what was at first where it differs."""
    if seen.agreed_on is None:
        return "not yet"
    now = seen.agreed or "could not agree"
    has_moved = seen.first_agreed not in {None, seen.agreed}
    return f"{now}, at first {seen.first_agreed}" if has_moved else now


def _dissent(dissent: list[Dissented]) -> str:
    return "; ".join(f"{each.agency}: {each.text}" for each in dissent)


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("to", "To", whole=True),
    Column("text", "Risk"),
    Column("", "Ratings", _ratings, lines=True),
    Column("", "Spread", spread),
    Column("", "Agreed", _agreed),
    Column("dissent", "Dissent", _dissent),
)

RATINGS = (
    Column("on", "On", whole=True),
    Column("agency", "Agency", whole=True),
    Column("level", "Rating", whole=True),
)


@verb(app, "list")
def list_(ctx: typer.Context, case: ListedCase = None) -> None:
    """List risks, each with its ratings and what was agreed."""
    session = Session.of(ctx)
    found = risks.listed(session.store, case)
    emit(session, found, LISTED, RiskSeen._fields, empty="No risks.")


@verb(app)
def show(ctx: typer.Context, ref: RiskArgument) -> None:
    """Show one risk, and how it was rated and agreed over time."""
    session = Session.of(ctx)
    shown = risks.show(session.store, ref)
    seen = shown.risk
    lines = {
        "Risk": seen.ref,
        "Case": seen.case,
        "To": seen.to,
        "What may happen": seen.text,
        "Raised": seen.raised_on,
        "Meeting": seen.meeting,
        "Ratings": _ratings(seen).replace("\n", ", "),
        "Spread": spread(seen),
        "Agreed": _agreed(seen),
        "Dissent": _dissent(seen.dissent),
    }
    emit_one(session, shown, lines)
    if session.format is Format.TABLE and shown.every_rating:
        write_heading("Every rating")
        write_table(shown.every_rating, RATINGS)
    if session.format is Format.TABLE and shown.every_agreement:
        write_heading("Every agreement")
        write_lines({short(each.on): _agreement(each) for each in shown.every_agreement})
    if session.format is Format.TABLE:
        write_corrections(shown.corrections)


def _agreement(agreed: Agreed) -> str:
    dissent = f"; {_dissent(agreed.dissent)}" if agreed.dissent else ""
    return f"{agreed.level or 'could not agree'}{dissent}"
