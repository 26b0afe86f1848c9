"""`marg shell`: hold the register open for a meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.options import RoomOption
from marg_cli.cli.session import Session
from marg_cli.cli.shell.idle import IDLE_MINUTES, MOST_MINUTES


def shell(
    ctx: typer.Context,
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
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", help="From a file, go on after a line that fails."),
    ] = False,
) -> None:
    """Hold the register open and type commands without marg."""
    from marg_cli.cli.shell.loop import Shell

    session = Session.of(ctx)
    code = Shell(session, room=room, idle_minutes=idle).run(keep_going=keep_going)
    if code:
        raise typer.Exit(code)


app = word(shell)
