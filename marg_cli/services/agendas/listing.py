"""Which cases may be put on an agenda, why each comes, and whom the group may invite to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import kind_for
from marg_cli.domain.calendar import short
from marg_cli.domain.case import CaseStatus, opening
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.agency import Member
    from marg_cli.domain.agenda import AgendaItem, AgendaKind
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

ENDED = {CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN}

NOT_YET = {
    CaseStatus.REFERRED: "{ref} has not been screened yet: marg case screen {ref}",
    CaseStatus.SCREENED: "{ref} has not been accepted yet: marg case accept {ref}",
    CaseStatus.DEFERRED: "{ref} is deferred until {until}: marg case show {ref}",
}
"""What is said of a case that is listed before it is accepted; the group is never blocked."""


def must_be_live(case: Case) -> None:
    """Raises Refused, with the way back in, for a case that has ended."""
    if case.status in ENDED:
        raise Refused(
            f"{case.ref} is {case.status}.",
            f"Take it back in with: marg case refer-again {case.ref}",
        )


def must_not_be_on(items: Iterable[AgendaItem], case: Case, meeting: Meeting) -> None:
    """Raises Refused for a case that has its slot at the meeting already."""
    if any(item.case_ref == case.ref for item in items):
        raise Refused(
            f"{case.ref} is on the agenda of {meeting.ref} already.",
            f"Change its slot with: marg agenda edit {case.ref}    or: marg agenda move {case.ref}",
        )


def kind_at(store: Store, case: Case, meeting: Meeting) -> AgendaKind:
    """Work out why a case comes to a meeting; meetings that were cancelled do not count."""
    days = {m.number: m.held_on for m in store.meetings.listed()}
    items = store.agendas.listed(case_ref=case.ref)
    return kind_for(
        on=meeting.held_on,
        listed=[days[item.meeting] for item in items if item.meeting in days],
        referred=opening(store.cases.referrals(case.ref)),
        months=group(store).number("repeat.months"),
    )


def remarks(store: Store, case: Case, meeting: Meeting) -> list[str]:
    """Say what a person should know who lists a case: not accepted yet, or listed twice."""
    until = short(case.deferred_until) if case.deferred_until else "a day not set"
    not_yet = NOT_YET.get(case.status)
    said = [not_yet.format(ref=case.ref, until=until)] if not_yet else []
    listed_for = {item.meeting for item in store.agendas.listed(case_ref=case.ref)}
    ahead = store.meetings.listed(since=meeting.held_on)
    days = [m.ref for m in ahead if m.number in listed_for and m.number != meeting.number]
    return [*said, f"{case.ref} is on the agenda of {' and '.join(days)} too."] if days else said


def invited(
    store: Store, text: str, *, meeting: Meeting, case_ref: str, others: Iterable[AgendaItem]
) -> int:
    """Find whom to invite for a case: a member of a guest or associate agency, by number.

    A guest comes for one case, in one slot (ToR 6.4). Raises MemberNotFound or Refused.
    """
    member = finding.member(store, text)
    agency = finding.agency(store, member.agency)
    if agency.kind is AgencyKind.CORE:
        raise Refused(
            f"{agency.code} is a core agency: its members attend for every case.",
            "Invite a member of a guest or associate agency.",
        )
    if member.left_on is not None and member.left_on <= meeting.held_on:
        raise Refused(
            f"That member left {agency.code} on {short(member.left_on)}.",
            "List the members with: marg member list",
        )
    if agency.kind is AgencyKind.GUEST:
        _must_come_for_one(member, case_ref, others)
    return member.number


def _must_come_for_one(member: Member, case_ref: str, others: Iterable[AgendaItem]) -> None:
    own = {item.case_ref for item in others if item.guest == member.number} - {case_ref}
    if own:
        raise Refused(
            f"That guest comes for {own.pop()} already, and a guest comes for one case (ToR 6.4).",
            "Who comes for more is an associate: "
            f"marg agency edit {member.agency} --kind associate",
        )
