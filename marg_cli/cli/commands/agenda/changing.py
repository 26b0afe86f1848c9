"""`marg agenda add`, `move`, `edit`, `remove`: a case's slot at a meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.agenda import CaseArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.calendar import british, clock
from marg_cli.services.agendas import agenda as agendas

KindOption = Annotated[
    AgendaKind | None, typer.Option("--kind", help="Why it comes; else worked out.")
]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="HH:MM", help='A fixed time; "" for none.')
]
MinutesOption = Annotated[
    int | None, typer.Option("--minutes", min=1, max=480, help="How long it may take.")
]
GuestOption = Annotated[
    str | None,
    typer.Option(
        "--guest", metavar="MEMBER", help='Whom to invite, by number or name; "": nobody.'
    ),
]


@verb(app)
def add(
    ctx: typer.Context,
    case: CaseArgument,
    meeting: MeetingOption = None,
    kind: KindOption = None,
    at: AtOption = None,
    minutes: MinutesOption = None,
    guest: GuestOption = None,
) -> None:
    """Put a case on the agenda of a meeting."""
    session = Session.of(ctx)
    added = agendas.add(
        session.store,
        case,
        meeting=meeting,
        kind=kind,
        at=at,
        minutes=minutes,
        guest=guest,
        on=session.today,
    )
    _answer(session, added, f"put on the agenda of {british(added.agenda.meeting)}")


@verb(app)
def move(
    ctx: typer.Context,
    case: CaseArgument,
    meeting: MeetingOption = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="CASE", help="In front of this one.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CASE", help="Behind this one.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="N", help="To this position.")] = None,
    at: AtOption = None,
) -> None:
    """Take a case earlier or later."""
    session = Session.of(ctx)
    if before is None and after is None and to is None:
        to = prompts.ask(session, "To which position?", option="--before, --after or --to")
    changed = agendas.move(
        session.store,
        case,
        meeting=meeting,
        before=before,
        after=after,
        to=to,
        at=at,
        on=session.today,
    )
    _answer(session, changed, "moved")


@verb(app)
def edit(
    ctx: typer.Context,
    case: CaseArgument,
    meeting: MeetingOption = None,
    kind: KindOption = None,
    at: AtOption = None,
    minutes: MinutesOption = None,
    guest: GuestOption = None,
) -> None:
    """Change why a case comes, its time or its guest."""
    session = Session.of(ctx)
    changed = agendas.edit(
        session.store,
        case,
        meeting=meeting,
        kind=kind,
        at=at,
        minutes=minutes,
        guest=guest,
        on=session.today,
    )
    _answer(session, changed, "changed")


@verb(app)
def remove(ctx: typer.Context, case: CaseArgument, meeting: MeetingOption = None) -> None:
    """Take a case off the agenda."""
    session = Session.of(ctx)
    removed = agendas.remove(session.store, case, meeting=meeting, on=session.today)
    if session.format is not Format.TABLE:
        emit_one(session, removed.slot, {})
    for remark in removed.remarks:
        session.say(remark)
    day = british(removed.agenda.meeting)
    session.say(f"{removed.slot.case} taken off the agenda of {day}. Take it back with: marg undo")


def _answer(session: Session, changed: agendas.Changed, what: str) -> None:
    """Say where the slot stands now and the next step; programs get the slot."""
    slot = changed.slot
    if session.format is not Format.TABLE:
        emit_one(session, slot, {})
    for remark in changed.remarks:
        session.say(remark)
    at = f" at {clock(slot.at)}" if slot.at else ""
    place = f"number {slot.position} of {len(changed.agenda.slots)}"
    ref = changed.agenda.meeting.isoformat()
    session.say(
        f"{slot.case} {what}: {place}{at}, {slot.kind}, {slot.minutes} minutes. "
        f"See it all with: marg agenda list --meeting {ref}"
    )
