"""`marg trawl ask`, `remove`: who is asked about which case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.trawl import AgencyArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import emit
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.services.trawl.view import CheckView

if TYPE_CHECKING:
    from marg_cli.services.trawl.asking import Asked


@verb(app)
def ask(ctx: typer.Context, meeting: MeetingOption = None) -> None:
    """Ask core agencies, and those involved, about each case."""
    from marg_cli.services.trawl import asking

    session = Session.of(ctx)
    asked = asking.ask(session.store, meeting=meeting or "next", on=session.today)
    if session.format is not Format.TABLE:
        emit(session, asked.new, (), CheckView._fields, empty="")
    for remark in asked.remarks:
        session.say(remark)
    session.say(_said(asked))


@verb(app)
def remove(
    ctx: typer.Context,
    agency: AgencyArgument,
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="Only about this case; else all.")
    ] = None,
    meeting: MeetingOption = None,
) -> None:
    """Take out what an agency was asked by mistake."""
    from marg_cli.cli.meaning import NotDone
    from marg_cli.services.trawl.answering import remove as take_out

    session = Session.of(ctx)
    if case is None and not prompts.confirm(session, f"Take out all that {agency} was asked?"):
        raise NotDone("Nothing was changed.", "")
    gone = take_out(session.store, agency, case, meeting=meeting or "next", on=session.today)
    if session.format is not Format.TABLE:
        emit(session, gone, (), CheckView._fields, empty="")
    checks = counted(len(gone), "check")
    session.say(f"{gone[0].agency}: {checks} taken out. Take that back with: marg undo")


def _said(asked: Asked) -> str:
    day = british(asked.meeting)
    if not asked.new:
        see = f"marg trawl list --meeting {asked.meeting}"
        return f"Nothing new to ask for {day}. See it all with: {see}"
    agencies = counted(len({check.agency for check in asked.new}), "agency")
    checks = counted(len(asked.new), "more check" if asked.before else "check")
    return (
        f"{checks} asked of {agencies} for {day}, back by {british(asked.due)}. "
        f"Write the requests with: marg trawl render --meeting {asked.meeting}"
    )
