"""`marg agency add`, `edit`, `retire`, `remove`: who comes to the table, and who leaves it."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.agency import CodeArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.services.agencies import agency as agencies

SectorOption = Annotated[
    str | None, typer.Option("--sector", metavar="TEXT", help="Such as health or voluntary.")
]
PartOfOption = Annotated[
    str | None, typer.Option("--part-of", metavar="NAME", help="What it is part of, if anything.")
]


@verb(app)
def add(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What it is called; - reads it.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Else one is made of the name.")
    ] = None,
    kind: Annotated[
        AgencyKind, typer.Option("--kind", help="How it belongs to the group.")
    ] = AgencyKind.CORE,
    sector: SectorOption = None,
    part_of: PartOfOption = None,
) -> None:
    """Add an agency, under a short code."""
    session = Session.of(ctx)
    called = prompts.text(session, name, "What is the agency called?", option="NAME")
    added = agencies.add(
        session.store,
        name=called,
        code=code or _suggested(session, called),
        kind=kind,
        sector=sector,
        part_of=part_of,
        on=session.today,
    )
    who = f"Say who comes for it: marg member add --agency {added.code}"
    answer(session, added, f"{added.code} added ({added.kind}). {who}")


@verb(app)
def edit(
    ctx: typer.Context,
    code: CodeArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called.")
    ] = None,
    kind: Annotated[
        AgencyKind | None, typer.Option("--kind", help="How it belongs to the group.")
    ] = None,
    sector: SectorOption = None,
    part_of: PartOfOption = None,
    new_code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help="Its code, while nothing speaks of it."),
    ] = None,
) -> None:
    """Put right what was typed wrong."""
    session = Session.of(ctx)
    changed = agencies.edit(
        session.store,
        code,
        new_code=new_code,
        name=name,
        kind=kind,
        sector=sector,
        part_of=part_of,
        on=session.today,
    )
    answer(session, changed, f"{changed.code} changed. See it: marg agency show {changed.code}")


@verb(app)
def retire(
    ctx: typer.Context,
    code: CodeArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it left; else today.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Bring it back to the table.")] = False,
) -> None:
    """Retire an agency that has left the group."""
    session = Session.of(ctx)
    if back:
        returned = agencies.bring_back(session.store, code, on=session.today).agency
        step = f"See it: marg agency show {returned.code}"
        answer(session, returned, f"{returned.code} is back at the table. {step}")
        return
    retired = agencies.retire(session.store, code, day=on, on=session.today)
    answer(session, retired.agency, _retired_sentence(retired))


@verb(app)
def remove(ctx: typer.Context, code: CodeArgument) -> None:
    """Remove an agency that should not have been added."""
    session = Session.of(ctx)
    removed = agencies.remove(session.store, code)
    session.say(f"{removed.code} removed. Take it back with: marg undo")


def _suggested(session: Session, name: str) -> str | None:
    if not session.may_ask:
        return None
    code = agencies.suggested_code(session.store, name)
    return prompts.maybe(session, None, "Which code?", enter=f"for {code}") or code


def _retired_sentence(retired: agencies.Retired) -> str:
    code = retired.agency.code
    day = british(retired.agency.retired_on) if retired.agency.retired_on else ""
    left = f"{code} retired on {day}."
    if not retired.open_actions:
        return f"{left} It has no open actions. See it: marg agency show {code}"
    actions = counted(retired.open_actions, "open action")
    verb = "is" if retired.open_actions == 1 else "are"
    return f"{left} {actions} {verb} still its own: marg action list --agency {code} --status open"
