"""`marg risk add`, `edit`, `remove`: stating a risk, and putting it right."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.risk import DissentOption, RiskArgument, ToOption, app
from marg_cli.cli.commands.risk.saying import dissents, ratings, standing
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption, OneCase
from marg_cli.cli.session import Session
from marg_cli.domain.risk import RiskTo
from marg_cli.services.at_the_table import risk as risks


@verb(app)
def add(
    ctx: typer.Context,
    case: OneCase,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What may happen; - reads it.")
    ] = None,
    to: ToOption = None,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="CODE=LEVEL", help="An agency's rating; repeat."),
    ] = None,
    agreed: Annotated[
        str | None, typer.Option("--agreed", metavar="LEVEL", help="What was agreed, or none.")
    ] = None,
    dissent: DissentOption = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep a risk; ratings and agreement may come with it."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    whom = to or RiskTo(
        prompts.choose(session, "Whom does it threaten?", list(RiskTo), option="--to WHOM")
    )
    said = prompts.text(session, text, "What may happen?", option="TEXT", edit=edit)
    stated = risks.Stated(ratings(rate), agreed, dissents(session, dissent))
    added = risks.state_whole(
        session.store, case, said, to=whom, stated=stated, meeting=meeting, on=session.today
    )
    answer(session, added.risk, f"{added.risk.ref} added to {standing(added.risk)}", added.remarks)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: RiskArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The new wording; - reads it.")
    ] = None,
    to: ToOption = None,
) -> None:
    """Put a risk's wording right, or whom it threatens."""
    session = Session.of(ctx)
    said = prompts.text(session, text, "What may happen?", option="TEXT") if text else None
    changed = risks.edit(session.store, ref, text=said, to=to).risk
    answer(session, changed, f"{changed.ref} changed. Take it back with: marg undo")


@verb(app)
def remove(ctx: typer.Context, ref: RiskArgument) -> None:
    """Remove a risk that should not have been added."""
    session = Session.of(ctx)
    removed = risks.remove(session.store, ref)
    answer(session, removed, f"{removed.ref} removed. Take it back with: marg undo")
