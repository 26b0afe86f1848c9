"""`marg case render`: one case on one printed page."""

import typer

from marg_cli.cli.commands.case import CaseArgument, app
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
def render(
    ctx: typer.Context,
    ref: CaseArgument,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Write one case as a page, by its reference."""
    from marg_cli.services.papers.case_summary import case_summary

    session = Session.of(ctx)
    paper = case_summary(session.store, ref, on=session.today)
    request = Request(as_, out, force, templates)
    deliver(session, request, paper, kind="case_summary", reader=paper.ref)
