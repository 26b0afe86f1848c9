"""Meetings: when and where the group meets, and what each still needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import british
from marg_cli.domain.clock_times import read_clock
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.meeting import Meeting, MeetingStatus
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.agendas.guests_told import Told
from marg_cli.services.agendas.view import agenda_view
from marg_cli.services.editing import edited, must_change
from marg_cli.services.group import group
from marg_cli.services.meetings import day as meeting_day
from marg_cli.services.meetings.view import Attended, MeetingView, view, views

if TYPE_CHECKING:
    from marg_cli.services.agendas.view import SlotView
    from marg_cli.services.meetings.deadlines import DeadlineView
    from marg_cli.services.meetings.quorum import QuorumView
    from marg_cli.store.protocol import Change, Store

PARTS = "--date, --at, --venue, --chair, --minute-taker"


class Changed(NamedTuple):
    """A meeting just changed, and what a person might not have meant."""

    meeting: MeetingView
    remarks: list[str]


class Shown(NamedTuple):
    """One meeting in full; `not_recorded` are the core agencies of which nothing is.

    `quorum` is None where the group has no rule.
    """

    date: date
    at: str | None
    venue: str | None
    status: str
    cases: list[str]
    attendance: list[Attended]
    chair: str | None
    minute_taker: str | None
    deadlines: list[DeadlineView]
    slots: list[SlotView]
    not_recorded: list[str]
    quorum: QuorumView | None


def listed(store: Store, *, cancelled: bool) -> list[MeetingView]:
    """List meetings by date, those cancelled only when asked for."""
    with store.read("meeting list") as reading:
        found = views(store, store.meetings.listed(cancelled=cancelled))
        reading.note(f"({len(found)})")
    return found


def show(store: Store, meeting: str | None, *, on: date) -> Shown:
    """Show one meeting, without a name the next. Raises MeetingNotFound."""
    from marg_cli.services.meetings.attendance_view import not_recorded
    from marg_cli.services.meetings.deadlines import deadline_views
    from marg_cli.services.meetings.quorum import quorum_of, quorum_view

    with store.read("meeting show") as reading:
        found = _one(store, meeting or "next", on)
        reading.about(found.ref)
        made = group(store)
        return Shown(
            *view(store, found),
            deadlines=deadline_views(store, made, found, on),
            slots=agenda_view(store, made, found).slots,
            not_recorded=not_recorded(store, found),
            quorum=quorum_view(quorum_of(store, found)),
        )


def add(
    store: Store,
    day: str,
    *,
    at: str | None = None,
    venue: str | None = None,
    chair: str | None = None,
    minute_taker: str | None = None,
    on: date,
) -> Changed:
    """Plan a meeting; what is not given is as the group has set it, an empty text is nothing.

    Raises DateNotUnderstood or TimeNotUnderstood; Refused when there is one on that day.
    """
    with store.change("meeting add") as change:
        made = group(store)
        held_on = meeting_day.read(day, on)
        meeting_day.must_be_free(store, held_on)
        meeting = Meeting(
            number=change.next_number("meeting"),
            held_on=held_on,
            at=_given(at and read_clock(at), at, made.text("meeting.at")),
            venue=_given(venue, venue, made.text("meeting.venue")),
            chair=_given(chair, chair, made.text("group.chair")),
            minute_taker=_given(minute_taker, minute_taker, made.text("group.minute_taker")),
        )
        change.save(meeting)
        return Changed(view(store, meeting), meeting_day.remarks(made, held_on, on))


def edit(
    store: Store,
    meeting: str,
    *,
    day: str | None = None,
    at: str | None = None,
    venue: str | None = None,
    chair: str | None = None,
    minute_taker: str | None = None,
    on: date,
) -> Changed:
    """Change what is given of a meeting; an empty text clears it.

    Actions it set count from its new day, and keep their due dates. Raises Refused once its
    minutes are final.
    """
    must_change(day, at, venue, chair, minute_taker, options=PARTS)
    with store.change("meeting edit") as change:
        before = finding.meeting(store, meeting, today=on)
        before.must_be_open()
        held_on = before.held_on if day is None else meeting_day.read(day, on)
        after = edited(
            replace(before, held_on=held_on),
            at=read_clock(at) if at else at,
            venue=venue,
            chair=chair,
            minute_taker=minute_taker,
        )
        remarks = []
        guests = Told(store, before, store.agendas.listed(meeting=before.number))
        if held_on != before.held_on:
            meeting_day.must_be_free(store, held_on)
            remarks = meeting_day.remarks(group(store), held_on, on)
            remarks += _carry_actions(store, change, before, held_on)
            remarks += _guests_to_tell(store, before)
        change.save(after)
        change.about(before.ref)
        if held_on == before.held_on:
            remarks += guests.since(after)
            remarks += agenda_view(store, group(store), after).clashes
        return Changed(view(store, after), remarks)


def cancel(store: Store, meeting: str, *, on: date) -> Changed:
    """Call a meeting off; what is known of it stays. Raises Refused once it is under way."""
    with store.change("meeting cancel") as change:
        found = finding.meeting(store, meeting, today=on).cancelled()
        change.save(found)
        seen = view(store, found)
        left = [_agenda_left(seen)] if seen.cases else []
        return Changed(seen, [*left, *_guests_to_tell(store, found)])


def bring_back(store: Store, meeting: str, *, on: date) -> Changed:
    """Let a cancelled meeting take place after all. Raises Refused when its day is taken."""
    with store.change("meeting cancel --back") as change:
        off = _cancelled(store, meeting, on) or finding.meeting(store, meeting, today=on)
        found = off.brought_back()
        meeting_day.must_be_free(store, found.held_on)
        change.save(found)
        return Changed(view(store, found), [])


def remove(store: Store, meeting: str, *, on: date) -> MeetingView:
    """Take out a meeting that should not have been added; only while nothing speaks of it."""
    with store.change("meeting remove") as change:
        found = _one(store, meeting, on)
        speaks = _what_speaks_of(store, found)
        if speaks:
            raise Refused(
                f"The meeting on {found.ref} has {' and '.join(speaks)}, so it cannot be removed.",
                f"Call it off instead: marg meeting cancel {found.ref}",
            )
        seen = view(store, found)
        change.remove(found)
        return seen


def _one(store: Store, text: str, on: date) -> Meeting:
    """Find a meeting, or where there is none on that day the last one cancelled."""
    try:
        return finding.meeting(store, text, today=on)
    except finding.MeetingNotFound:
        off = _cancelled(store, text, on)
        if off is None:
            raise
        return off


def _cancelled(store: Store, text: str, on: date) -> Meeting | None:
    from marg_cli.domain.duedates import read_day

    if text.strip().casefold() in {"next", "last"}:
        return None
    there = store.meetings.listed(held_on=read_day(text, today=on), cancelled=True)
    return next((m for m in reversed(there) if m.status is MeetingStatus.CANCELLED), None)


def _given(value: str | None, typed: str | None, default: str) -> str | None:
    return (default if typed is None else value) or None


def _carry_actions(store: Store, change: Change, meeting: Meeting, day: date) -> list[str]:
    rows = store.actions.listed(meeting=meeting.number)
    actions = [action for row in rows if (action := store.actions.get(row.number))]
    change.save(*(replace(action, set_on=day) for action in actions))
    if not actions:
        return []
    one = len(actions) == 1
    keep = "action keeps its due date" if one else f"{len(actions)} actions keep their due dates"
    return [f"Its {keep}: marg action list --meeting {day}"]


def _guests_to_tell(store: Store, meeting: Meeting) -> list[str]:
    """Name the cases whose guests expect to come on the day it was."""
    items = store.agendas.listed(meeting=meeting.number)
    cases = [item.case_ref for item in items if item.guest is not None]
    if not cases:
        return []
    them, expect = ("guest", "expects") if len(cases) == 1 else ("guests", "expect")
    day = british(meeting.held_on)
    return [f"Tell the {them} for {in_a_sentence(cases)}, who {expect} to come on {day}."]


def _agenda_left(seen: MeetingView) -> str:
    return (
        f"Its agenda stays with it: {', '.join(seen.cases)}. "
        f"Put each on another with: marg agenda add {seen.cases[0]} --meeting DATE"
    )


def _what_speaks_of(store: Store, meeting: Meeting) -> list[str]:
    number = meeting.number
    speaks = {
        "an agenda": store.agendas.listed(meeting=number),
        "attendance": store.meetings.attendance(number),
        "declarations": store.meetings.declared(number),
        "minutes": store.minutes.get(number),
        "actions": store.actions.listed(meeting=number),
        "lateral checks": store.lateral_checks.listed(meeting=number),
        "information": store.information.listed(meeting=number),
        "screenings": [each for each in store.screenings.listed() if each.meeting == number],
    }
    return [what for what, found in speaks.items() if found]
