"""The people who speak for an agency at a meeting, and whom they stand in for (ToR 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind, Member
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.text import as_typed, folded
from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Attendance
    from marg_cli.store.protocol import Store


class Person(NamedTuple):
    """Somebody of an agency by their full name; nobody's name means the agency as such."""

    name: str
    member: Member | None


def person(store: Store, agency: Agency, rows: Iterable[Attendance], text: str | None) -> Person:
    """Find who is meant: a member of the agency, or of a guest agency whoever was typed.

    Whoever speaks for a core or associate agency is registered, so that a name typed wrong does
    not become a person. Raises MemberNotFound.
    """
    if not text:
        return Person("", None)
    asked = folded(text)
    members = [m for m in store.members.listed() if m.agency == agency.code]
    called = [m for m in members if asked in folded(m.name)]
    is_number = text.strip().removeprefix("#").isdecimal()
    if agency.kind is AgencyKind.GUEST and not called and not is_number:
        known = (row.member for row in rows if folded(row.member) == asked)
        return Person(next(known, as_typed(text.strip())), None)
    try:
        found = finding.member(store, text, agency=agency.code)
    except finding.MemberNotFound as unknown:
        if called:
            raise
        raise finding.MemberNotFound(
            unknown.message, f"Add them first: marg member add --agency {agency.code}"
        ) from unknown
    return Person(found.name, found)


def stands_in_for(store: Store, agency: Agency, text: str) -> str | None:
    """Find the member of the same agency somebody stands in for; an empty text is nobody."""
    return finding.member(store, text, agency=agency.code).name if text else None


def registered_deputy_for(store: Store, who: Person, rows: Iterable[Attendance]) -> str | None:
    """The member whose registered deputy somebody is, unless that member is in the room."""
    if who.member is None or who.member.deputy_for is None:
        return None
    principal = store.members.get(who.member.deputy_for)
    here = {row.member for row in rows if row.state is AttendanceState.PRESENT and not row.left_at}
    return principal.name if principal and principal.name not in here else None
