"""`marg view edit`, `remove`: putting right what was typed wrong."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.view import (
    HowOption,
    KnowsOption,
    SafeOption,
    ViewArgument,
    WantsOption,
    app,
)
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session
from marg_cli.services.at_the_table import person_view as views


@verb(app)
def edit(
    ctx: typer.Context,
    ref: ViewArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The new wording; - reads it.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="AGENCY", help="Who asks, heard or told.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WHEN", help="By when it is wanted.")
    ] = None,
    safe_contact: SafeOption = None,
    knows: KnowsOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it was.")] = None,
    how: HowOption = None,
    wants: WantsOption = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why not obtained.")
    ] = None,
) -> None:
    """Put a view right; an empty text clears."""
    session = Session.of(ctx)
    given = {
        "text": prompts.optional(session, text, None, option="TEXT"),
        "agency": by,
        "until": until,
        "safe_contact": safe_contact,
        "said_on": on,
        "how": how,
        "wants": wants,
        "because": prompts.optional(session, because, None, option="--because TEXT"),
    }
    fields = {name: value for name, value in given.items() if value is not None}
    changed = views.edit(session.store, ref, fields, knows=knows, on=session.today)
    answer(session, changed, f"{changed.ref} changed. Take it back with: marg undo")


@verb(app)
def remove(ctx: typer.Context, ref: ViewArgument) -> None:
    """Remove a view or a request that should not be there."""
    session = Session.of(ctx)
    removed = views.remove(session.store, ref, on=session.today)
    answer(session, removed, f"{removed.ref} removed. Take it back with: marg undo")
