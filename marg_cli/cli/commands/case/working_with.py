"""`marg case involve`, `coordinator`: who has to do with a case."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.commands.case.answering import answer
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session
from marg_cli.errors import UsageRefused


@verb(app)
def involve(
    ctx: typer.Context,
    ref: CaseArgument,
    agency: Annotated[str, typer.Argument(metavar="AGENCY", help="The agency's code.")],
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="TEXT", help='Whom to ask there; "": nobody.')
    ] = None,
    lead: Annotated[
        bool | None, typer.Option("--lead/--not-lead", help="It leads the joint plan.")
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="It has nothing to do with it any more.")
    ] = False,
) -> None:
    """Name an agency as involved, or as the lead."""
    from marg_cli.services.cases import case as cases

    session = Session.of(ctx)
    if remove and (contact is not None or lead is not None):
        raise UsageRefused("--remove stands alone.", "Leave out --contact and --lead.")
    if remove:
        changed = cases.uninvolve(session.store, ref, agency, on=session.today)
    else:
        changed = cases.involve(
            session.store, ref, agency, contact=contact, lead=lead, on=session.today
        )
    code = agency.strip().upper()
    leads = " and leads it" if changed.case.lead_agency == code else ""
    now = f"{code} is no longer involved" if remove else f"{code} is involved{leads}"
    answer(session, changed.case, f"changed: {now}.", changed.remarks)


@verb(app)
def coordinator(
    ctx: typer.Context,
    ref: CaseArgument,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help='The practitioner; "" for nobody.')
    ] = None,
) -> None:
    """Name the practitioner who reports progress."""
    from marg_cli.services.cases import case as cases

    session = Session.of(ctx)
    who = "" if name == "" else prompts.text(session, name, "Who reports progress?", option="NAME")
    changed = cases.coordinator(session.store, ref, who, on=session.today)
    has = "a case coordinator" if changed.case.case_coordinator else "no case coordinator"
    answer(session, changed.case, f"has {has} now. See it with: marg case show {changed.case.ref}")
