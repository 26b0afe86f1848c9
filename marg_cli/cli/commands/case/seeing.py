"""`marg case list`, `find`, `show`, `history`: seeing how cases stand."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import RoomOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.case import CaseStatus

if TYPE_CHECKING:
    from marg_cli.services.cases.view import CaseView


def _status(case: "CaseView") -> str:
    return f"{case.status}, repeat" if case.repeat else case.status


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("", "Status", _status, whole=True),
    Column("initials", "Initials", whole=True),
    Column("referred_on", "Referred", whole=True),
    Column("lead_agency", "Lead", whole=True),
    Column("case_coordinator", "Coordinator"),
    Column("themes", "Themes"),
    Column("open_actions", "Open", whole=True),
    Column("next_meeting", "Next", whole=True),
)
NARROW = tuple(c for c in LISTED if c.field not in {"referred_on", "case_coordinator"})
WIDE_ENOUGH = 110
"""Columns of a terminal on which the whole table keeps its words in one piece."""

FOUND = (
    Column("ref", "Ref", whole=True),
    Column("status", "Status", whole=True),
    Column("referred_on", "Referred", whole=True),
    Column("matched", "What matched"),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        list[CaseStatus] | None, typer.Option("--status", help="Only those that stand so.")
    ] = None,
    lead: Annotated[
        str | None, typer.Option("--lead", metavar="CODE", help="Only those this agency leads.")
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", "-a", metavar="CODE", help="Only those it has to do with."),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="TEXT", help="Only those with this theme.")
    ] = None,
    to_screen: Annotated[
        bool, typer.Option("--to-screen", help="Only those to screen for the next meeting.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Also those declined, withdrawn or closed.")
    ] = False,
) -> None:
    """List the caseload by reference."""
    from marg_cli.services.cases.caseload import listed
    from marg_cli.services.cases.view import CaseView

    session = Session.of(ctx)
    found = listed(
        session.store,
        on=session.today,
        statuses=status or (),
        lead=lead,
        agency=agency,
        theme=theme,
        ended=all_,
        unscreened=to_screen,
    )
    empty = "No case has to be screened." if to_screen else "No cases."
    emit(session, found.cases, _columns(), CaseView._fields, empty=empty)
    if to_screen and found.cases:
        session.say(f"Screen one with: marg case screen {found.cases[0].ref}")
    if found.ended and not status:
        more = "1 case is" if found.ended == 1 else f"{found.ended} cases are"
        session.say(f"{more} declined, withdrawn or closed and not listed: marg case list --all")


def _columns() -> tuple[Column, ...]:
    if not sys.stdout.isatty():
        return LISTED
    from shutil import get_terminal_size

    return LISTED if get_terminal_size().columns >= WIDE_ENOUGH else NARROW


@verb(app)
def find(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A name, alias, initials or number; - reads it."),
    ] = None,
) -> None:
    """Find a person's cases; answers with references."""
    from marg_cli.cli import prompts
    from marg_cli.services.cases.find import Found
    from marg_cli.services.cases.find import find as look_for

    session = Session.of(ctx)
    text = prompts.text(session, name, "Whom do you look for?", option="NAME")
    found = look_for(session.store, text)
    emit(session, found, FOUND, Found._fields, empty="No case of anybody of that name, or near it.")
    if found and session.format is Format.TABLE:
        session.say(f"See one with: marg case show {found[0].ref}")


@verb(app)
def show(
    ctx: typer.Context,
    ref: CaseArgument,
    room: RoomOption = False,
    whole: Annotated[bool, typer.Option("--whole", help="Cut nothing to fit the screen.")] = False,
) -> None:
    """Show one case on one screen."""
    from marg_cli.services.cases import show as case_show

    session = Session.of(ctx)
    shown = case_show.show(session.store, ref, on=session.today, room=room)
    if session.format is not Format.TABLE:
        emit_one(session, shown, {})
    elif sys.stdout.isatty():
        from marg_cli.cli.commands.case import one_screen

        one_screen.write(session, shown, room=room, whole=whole)
    else:
        from marg_cli.cli.commands.case import sheet

        sheet.write(shown, session.today, room=room)


@verb(app)
def history(ctx: typer.Context, ref: CaseArgument) -> None:
    """Tell what was changed, by whom, and what it was."""
    from marg_cli.services.cases.history import HistoryLine
    from marg_cli.services.cases.history import history as told

    session = Session.of(ctx)
    lines = told(session.store, ref)
    if session.format is Format.TABLE:
        from marg_cli.cli.commands.case.telling import write

        write(lines)
        return
    emit(session, lines, (), HistoryLine._fields, empty="Nothing was changed.")
