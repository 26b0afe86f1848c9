"""`marg agenda build`: what has to come back comes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.agenda import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british, clock
from marg_cli.domain.counting import counted, in_a_sentence

if TYPE_CHECKING:
    from marg_cli.services.agendas.build import Built

COMES = (
    Column("case", "Case", whole=True),
    Column("kind", "Kind", whole=True),
    Column("at", "Starts", lambda at: clock(at) if at else "[not set]", whole=True),
    Column("minutes", "Minutes"),
    Column("because", "Why it comes"),
)


@verb(app)
def build(
    ctx: typer.Context,
    meeting: MeetingOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be put on.")
    ] = False,
) -> None:
    """Put on the agenda what has to come back, and say why."""
    from marg_cli.services.agendas.build import Comes, build

    session = Session.of(ctx)
    built = build(session.store, meeting=meeting, keep=not dry_run, on=session.today)
    day = built.agenda.meeting
    nothing = f"Nothing more has to come back to the meeting of {british(day)}."
    emit(session, built.put_on, COMES, Comes._fields, empty=nothing)
    _say(session, built, dry_run=dry_run)


def _say(session: Session, built: Built, *, dry_run: bool) -> None:
    for clash in built.agenda.clashes:
        session.say(clash)
    if built.undecided:
        verb = "waits" if len(built.undecided) == 1 else "wait"
        session.say(
            f"{in_a_sentence(built.undecided)} {verb} to be accepted or declined, so not put on."
        )
    if not built.put_on:
        return
    put = "would be put" if dry_run else "put"
    ends = f" They all take until {clock(built.agenda.ends)}." if built.agenda.ends else ""
    step = "Do it with: marg agenda build" if dry_run else "See it with: marg agenda list"
    session.say(
        f"{counted(len(built.put_on), 'case')} {put} on the agenda.{ends} "
        f"{step} --meeting {built.agenda.meeting.isoformat()}"
    )
