"""Whether a meeting is quorate: core agencies present, or deputised for (ToR 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.quorum import Quorum, Stay, quorum
from marg_cli.services.group import group

if TYPE_CHECKING:
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class QuorumView(NamedTuple):
    """The fields scripts may rely on: how many it takes, whether they came, and who did not."""

    needed: int
    quorate: bool
    present: list[str]
    missing: list[str]


def core_agencies(store: Store, meeting: Meeting) -> list[str]:
    """The core agencies a meeting has: all but those that had retired by its day."""
    return [
        agency.code
        for agency in store.agencies.listed()
        if agency.kind is AgencyKind.CORE
        and (agency.retired_on is None or agency.retired_on > meeting.held_on)
    ]


def quorum_of(store: Store, meeting: Meeting) -> Quorum:
    """Whether those recorded as present are enough."""
    rows = store.meetings.attendance(meeting.number)
    stays = [Stay(row.agency, row.arrived, row.left_at) for row in rows if row.speaks]
    return _quorum(store, meeting, stays)


def quorum_expected(store: Store, meeting: Meeting) -> Quorum:
    """Whether a meeting ahead will be quorate: every core agency comes that did not say no."""
    rows = store.meetings.attendance(meeting.number)
    comes = {row.agency for row in rows if row.state is AttendanceState.PRESENT}
    away = {row.agency for row in rows} - comes
    expected = [code for code in core_agencies(store, meeting) if code not in away]
    return _quorum(store, meeting, [Stay(code) for code in expected])


def quorum_view(found: Quorum) -> QuorumView | None:
    """A quorum as programs see it; None where the group has no rule."""
    if not found.needed:
        return None
    return QuorumView(found.needed, found.is_quorate, list(found.present), list(found.missing))


def _quorum(store: Store, meeting: Meeting, stays: list[Stay]) -> Quorum:
    needed = group(store).number("meeting.quorum")
    return quorum(needed, core_agencies(store, meeting), stays)
