"""What every paper begins and ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.domain.papers.frame import DeadlineLine, Extract, Head, NextMeeting, named
from marg_cli.domain.papers.room import Attending, Declared
from marg_cli.domain.value import replace
from marg_cli.services.meetings.deadlines import deadlines_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from marg_cli.domain.agency import Member
    from marg_cli.domain.meeting import Attendance, Declaration, Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

COPIES = {ReaderKind.CHAIR: "The chair", ReaderKind.MEMBERS: "All members"}
"""Whose copy a paper is that is not for one agency or guest."""


def head(made: Group, meeting: Meeting, *, title: str, copy_for: str, version: str) -> Head:
    """What stands on every page of a meeting's paper."""
    loose = head_on(made, meeting.held_on, title=title, copy_for=copy_for, version=version)
    return replace(
        loose,
        at=meeting.at,
        venue=meeting.venue,
        chair=meeting.chair or loose.chair,
        minute_taker=meeting.minute_taker or loose.minute_taker,
    )


def head_on(made: Group, day: date, *, title: str, copy_for: str, version: str) -> Head:
    """What stands on every page of a paper that belongs to a day and no meeting."""
    return Head(
        group=made.text("group.name"),
        marking=made.text("group.marking"),
        title=title,
        meeting_on=day,
        at=None,
        venue=None,
        chair=made.text("group.chair") or None,
        minute_taker=made.text("group.minute_taker") or None,
        copy_for=copy_for,
        version=version,
        own_words=made.own_words,
    )


def made_for(store: Store, head: Head, sight: Sight, cases: Collection[str]) -> Head:
    """The head of one reader's own copy; *cases* are all that the whole paper speaks of.

    A copy that leaves some of them out says so in its name, whatever template writes it.
    """
    reader = copy_name(store, sight)
    shown, of = len(sight.of(cases)), len(cases)
    if shown == of:
        return replace(head, copy_for=reader)
    extract = Extract(reader=reader, shown=shown, of=of)
    return replace(head, copy_for=named(reader, extract), extract=extract)


def copy_name(store: Store, sight: Sight) -> str:
    """Whose copy it is: an agency by its code, one person by name and agency."""
    reader = sight.reader
    member = store.members.get(reader.member) if reader.member is not None else None
    if member is not None:
        return f"{member.name} ({member.agency})"
    return reader.agency or COPIES[reader.kind]


def meeting_after(store: Store, made: Group, meeting: Meeting) -> NextMeeting | None:
    """The meeting after this one, with its deadlines from this one on."""
    later = [m for m in store.meetings.listed(since=meeting.held_on) if m.number != meeting.number]
    if not later:
        return None
    following = later[0]
    return NextMeeting(
        on=following.held_on,
        at=following.at,
        venue=following.venue,
        deadlines=tuple(
            DeadlineLine(what=due.what, on=due.on)
            for due in deadlines_ahead(made, following, meeting.held_on)
            if due.on <= following.held_on
        ),
    )


def declared(store: Store, meeting: Meeting, sight: Sight) -> tuple[Declared, ...]:
    """The interests declared for a meeting in cases a reader may see."""
    return tuple(
        Declared(name=d.member, agency=d.agency, case=d.case_ref, interest=d.interest)
        for d in store.meetings.declared(meeting.number)
        if sight.sees(d.case_ref)
    )


def withdrew(declared: Iterable[Declaration], ref: str) -> tuple[str, ...]:
    """Who declared an interest in a case, each once and with their agency."""
    own = (d for d in declared if d.case_ref == ref)
    return tuple(dict.fromkeys(f"{d.member} ({d.agency})" if d.agency else d.member for d in own))


def attending(
    row: Attendance,
    *,
    agency_name: str,
    member: Member | None,
    isa: str,
    items: tuple[str, ...],
    signed: bool | None,
    authority: bool | None,
) -> Attending:
    """One line of the attendance table."""
    return Attending(
        agency=row.agency,
        agency_name=agency_name,
        name=row.member or (member.name if member else None),
        role=member.role if member else None,
        state=row.state.value,
        deputy_for=row.deputy_for,
        arrived=row.arrived,
        left=row.left_at,
        items=items,
        isa=isa,
        signed=signed,
        authority=authority,
    )


def agreement(store: Store, code: str, on: date) -> str:
    """How an agency stands with the information-sharing agreement, in a word."""
    agency = store.agencies.get(code)
    if agency is None:
        return "none"
    if agency.isa_in_force(on):
        return "in force"
    review = agency.isa_review_on
    past = review is not None and review < on
    return "review date past" if past else agency.isa_status.value
