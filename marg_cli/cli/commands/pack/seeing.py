"""`marg pack ledger`, `show`: who holds a copy of what, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from marg_cli.cli.commands.pack import PackArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, CaseOption, MeetingOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.counting import counted
from marg_cli.services.circulation import ledger as ledgers
from marg_cli.services.circulation.ledger import PackSeen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.services.circulation.ledger import EventSeen


def _paper(seen: PackSeen) -> str:
    of = f" of {short(seen.meeting)}" if seen.meeting else ""
    return f"{seen.kind}{of}{', extract' if seen.extract else ''}"


LISTED = (
    Column("ref", "Pack", whole=True),
    Column("", "Paper", _paper),
    Column("recipient", "For", whole=True),
    Column("built_on", "Built", whole=True),
    Column("state", "Now", whole=True),
    Column("cases", "Cases"),
)


@verb(app)
def ledger(
    ctx: typer.Context,
    case: CaseOption = None,
    agency: AgencyOption = None,
    meeting: MeetingOption = None,
) -> None:
    """List the copies that left, and what became of them."""
    session = Session.of(ctx)
    found = ledgers.ledger(
        session.store, case=case, agency=agency, meeting=meeting, on=session.today
    )
    emit(session, found, LISTED, PackSeen._fields, empty="No such copy has left.")
    if found and session.format is Format.TABLE:
        session.say(f"{counted(len(found), 'pack')}. See one with: marg pack show {found[-1].ref}")


@verb(app)
def show(ctx: typer.Context, pack: PackArgument) -> None:
    """Show one pack: its files, its cases, its story."""
    session = Session.of(ctx)
    seen = ledgers.show(session.store, pack)
    emit_one(session, seen, lines(seen))


def lines(seen: PackSeen) -> dict[str, object]:
    """One pack for people, under its labels."""
    until = f"{british(seen.expires_on)}: marg pack expire" if seen.expires_on else None
    return {
        "Pack": seen.ref,
        "Paper": _paper(seen),
        "For": seen.recipient,
        "Version": f"{seen.version}{', a draft' if seen.draft else ''}",
        "Built": f"{british(seen.built_on)} by {seen.built_by}",
        "Agreement": "overridden" if seen.overridden else None,
        "Cases": seen.cases or "none",
        "Let pass": [f"{a.case} {a.field}: {a.because}" for a in seen.allowed],
        "Files": "\n".join(f"{f.file or 'to the screen'} ({f.format})" for f in seen.files),
        "SHA-256": "\n".join(f.sha256 for f in seen.files),
        "Kept until": until,
        "Since": "\n".join(story(seen.events)),
    }


def story(events: list[EventSeen]) -> Iterator[str]:
    """What became of a pack, a line each."""
    for event in events:
        copy = f"copy {event.copy_number}" if event.copy_number else None
        to = f"to {event.to_whom}" if event.to_whom else None
        known = f"known since {moment(event.known_at)}" if event.known_at else None
        ico = {True: "reported to the ICO", False: "not reported to the ICO"}
        reported = ico[event.reported] if event.reported is not None else None
        said = ", ".join(filter(None, (event.what, copy, to, known, reported, event.how)))
        yield f"{short(event.on)}: {said}"


def moment(text: str) -> str:
    """A moment as people say it: Monday 14 December 2026, 9.30am."""
    at = datetime.fromisoformat(text)
    return f"{british(at.date())}, {clock(f'{at:%H:%M}')}"
