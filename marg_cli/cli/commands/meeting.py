"""`marg meeting`: when the group meets, and what each meeting still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import Column, emit, emit_one, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.counting import counted
from marg_cli.domain.deadlines import DeadlineState
from marg_cli.services.meetings import meeting as meetings
from marg_cli.services.meetings import planning as plans
from marg_cli.services.meetings.planning import Decision
from marg_cli.services.meetings.view import MeetingView

if TYPE_CHECKING:
    from marg_cli.services.agendas.view import SlotView
    from marg_cli.services.meetings.deadlines import DeadlineView
    from marg_cli.services.meetings.view import Attended

app = noun("When the group meets.")

MeetingArgument = Annotated[
    str, typer.Argument(metavar="MEETING", help="A date, such as 2026-12-08; next or last.")
]
AtOption = Annotated[str | None, typer.Option("--at", metavar="HH:MM", help="When it starts.")]
VenueOption = Annotated[str | None, typer.Option("--venue", metavar="TEXT", help="Where it is.")]
ChairOption = Annotated[str | None, typer.Option("--chair", metavar="NAME", help="Who chairs.")]
MinuteTakerOption = Annotated[
    str | None, typer.Option("--minute-taker", metavar="NAME", help="Who takes the minutes.")
]


def _clock(at: str | None) -> str:
    return clock(at) if at else ""


LISTED = (
    Column("date", "Date", whole=True),
    Column("date", "Day", lambda day: british(day).split()[0], whole=True),
    Column("at", "Starts", _clock, whole=True),
    Column("venue", "Venue"),
    Column("status", "Status", whole=True),
    Column("cases", "Cases", lambda cases: str(len(cases) or ""), whole=True),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those cancelled too.")] = False,
) -> None:
    """List meetings by date."""
    session = Session.of(ctx)
    found = meetings.listed(session.store, cancelled=everything)
    emit(session, found, LISTED, MeetingView._fields, empty="No meetings: marg meeting plan")


@verb(app)
def show(
    ctx: typer.Context,
    meeting: Annotated[
        str | None, typer.Argument(metavar="MEETING", help="A date, next or last; else the next.")
    ] = None,
) -> None:
    """Show a meeting: its cases, who came, its deadlines."""
    session = Session.of(ctx)
    seen = meetings.show(session.store, meeting, on=session.today)
    emit_one(session, seen, _lines(seen))
    if session.format is Format.TABLE:
        _write_slots(seen.slots)
        _write_attendance(seen)
        _write_deadlines(seen.deadlines)


@verb(app)
def add(
    ctx: typer.Context,
    day: Annotated[
        str | None, typer.Argument(metavar="DATE", help="When: 2026-12-08, 8 December.")
    ] = None,
    at: AtOption = None,
    venue: VenueOption = None,
    chair: ChairOption = None,
    minute_taker: MinuteTakerOption = None,
) -> None:
    """Add a meeting."""
    session = Session.of(ctx)
    added = meetings.add(
        session.store,
        day or prompts.ask(session, "On which day?", option="DATE"),
        at=at,
        venue=venue,
        chair=chair,
        minute_taker=minute_taker,
        on=session.today,
    )
    ref = added.meeting.date.isoformat()
    _answer(session, added, f"added. Give it cases: marg agenda add CASE --meeting {ref}")


@verb(app)
def plan(
    ctx: typer.Context,
    count: Annotated[
        int, typer.Option("--count", min=1, max=60, help="How many meetings to plan.")
    ] = 12,
    holiday: Annotated[
        Decision | None, typer.Option("--holiday", help="What becomes of one on a bank holiday.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which days.")] = False,
) -> None:
    """Plan meetings by the group's rule."""
    session = Session.of(ctx)
    proposed = plans.propose(
        session.store,
        count=count,
        on=session.today,
        holiday=holiday,
        decide=lambda told: _decide(session, told),
    )
    if not dry_run:
        plans.plan(session.store, proposed.meetings)
    emit(session, proposed.meetings, LISTED, MeetingView._fields, empty="No day is left to plan.")
    for remark in proposed.remarks:
        session.say(remark)
    session.say(_planned(len(proposed.meetings), dry_run=dry_run))


@verb(app)
def edit(
    ctx: typer.Context,
    meeting: MeetingArgument,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Another day.")] = None,
    at: AtOption = None,
    venue: VenueOption = None,
    chair: ChairOption = None,
    minute_taker: MinuteTakerOption = None,
) -> None:
    """Change a meeting's day, time, place or people."""
    session = Session.of(ctx)
    changed = meetings.edit(
        session.store,
        meeting,
        day=day,
        at=at,
        venue=venue,
        chair=chair,
        minute_taker=minute_taker,
        on=session.today,
    )
    _answer(session, changed, "changed.")


@verb(app)
def cancel(
    ctx: typer.Context,
    meeting: MeetingArgument,
    back: Annotated[bool, typer.Option("--back", help="Let it take place after all.")] = False,
) -> None:
    """Cancel a meeting; its agenda stays with it."""
    session = Session.of(ctx)
    if back:
        _answer(session, meetings.bring_back(session.store, meeting, on=session.today), "is on.")
        return
    changed = meetings.cancel(session.store, meeting, on=session.today)
    ref = changed.meeting.date.isoformat()
    _answer(session, changed, f"cancelled. Bring it back with: marg meeting cancel {ref} --back")


@verb(app)
def remove(ctx: typer.Context, meeting: MeetingArgument) -> None:
    """Remove a meeting that should not have been added."""
    session = Session.of(ctx)
    removed = meetings.remove(session.store, meeting, on=session.today)
    _answer(session, meetings.Changed(removed, []), "removed. Take it back with: marg undo")


def _lines(seen: meetings.Shown) -> dict[str, object]:
    return {
        "Meeting": british(seen.date),
        "Starts": clock(seen.at) if seen.at else "[not set]",
        "Venue": seen.venue or "[not set]",
        "Status": seen.status,
        "Chair": seen.chair or "[not set]",
        "Minute taker": seen.minute_taker or "[not set]",
    }


def _write_slots(slots: list[SlotView]) -> None:
    write_heading("Cases" if slots else "Cases: none yet: marg agenda add CASE")
    write_lines({slot.case: _slot(slot) for slot in slots}, indent="  ")


def _slot(slot: SlotView) -> str:
    starts = clock(slot.at) if slot.at else "no time yet"
    guest = f", guest {slot.guest}" if slot.guest else ""
    return f"{starts}, {slot.kind}, {slot.minutes} minutes{guest}"


def _write_attendance(seen: meetings.Shown) -> None:
    if seen.attendance:
        write_heading("Attendance")
        by_state = {
            state: [_who(line) for line in seen.attendance if line.state == state]
            for state in ("present", "apologies", "absent")
        }
        write_lines(
            {**by_state, "[not recorded]": seen.not_recorded, "Quorum": _quorum(seen)}, indent="  "
        )


def _quorum(seen: meetings.Shown) -> str:
    if seen.quorum is None or not seen.quorum.present:
        return ""
    came, quorate = len(seen.quorum.present), "yes" if seen.quorum.quorate else "no"
    return f"{quorate}: {counted(came, 'core agency')}, and {seen.quorum.needed} make a quorum"


def _who(line: Attended) -> str:
    deputy = f", deputy for {line.deputy_for}" if line.deputy_for else ""
    named = f"{line.member or ''}{deputy}".removeprefix(", ")
    return f"{line.agency} ({named})" if named else line.agency


def _write_deadlines(deadlines: list[DeadlineView]) -> None:
    if deadlines:
        write_heading("Deadlines")
    write_lines({due.what: _stands(due) for due in deadlines}, indent="  ")


def _stands(due: DeadlineView) -> str:
    """When something is due and how it stands; what is to be done still, with its command."""
    if due.state in {DeadlineState.DONE, DeadlineState.PAST}:
        return f"{short(due.on)}, {due.state}"
    stands = "late" if due.state is DeadlineState.LATE else _left(due.days_left)
    return f"{short(due.on)}, {stands}: {due.command}"


def _left(days: int) -> str:
    return "today" if days == 0 else f"in {counted(days, 'working day')}"


def _decide(session: Session, told: plans.Holiday) -> Decision:
    """Ask what becomes of a meeting on a holiday; a script says it with an option."""
    question = (
        f"{british(told.day)} is {told.why}; the next working day is {short(told.next_working)}. "
        "What becomes of the meeting?"
    )
    words = [decision.value for decision in Decision]
    return Decision(prompts.choose(session, question, words, option="--holiday keep, move or skip"))


def _planned(count: int, *, dry_run: bool) -> str:
    meetings_ = "1 meeting" if count == 1 else f"{count} meetings"
    if dry_run:
        return f"{meetings_} would be planned; nothing was changed."
    return f"{meetings_} planned. Take that back with: marg undo"


def _answer(session: Session, changed: meetings.Changed, what: str) -> None:
    """Say what happened and the next step; programs get the meeting."""
    seen = changed.meeting
    if session.format is not Format.TABLE:
        emit_one(session, seen, {})
    for remark in changed.remarks:
        session.say(remark)
    at = f" at {clock(seen.at)}" if seen.at else ""
    session.say(f"Meeting on {british(seen.date)}{at} {what}")
