"""The minutes as a document: looked through before, and written as a draft or a final version."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.minutes import MeetingArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.leaks import AllowOption, BecauseOption, passing
from marg_cli.cli.options import RoomOption
from marg_cli.cli.rendering import AsOption, ForceOption, OutOption, Request, TemplatesOption
from marg_cli.cli.session import Session


@verb(app)
def check(ctx: typer.Context, meeting: MeetingArgument = None, room: RoomOption = False) -> None:
    """Look through the minutes before they are finalised."""
    from marg_cli.cli import findings
    from marg_cli.services.minutes.check import check_minutes

    session = Session.of(ctx)
    checked = check_minutes(session.store, meeting, on=session.today, room=room)
    opened = f"marg minutes amend {checked.meeting.isoformat()} --because TEXT"
    findings.answer(
        session,
        checked,
        "minutes",
        "minutes check",
        otherwise=f"These minutes are final. Before anything is recorded, open them: {opened}"
        if checked.final
        else "",
    )


@verb(app)
def render(
    ctx: typer.Context,
    meeting: MeetingArgument = None,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
    allow: AllowOption = None,
    because: BecauseOption = None,
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", help="A final version, exactly as it was made."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option("--for", metavar="AGENCY|guest:MEMBER", help="Only what they may see."),
    ] = None,
) -> None:
    """Write the minutes as a document, a draft or final."""
    from marg_cli.cli.minutes_documents import source_of
    from marg_cli.cli.rendering import deliver_document
    from marg_cli.services.circulation.entering import recipient_of
    from marg_cli.services.minutes.versions import leaving

    session = Session.of(ctx)
    found = leaving(session.store, meeting, version=version, on=session.today, reader=reader)
    recipient = recipient_of(session.store, reader) if reader else None
    source = source_of(found, approval=version is None)._replace(recipient=recipient)
    may_pass = passing(session, allow, because)
    request = Request(as_, out, force, templates, may_pass=may_pass)
    deliver_document(session, request, source, kind="minutes")
