"""`marg case form`: the group's own referral form, to be filled in by whoever refers."""

from __future__ import annotations

import typer

from marg_cli.cli.commands.case import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.rendering import (
    AsOption,
    ForceOption,
    OutOption,
    Request,
    TemplatesOption,
    deliver,
)
from marg_cli.cli.session import Session


@verb(app)
def form(
    ctx: typer.Context,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Write the blank referral form: for Word unless --as says."""
    from marg_cli.services.papers.referral_form import referral_form

    session = Session.of(ctx)
    paper = referral_form(session.store, on=session.today)
    then = "Send it to those who refer. Filled in, it is taken in with: marg case receive FILE"
    request = Request(as_, out, force, templates, "docx", then)
    deliver(session, request, paper, kind="referral_form")
