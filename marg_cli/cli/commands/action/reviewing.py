"""`marg action review`: going through what is due, or reading sheets back."""

from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli.commands.action import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, MeetingOption, RoomOption
from marg_cli.cli.session import Session
from marg_cli.errors import UsageRefused


@verb(app)
def review(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Sheets that came back; else each action is asked."),
    ] = None,
    agency: AgencyOption = None,
    meeting: MeetingOption = None,
    room: RoomOption = False,
    agreed_by: Annotated[
        str | None,
        typer.Option("--agreed-by", metavar="NAME", help="Who agreed to the new dates asked for."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the sheets would do; write nothing.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Write what is right, leave out the rest.")
    ] = False,
) -> None:
    """Go through what is due, one key each, or read sheets."""
    session = Session.of(ctx)
    if files:
        from marg_cli.cli.commands.action.sheets_back import Asked, read_back

        _must_be_alone("--meeting is for going through actions", meeting)
        read_back(session, files, Asked(agency, agreed_by, dry_run, keep_good))
    else:
        from marg_cli.cli.commands.action.walking import walk

        _must_be_alone(
            "--dry-run, --keep-good and --agreed-by are for sheets that came back",
            dry_run or keep_good or agreed_by,
        )
        walk(session, agency=agency, meeting=meeting, room=room)


def _must_be_alone(what: str, given: object) -> None:
    """Raises UsageRefused for options that belong to the other way of reviewing."""
    if given:
        raise UsageRefused(f"{what}.", "See both ways with: marg action review --help")
