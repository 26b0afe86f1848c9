"""Attendance by single keys: what each of them records of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.meeting import AttendanceState
from marg_cli.services import finding
from marg_cli.services.live.keeping import TAKE, Kept
from marg_cli.services.live.one_change import one_change
from marg_cli.services.meetings import attendance
from marg_cli.services.meetings.attendance_view import AttendanceView, attended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.agency import Member
    from marg_cli.store.protocol import Store


class Mark(NamedTuple):
    """What a key says: the state, whether a deputy is meant, and whether a time is noted."""

    state: AttendanceState
    deputy: bool = False
    arrives: bool = False
    leaves: bool = False


MARKS = {
    "p": Mark(AttendanceState.PRESENT),
    "d": Mark(AttendanceState.PRESENT, deputy=True),
    "a": Mark(AttendanceState.APOLOGIES),
    "n": Mark(AttendanceState.ABSENT),
    "l": Mark(AttendanceState.PRESENT, arrives=True),
    "x": Mark(AttendanceState.PRESENT, leaves=True),
}
"""The keys: present, deputy, apologies, no apology, late (now), left (now)."""


def who_is_at(store: Store, meeting: str, *, on: date) -> list[AttendanceView]:
    """Every line of the attendance, core agencies nobody has said anything of among them."""
    return attended(store, finding.meeting(store, meeting, today=on)).lines


def candidates(store: Store, agency: str, *, deputy: bool) -> list[Member]:
    """Who speaks for an agency, or who deputises there."""
    return [
        member
        for member in store.members.listed()
        if member.agency == agency
        and member.left_on is None
        and (member.deputy_for is not None) is deputy
    ]


def whose(store: Store, line: AttendanceView, mark: Mark) -> list[Member] | None:
    """Who a mark on a line may mean, where more than one; None where nobody is to be asked."""
    if line.member and not mark.deputy:
        return None
    found = candidates(store, line.agency, deputy=mark.deputy)
    asks = mark.state is AttendanceState.PRESENT and (len(found) > 1 or (mark.deputy and not found))
    return found if asks else None


def mark(
    store: Store,
    meeting: str,
    agency: str,
    member: str | None,
    how: Mark,
    *,
    now: str,
    at: str | None = None,
    on: date,
) -> Kept:
    """Record one line of the attendance; *at* is when somebody came or left, else *now*.

    Nobody named is the one who speaks for the agency, or deputises there, if there is only one.
    Raises AgencyNotFound, MemberNotFound, TimeNotUnderstood, and what attendance refuses.
    """
    code = finding.agency(store, agency).code
    name = member or _the_one(store, meeting, code, how, on)
    with one_change(store, TAKE) as (inside, change):
        made = attendance.record(
            inside,
            code,
            how.state,
            meeting=meeting,
            member=name,
            arrived=(at or now) if how.arrives else None,
            left=(at or now) if how.leaves else None,
            now=now,
            on=on,
        )
    return Kept((change.seq,), (code,), made.remarks, {})


def _the_one(store: Store, meeting: str, code: str, how: Mark, on: date) -> str | None:
    """Whoever has the agency's only line, else its only member; None is the agency as such."""
    if not how.deputy:
        lines = [line for line in who_is_at(store, meeting, on=on) if line.agency == code]
        named = [line.member for line in lines if line.member]
        if len(lines) == 1 and named:
            return named[0]
    if how.state is AttendanceState.ABSENT:
        return None
    return _only(candidates(store, code, deputy=how.deputy))


def _only(found: Sequence[Member]) -> str | None:
    return f"#{found[0].number}" if len(found) == 1 else None
