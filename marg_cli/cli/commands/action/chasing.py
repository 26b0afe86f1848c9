"""`marg action chase`: a sheet for each agency, to be filled in and sent back."""

from typing import Annotated

import typer

from marg_cli.cli.commands.action import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.leaks import AllowOption, BecauseOption, passing
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.overrides import OverrideOption, let_through
from marg_cli.cli.rendering import (
    AsOption,
    ForceOption,
    OutOption,
    Request,
    TemplatesOption,
    deliver_each,
)
from marg_cli.cli.session import Session


@verb(app)
def chase(
    ctx: typer.Context,
    agencies: Annotated[
        list[str] | None,
        typer.Argument(metavar="AGENCY…", help="Only these; else all with open actions."),
    ] = None,
    meeting: MeetingOption = None,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
    allow: AllowOption = None,
    because: BecauseOption = None,
    override: OverrideOption = None,
) -> None:
    """Write each agency a sheet of its open actions."""
    from marg_cli.services.papers.action_sheet import action_sheets

    session = Session.of(ctx)
    let_through(session, override, meeting=meeting)
    made = action_sheets(session.store, agencies or (), meeting=meeting, on=session.today)
    for remark in made.remarks:
        session.say(remark)
    if not made.papers and not made.remarks:
        session.say("No agency holds an open action.")
    may_pass = passing(session, allow, because)
    request = Request(as_, out, force, templates, may_pass=may_pass)
    deliver_each(session, request, made.papers, kind="action_sheet")
