"""Taking minutes live: a line for each thing said, kept as it is typed."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.minutes import MeetingArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import RoomOption
from marg_cli.cli.session import Session
from marg_cli.cli.shell.idle import IDLE_MINUTES, MOST_MINUTES


@verb(app)
def take(
    ctx: typer.Context,
    meeting: MeetingArgument = None,
    room: RoomOption = False,
    idle: Annotated[
        int,
        typer.Option(
            "--idle",
            metavar="MINUTES",
            min=1,
            max=MOST_MINUTES,
            help="Lock after so many minutes without a key.",
        ),
    ] = IDLE_MINUTES,
) -> None:
    """Take the minutes live, one line for each thing said."""
    session = Session.of(ctx)
    if room:
        from marg_cli.cli.live.for_the_room import show

        show(session, meeting)
        return
    from marg_cli.cli.live.sitting import sit

    code = sit(session, meeting, idle_minutes=idle)
    if code:
        raise typer.Exit(code)
