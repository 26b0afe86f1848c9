"""Taking the minutes: started, recorded heading by heading, shown."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.minutes import MeetingArgument, app
from marg_cli.cli.corrections import write_corrections
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.output import Column, emit_one, write_heading, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.cli.which_meeting import which_meeting
from marg_cli.domain.calendar import british, clock
from marg_cli.services.minutes import minutes

AtOption = Annotated[
    str | None, typer.Option("--at", metavar="HH:MM", help="When; else the time it is now.")
]

ENTRIES = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", lambda case: case or "general", whole=True),
    Column("heading", "Heading", whole=True),
    Column("text", "Text"),
)


@verb(app)
def start(ctx: typer.Context, meeting: MeetingArgument = None, at: AtOption = None) -> None:
    """Start a meeting's minutes."""
    session = Session.of(ctx)
    started = minutes.start(
        session.store, meeting, at=prompts.time(at, session.clock()), on=session.today
    )
    _answer(session, started)
    session.say(
        f"Minutes of {british(started.meeting)} started at {clock(started.started_at or '')}. "
        "Record with: marg minutes record CASE HEADING TEXT"
    )


@verb(app)
def finish(ctx: typer.Context, meeting: MeetingArgument = None, at: AtOption = None) -> None:
    """Note when the meeting ended."""
    session = Session.of(ctx)
    ended = minutes.finish(
        session.store,
        which_meeting(session, meeting),
        at=prompts.time(at, session.clock()),
        on=session.today,
    )
    _answer(session, ended)
    session.say(
        f"The meeting of {british(ended.meeting)} ended at {clock(ended.finished_at or '')}. "
        "See the draft with: marg minutes render"
    )


@verb(app)
def record(
    ctx: typer.Context,
    about: Annotated[str, typer.Argument(metavar="CASE", help="A case, or the word general.")],
    heading: Annotated[str, typer.Argument(metavar="HEADING", help="Such as views or outcome.")],
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What was said; - reads it.")
    ] = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Record what was said under a heading."""
    session = Session.of(ctx)
    said = prompts.text(session, text, "What was said?", option="TEXT", edit=edit)
    recorded = minutes.record(
        session.store,
        about,
        heading,
        said,
        meeting=which_meeting(session, meeting),
        on=session.today,
    )
    if session.format is not Format.TABLE:
        emit_one(session, recorded.entry, {})
    for remark in recorded.remarks:
        session.say(remark)
    entry = recorded.entry
    session.say(f"{entry.ref} recorded under {entry.case or 'general'}, {entry.heading}.")


@verb(app)
def show(ctx: typer.Context, meeting: MeetingArgument = None) -> None:
    """Show what was recorded so far."""
    session = Session.of(ctx)
    seen = minutes.show(session.store, meeting, on=session.today)
    emit_one(
        session,
        seen,
        {
            "Meeting": british(seen.meeting),
            "Status": seen.status,
            "Started": clock(seen.started_at) if seen.started_at else "[not recorded]",
            "Finished": clock(seen.finished_at) if seen.finished_at else "[not recorded]",
        },
    )
    if session.format is Format.TABLE and seen.entries:
        write_heading("Recorded")
        write_table(seen.entries, ENTRIES)
    if session.format is Format.TABLE:
        write_corrections(seen.corrections)


@verb(app)
def remove(
    ctx: typer.Context,
    entry: Annotated[
        str, typer.Argument(metavar="ENTRY", help="Such as E12; or a day, for empty minutes.")
    ],
) -> None:
    """Remove an entry, or minutes that were started in error."""
    session = Session.of(ctx)
    if not minutes.is_entry(entry):
        meeting = minutes.unstart(session.store, entry, on=session.today)
        session.say(f"The minutes of {british(meeting.held_on)} are not started any more.")
        return
    removed = minutes.remove(session.store, entry)
    if session.format is not Format.TABLE:
        emit_one(session, removed, {})
    session.say(f"{removed.ref} removed. Take it back with: marg undo")


def _answer(session: Session, seen: minutes.MinutesView) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, seen, {})
