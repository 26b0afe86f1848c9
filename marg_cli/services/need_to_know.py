"""Need to know, from the register: the rule for everybody, and one reader's sight by its name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.need_to_know import (
    ALL_MEMBERS,
    CHAIR,
    NeedToKnow,
    Policy,
    Reader,
    ReaderKind,
    Sight,
    Ties,
)
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.group import group

if TYPE_CHECKING:
    from marg_cli.domain.agency import Member
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

ONE_PERSON = {ReaderKind.GUEST.value, "member"}
"""The words before a colon and a member's number or name: `guest:Wren`, `member:4`."""

EVERYBODY = {"chair": CHAIR, "members": ALL_MEMBERS}


def need_to_know(store: Store) -> NeedToKnow:
    """The group's policy, its agencies, and what ties them to each case; read once for all."""
    referrers: defaultdict[str, set[str]] = defaultdict(set)
    for referral in store.cases.referrals():
        if referral.referrer:
            referrers[referral.case_ref].add(referral.referrer)
    involved: defaultdict[str, set[str]] = defaultdict(set)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for each in store.cases.involved():
        involved[each.case_ref].add(each.agency)
        if each.contact:
            named[each.case_ref].add(each.agency)
    return NeedToKnow(
        Policy(group(store).text("sharing.policy") or Policy.NAMED),
        {a.code: a.kind for a in store.agencies.listed() if a.retired_on is None},
        {
            case.ref: Ties(
                frozenset(referrers[case.ref]),
                frozenset({case.lead_agency} if case.lead_agency else ()),
                frozenset(involved[case.ref]),
                frozenset(named[case.ref]),
            )
            for case in store.cases.listed()
        },
    )


def sight_of(store: Store, meeting: Meeting, named: str) -> Sight:
    """What a reader may see: chair, members, an agency's code, guest:MEMBER or member:MEMBER.

    Raises AgencyNotFound, MemberNotFound, and Refused for a guest without a slot at the meeting.
    """
    return Sight(need_to_know(store), reader_of(store, meeting, named))


def reader_of(store: Store, meeting: Meeting, named: str) -> Reader:
    """Who is meant by a name; a guest has what they are invited for at the meeting.

    Raises AgencyNotFound, MemberNotFound, and Refused for a guest without a slot.
    """
    if everybody := EVERYBODY.get(named.strip().casefold()):
        return everybody
    kind, colon, who = named.partition(":")
    if not colon or kind.strip().casefold() not in ONE_PERSON:
        return agency_reader(store, meeting, _agency(store, named))
    member = finding.member(store, who.strip())
    if kind.strip().casefold() == ReaderKind.GUEST:
        return _guest(store, meeting, member)
    return agency_reader(store, meeting, member.agency, member=member)


def agency_reader(
    store: Store, meeting: Meeting, code: str, *, member: Member | None = None, name: str = ""
) -> Reader:
    """An agency, or the person of it by that *name* or registered as that *member*.

    A guest's agency has what any of its own is invited for at the meeting; a person is withdrawn
    for the cases they declared an interest in there.
    """
    name = member.name if member else name
    return Reader(
        kind=ReaderKind.AGENCY,
        agency=code,
        member=member.number if member else None,
        invited_for=_invited(store, meeting, agency=code),
        withdrew_for=_withdrew(store, meeting, name) if name else frozenset(),
    )


def _agency(store: Store, named: str) -> str:
    try:
        return finding.agency(store, named).code
    except finding.AgencyNotFound as unknown:
        raise finding.AgencyNotFound(
            unknown.message,
            "Name chair, members, an agency by its code, or guest: and a member's name.",
        ) from unknown


def _guest(store: Store, meeting: Meeting, member: Member) -> Reader:
    invited = _invited(store, meeting, member=member.number)
    if not invited:
        raise Refused(
            f"Member {member.number} has no slot at the meeting on {meeting.ref}.",
            f"Give one with: marg agenda edit CASE --guest {member.number}",
        )
    return Reader(
        kind=ReaderKind.GUEST,
        agency=member.agency,
        member=member.number,
        invited_for=invited,
        withdrew_for=_withdrew(store, meeting, member.name),
    )


def _invited(
    store: Store, meeting: Meeting, *, agency: str | None = None, member: int | None = None
) -> frozenset[str]:
    agencies = {each.number: each.agency for each in store.members.listed()}
    return frozenset(
        item.case_ref
        for item in store.agendas.listed(meeting=meeting.number)
        if item.guest is not None and (item.guest == member or agencies[item.guest] == agency)
    )


def _withdrew(store: Store, meeting: Meeting, name: str) -> frozenset[str]:
    return frozenset(
        each.case_ref for each in store.meetings.declared(meeting.number) if each.member == name
    )
