"""The agenda's paper: for members, for the chair, for one agency, or a guest's slice (ToR 6.4)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.calendar import short
from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.domain.papers.actions import AgencyLate
from marg_cli.domain.papers.agenda import AgendaPaper, Audience, LetThrough
from marg_cli.services import finding
from marg_cli.services.agencies.gate import must_pass
from marg_cli.services.agendas.view import ends_by
from marg_cli.services.group import group
from marg_cli.services.meetings.quorum import quorum_expected
from marg_cli.services.need_to_know import sight_of
from marg_cli.services.papers import frame
from marg_cli.services.papers.lines import ActionLines, others_of
from marg_cli.services.papers.room import Room
from marg_cli.services.papers.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.domain.papers.frame import Head
    from marg_cli.store.protocol import Store


def agenda_paper(store: Store, *, meeting: str, audience: str, on: date) -> AgendaPaper:
    """Put the agenda together for chair, members, an agency's code or guest:MEMBER, as of *on*.

    Raises MeetingNotFound, AgencyNotFound, MemberNotFound, and Refused for a guest without
    a slot and for an agency that may have no personal data.
    """
    with store.read("agenda render", leaving=True) as reading:
        held = finding.meeting(store, meeting, today=on)
        sight = sight_of(store, held, audience)
        reading.about(held.ref, f"audience={sight.reader.kind}")
        if sight.reader.kind is ReaderKind.AGENCY:
            reading.about(sight.reader.named)
            must_pass(store, sight.reader, held, on=on)
        paper = agenda_of(store, held, sight, on=on)
        reading.about(*(slot.ref for slot in (*paper.slots, *paper.closures)))
    return paper


def agenda_of(store: Store, held: Meeting, sight: Sight, *, on: date) -> AgendaPaper:
    """Put the agenda together from what one reader may see; within a reading or a change.

    A guest reads of their own case, of the statement and of the next meeting (ToR 6.4).
    """
    gathered = _Gathered(store, held, sight, on)
    paper = gathered.for_guest() if sight.is_guests else gathered.for_members()
    return gathered.others.struck_from(paper)


class _Gathered:
    """What one reader may see of a meeting to come."""

    def __init__(self, store: Store, meeting: Meeting, sight: Sight, on: date) -> None:
        self._store = store
        self._made = group(store)
        self._meeting = meeting
        self._sight = sight
        self._on = on
        self._slots = slots_of(store, self._made, meeting, sight, on)
        rows = store.actions.listed(status="open")
        self._whole = {row.case_ref for row in rows if row.case_ref}
        self._whole |= {item.case_ref for item in store.agendas.listed(meeting=meeting.number)}
        self._lines = ActionLines(store, self._made.working_days, on).for_reader(rows, sight)
        self.others = others_of(sight, (line.case for line in self._lines))

    def for_guest(self) -> AgendaPaper:
        return AgendaPaper(
            head=self._head(Audience.GUEST),
            audience=Audience.GUEST,
            statement=self._made.text("group.statement"),
            apologies=(),
            declarations=(),
            last_minutes_on=None,
            overdue=(),
            open=(),
            slots=self._slots,
            closures=(),
            next_meeting=frame.meeting_after(self._store, self._made, self._meeting),
            agencies_late=(),
            not_screened=(),
            no_agreement=(),
        )

    def for_members(self) -> AgendaPaper:
        store, made, meeting, slots = self._store, self._made, self._meeting, self._slots
        is_chair = self._sight.reader.kind is ReaderKind.CHAIR
        declared = frame.declared(store, meeting, self._sight)
        expected = quorum_expected(store, meeting)
        last = _last_minutes(store, meeting)
        overdue = tuple(line for line in self._lines if line.overdue)
        audience = Audience.CHAIR if is_chair else Audience.MEMBERS
        room = Room(store, meeting, slots, declared, self._sight)
        return AgendaPaper(
            head=self._head(audience),
            audience=audience,
            agency=self._sight.reader.agency,
            statement=made.text("group.statement"),
            apologies=room.apologies(),
            declarations=declared,
            last_minutes_on=last.held_on if last else None,
            overdue=overdue,
            open=tuple(line for line in self._lines if not line.overdue),
            slots=tuple(slot for slot in slots if slot.kind != AgendaKind.CLOSURE),
            closures=tuple(slot for slot in slots if slot.kind == AgendaKind.CLOSURE),
            next_meeting=frame.meeting_after(store, made, meeting),
            agencies_late=_late_by_agency(overdue) if is_chair else (),
            not_screened=tuple(slot.ref for slot in slots if not slot.screened) if is_chair else (),
            no_agreement=_without_agreement(store, meeting.held_on) if is_chair else (),
            let_through=_let_through(store, meeting) if is_chair else (),
            last_minutes=last.status if last else None,
            last_version=last.version if last else 0,
            quorum=expected if is_chair and expected.needed else None,
            ends_by=ends_by(made, meeting),
        )

    def _head(self, audience: Audience) -> Head:
        head = frame.head(
            self._made,
            self._meeting,
            title="Chair's running order" if audience is Audience.CHAIR else "Agenda",
            copy_for=frame.copy_name(self._store, self._sight),
            version=f"Made on {short(self._on)}",
        )
        if audience is Audience.GUEST or not self._sight.reader.is_one:
            return head
        return frame.made_for(self._store, head, self._sight, self._whole)


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


def _let_through(store: Store, meeting: Meeting) -> tuple[LetThrough, ...]:
    return tuple(
        LetThrough(agency=each.agency, because=each.because, on=each.said_on)
        for each in store.agencies.overrides(meeting=meeting.number)
    )


def _without_agreement(store: Store, on: date) -> tuple[str, ...]:
    return tuple(
        agency.code
        for agency in store.agencies.listed()
        if agency.kind is AgencyKind.CORE
        and agency.retired_on is None
        and not agency.isa_in_force(on)
    )
