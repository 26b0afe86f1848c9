"""`marg trawl render`: a request for each agency, which names the people to look for."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.trawl import app
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
def render(
    ctx: typer.Context,
    agencies: Annotated[
        list[str] | None,
        typer.Argument(metavar="AGENCY…", help="Only these; else all to be asked."),
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
    """Write each agency a request; it names the people."""
    from marg_cli.services.papers.trawl_request import trawl_requests

    session = Session.of(ctx)
    let_through(session, override, meeting=meeting)
    made = trawl_requests(
        session.store, agencies or (), meeting=meeting or "next", on=session.today
    )
    for remark in made.remarks:
        session.say(remark)
    may_pass = passing(session, allow, because)
    request = Request(as_, out, force, templates, may_pass=may_pass)
    deliver_each(session, request, made.papers, kind="trawl_request")
    session.say("A request names people: send it to its own agency and to nobody else.")
