"""The agenda's paper for its three audiences: members, chair, and a guest's own slice (ToR 6.4)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.calendar import short
from marg_cli.domain.papers.actions import AgencyLate
from marg_cli.domain.papers.agenda import AgendaPaper, Audience
from marg_cli.domain.value import replace
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.agendas.view import ends_by
from marg_cli.services.group import group
from marg_cli.services.meetings.quorum import quorum_expected
from marg_cli.services.papers import frame
from marg_cli.services.papers.lines import ActionLines
from marg_cli.services.papers.room import Room
from marg_cli.services.papers.sharing import (
    bare_line,
    bare_slot,
    opens_every_case,
    without_screening,
)
from marg_cli.services.papers.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.agency import Member
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store


def agenda_paper(store: Store, *, meeting: str, audience: str, on: date) -> AgendaPaper:
    """Put the agenda together for members, chair or guest:MEMBER, as of *on*.

    Raises MeetingNotFound, MemberNotFound, UsageRefused for another audience, and Refused for a
    guest without a slot.
    """
    with store.read("agenda render", leaving=True) as reading:
        held = finding.meeting(store, meeting, today=on)
        made = group(store)
        reading.about(held.ref, f"audience={audience.partition(':')[0]}")
        guest = _guest_named(store, audience)
        if guest is not None:
            paper = _for_guest(store, made, held, guest, on)
        else:
            paper = _for_members(store, made, held, _audience(audience), on)
        reading.about(*(slot.ref for slot in (*paper.slots, *paper.closures)))
    return paper


def whole_agenda(store: Store, made: Group, held: Meeting, on: date) -> AgendaPaper:
    """Put the agenda together as the chair has it, who sees all of it; within a reading."""
    return _for_members(store, made, held, Audience.CHAIR, on)


def _audience(word: str) -> Audience:
    if word not in {Audience.MEMBERS, Audience.CHAIR}:
        raise UsageRefused(
            f"There is no agenda for {word}.", "Use members, chair, or guest: and a member's name."
        )
    return Audience(word)


def _guest_named(store: Store, audience: str) -> Member | None:
    kind, _, name = audience.partition(":")
    return finding.member(store, name) if kind == Audience.GUEST else None


def _for_guest(store: Store, made: Group, meeting: Meeting, guest: Member, on: date) -> AgendaPaper:
    """A guest's slice holds their own case and nothing of any other (ToR 6.4)."""
    items = store.agendas.listed(meeting=meeting.number)
    own = {item.case_ref for item in items if item.guest == guest.number}
    if not own:
        raise Refused(
            f"Member {guest.number} has no slot at the meeting on {meeting.ref}.",
            f"Give one with: marg agenda edit CASE --guest {guest.number}",
        )
    slots = tuple(
        without_screening(slot) for slot in slots_of(store, made, meeting, on) if slot.ref in own
    )
    return AgendaPaper(
        head=frame.head(
            made,
            meeting,
            title="Agenda",
            copy_for=f"{guest.name} ({guest.agency})",
            version=f"Made on {short(on)}",
        ),
        audience=Audience.GUEST,
        statement=made.text("group.statement"),
        apologies=(),
        declarations=(),
        last_minutes_on=None,
        overdue=(),
        open=(),
        slots=slots,
        closures=(),
        next_meeting=frame.meeting_after(store, made, meeting),
        agencies_late=(),
        not_screened=(),
        no_agreement=(),
    )


def _for_members(
    store: Store, made: Group, meeting: Meeting, audience: Audience, on: date
) -> AgendaPaper:
    slots = slots_of(store, made, meeting, on)
    declared = frame.declared(store, meeting)
    lines = ActionLines(store, made.working_days, on).lines(store.actions.listed(status="open"))
    is_chair = audience is Audience.CHAIR
    expected = quorum_expected(store, meeting)
    slots = tuple(replace(slot, withdrew=frame.withdrew(declared, slot.ref)) for slot in slots)
    last = _last_minutes(store, meeting)
    if not is_chair:
        slots = tuple(map(without_screening, slots))
    if not is_chair and not opens_every_case(made):
        slots, lines = tuple(map(bare_slot, slots)), tuple(map(bare_line, lines))
    overdue = tuple(line for line in lines if line.overdue)
    return AgendaPaper(
        head=frame.head(
            made,
            meeting,
            title="Chair's running order" if is_chair else "Agenda",
            copy_for="The chair" if is_chair else "All members",
            version=f"Made on {short(on)}",
        ),
        audience=audience,
        statement=made.text("group.statement"),
        apologies=Room(store, meeting, slots, declared).apologies(),
        declarations=declared,
        last_minutes_on=last.held_on if last else None,
        overdue=overdue,
        open=tuple(line for line in lines if not line.overdue),
        slots=tuple(slot for slot in slots if slot.kind != AgendaKind.CLOSURE),
        closures=tuple(slot for slot in slots if slot.kind == AgendaKind.CLOSURE),
        next_meeting=frame.meeting_after(store, made, meeting),
        agencies_late=_late_by_agency(overdue) if is_chair else (),
        not_screened=tuple(slot.ref for slot in slots if not slot.screened) if is_chair else (),
        no_agreement=_without_agreement(store, meeting.held_on) if is_chair else (),
        last_minutes=last.status if last else None,
        last_version=last.version if last else 0,
        quorum=expected if is_chair and expected.needed else None,
        ends_by=ends_by(made, meeting),
    )


class _LastMinutes(NamedTuple):
    """The minutes of the meeting before that has any: where they stand, and their version."""

    held_on: date
    status: str
    version: int


def _last_minutes(store: Store, meeting: Meeting) -> _LastMinutes | None:
    kept = {minutes.meeting: minutes.status.value for minutes in store.minutes.listed()}
    before = [m for m in store.meetings.listed(before=meeting.held_on) if m.number in kept]
    if not before:
        return None
    last = before[-1]
    versions = store.minutes_versions.listed(last.number)
    return _LastMinutes(last.held_on, kept[last.number], len(versions))


def _late_by_agency(overdue: Iterable[ActionLine]) -> tuple[AgencyLate, ...]:
    days: defaultdict[str, list[int]] = defaultdict(list)
    for line in overdue:
        days[line.agency].append(line.days_late)
    late = (AgencyLate(agency=a, overdue=len(d), longest=max(d)) for a, d in days.items())
    return tuple(sorted(late, key=lambda each: (-each.overdue, each.agency)))


def _without_agreement(store: Store, on: date) -> tuple[str, ...]:
    return tuple(
        agency.code
        for agency in store.agencies.listed()
        if agency.kind is AgencyKind.CORE
        and agency.retired_on is None
        and not agency.isa_in_force(on)
    )
