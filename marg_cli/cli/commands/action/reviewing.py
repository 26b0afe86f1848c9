"""`marg action review`: going through what is due, or reading sheets back."""

from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli.commands.action import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, MeetingOption
from marg_cli.cli.session import Session


@verb(app)
def review(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Sheets that came back; else each action is asked."),
    ] = None,
    agency: AgencyOption = None,
    meeting: MeetingOption = None,
    room: Annotated[bool, typer.Option("--room", help="For a full room: references only.")] = False,
) -> None:
    """Go through what is due, one key each, or read sheets."""
    session = Session.of(ctx)
    from marg_cli.cli.commands.action.walking import walk

    walk(session, agency=agency, meeting=meeting, room=room)
