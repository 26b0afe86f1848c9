"""`marg case edit`, `remove`: putting right what was typed wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.commands.case.answering import BecauseOption, answer
from marg_cli.cli.commands.case.person_options import (
    AddressOption,
    AliasOption,
    AreaOption,
    BornOption,
    InitialsOption,
    NameOption,
    NhsOption,
    PoliceOption,
    ReasonOption,
    ReferredOption,
    ReferrerOption,
    ResolvingOption,
    ThemeOption,
)
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session


@verb(app)
def edit(
    ctx: typer.Context,
    ref: CaseArgument,
    initials: InitialsOption = None,
    name: NameOption = None,
    born: BornOption = None,
    alias: AliasOption = None,
    no_alias: Annotated[
        list[str] | None,
        typer.Option("--no-alias", metavar="TEXT", help="Take this name away."),
    ] = None,
    address: AddressOption = None,
    nhs: NhsOption = None,
    police_ref: PoliceOption = None,
    area: AreaOption = None,
    theme: ThemeOption = None,
    no_theme: Annotated[
        list[str] | None, typer.Option("--no-theme", metavar="TEXT", help="Take this theme away.")
    ] = None,
    resolving: ResolvingOption = None,
    referrer: ReferrerOption = None,
    on: ReferredOption = None,
    reason: ReasonOption = None,
    because: BecauseOption = None,
    signposted_to: Annotated[
        str | None, typer.Option("--signposted-to", metavar="TEXT", help="Of a declined case.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WHEN", help="Of a deferred case.")
    ] = None,
    closed_on: Annotated[
        str | None, typer.Option("--closed-on", metavar="DATE", help="Of a closed case.")
    ] = None,
    destination: Annotated[
        str | None, typer.Option("--destination", metavar="WHERE", help="Of a closed case.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="Of a closed case.")
    ] = None,
) -> None:
    """Put right what was typed wrong; an empty text clears."""
    from marg_cli.cli.commands.case.asking import corrections
    from marg_cli.services.cases.edit import Several
    from marg_cli.services.cases.edit import edit as put_right

    session = Session.of(ctx)
    fields = _given(
        initials=initials,
        name=name,
        born=born,
        address=address,
        nhs=nhs,
        police_ref=police_ref,
        area=area,
        resolving=resolving,
        because=because,
        signposted_to=signposted_to,
        deferred_until=until,
        closed_on=closed_on,
        destination=destination,
        outcome=outcome,
    )
    referral = _given(referrer=referrer, on=on, reason=reason)
    themes = Several(theme or (), no_theme or ())
    aliases = Several(alias or (), no_alias or ())
    if not (fields or referral or any(themes) or any(aliases)):
        fields = corrections(session, ref)
    changed = put_right(
        session.store,
        ref,
        fields=fields,
        themes=themes,
        aliases=aliases,
        referral=referral,
        on=session.today,
    )
    ref = changed.case.ref
    answer(
        session,
        changed.case,
        f"changed. What it was stays in: marg case history {ref}",
        changed.remarks,
    )


@verb(app)
def remove(ctx: typer.Context, ref: CaseArgument) -> None:
    """Remove a case that was added by mistake."""
    from marg_cli.cli.meaning import must_mean
    from marg_cli.services.cases import case as cases

    session = Session.of(ctx)
    must_mean(session, cases.removable(session.store, ref))
    removed = cases.remove(session.store, ref, on=session.today)
    answer(session, removed, "removed. Take it back with: marg undo")


def _given(**texts: str | None) -> dict[str, str]:
    from marg_cli.cli.commands.case.asking import typed

    return {field: typed(text) for field, text in texts.items() if text is not None}
