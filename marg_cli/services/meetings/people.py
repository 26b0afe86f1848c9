"""The people who speak for an agency at a meeting, and whom they stand in for (ToR 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind, Member
from marg_cli.domain.calendar import short
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.text import as_typed, folded
from marg_cli.errors import Refused
from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Attendance
    from marg_cli.store.protocol import Store


class Person(NamedTuple):
    """Somebody of an agency by their full name; nobody's name means the agency as such."""

    name: str
    member: Member | None


def person(
    store: Store,
    agency: Agency,
    rows: Iterable[Attendance],
    text: str | None,
    *,
    deputises: bool = False,
) -> Person:
    """Find who is meant: a member of the agency, or whoever was typed as a guest or a deputy.

    Anyone else who speaks for a core or associate agency is registered, so that a name typed wrong
    does not become a person. Raises MemberNotFound.
    """
    if not text:
        return Person("", None)
    asked = folded(text)
    members = [m for m in store.members.listed() if m.agency == agency.code]
    called = [m for m in members if asked in folded(m.name)]
    is_number = text.strip().removeprefix("#").isdecimal()
    known = next((row.member for row in rows if folded(row.member) == asked), None)
    may_be_new = agency.kind is AgencyKind.GUEST or deputises or known is not None
    if may_be_new and not called and not is_number:
        return Person(known or as_typed(text.strip()), None)
    try:
        found = finding.member(store, text, agency=agency.code)
    except finding.MemberNotFound as unknown:
        if called:
            raise
        raise finding.MemberNotFound(
            unknown.message, f"Add them first: marg member add --agency {agency.code}"
        ) from unknown
    return Person(found.name, found)


def stands_in_for(store: Store, agency: Agency, text: str, *, on: date) -> str | None:
    """Find the member of the same agency somebody stands in for; an empty text is nobody.

    Raises MemberNotFound, or Refused for one who had left by the meeting *on* a day.
    """
    if not text:
        return None
    found = finding.member(store, text, agency=agency.code)
    if found.left_on is not None and found.left_on <= on:
        raise Refused(
            f"That member left {agency.code} on {short(found.left_on)}: nobody stands in for them.",
            f"See who speaks for it: marg member list --agency {agency.code}",
        )
    return found.name


class Deputies:
    """Who is registered as whose deputy, and so decides with the member's authority (ToR 6.3)."""

    def __init__(self, members: Iterable[Member]) -> None:
        of = {member.number: member for member in members}
        self._pairs = {
            (member.agency, member.name, of[member.deputy_for].name)
            for member in of.values()
            if member.deputy_for in of
        }

    def authority(self, row: Attendance) -> bool | None:
        """Whether a deputy decides for the member: as was said, else by being registered.

        None for nobody's deputy, and where it is not known.
        """
        if row.deputy_for is None or row.authority is not None:
            return row.authority
        return (row.agency, row.member, row.deputy_for) in self._pairs or None


def registered_deputy_for(store: Store, who: Person, rows: Iterable[Attendance]) -> str | None:
    """The member whose registered deputy somebody is, unless that member is in the room."""
    if who.member is None or who.member.deputy_for is None:
        return None
    principal = store.members.get(who.member.deputy_for)
    here = {row.member for row in rows if row.state is AttendanceState.PRESENT and not row.left_at}
    return principal.name if principal and principal.name not in here else None
