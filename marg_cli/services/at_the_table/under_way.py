"""Which meeting a thing said now belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.meeting import MeetingStatus
from marg_cli.errors import UsageRefused
from marg_cli.services import finding

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class WhichMeeting(UsageRefused):
    """No meeting is under way, or more than one, and none was named."""

    hint = "Name it with --meeting DATE, or start its minutes: marg minutes start DATE"


def meetings_under_way(store: Store) -> list[Meeting]:
    """The meetings whose minutes are started and not final, by date.

    Where one of several has not ended yet, only those count that have not.
    """
    started = store.meetings.listed(status=MeetingStatus.UNDER_WAY)
    if len(started) == 1:
        return started
    return [m for m in started if not has_ended(store, m)] or started


def has_ended(store: Store, meeting: Meeting) -> bool:
    """Whether the minutes say when it ended."""
    minutes = store.minutes.get(meeting.number)
    return minutes is not None and minutes.finished_at is not None


def named_or_under_way(store: Store, named: str | None, *, today: date) -> Meeting | None:
    """The meeting that was named, else the one under way, else none."""
    if named is not None:
        return finding.meeting(store, named, today=today)
    under_way = meetings_under_way(store)
    return under_way[0] if len(under_way) == 1 else None


def must_be_one(store: Store, named: str | None, *, today: date) -> Meeting:
    """The meeting that was named, else the one under way. Raises WhichMeeting."""
    meeting = named_or_under_way(store, named, today=today)
    if meeting is None:
        under_way = meetings_under_way(store)
        if under_way:
            days = " and ".join(m.ref for m in under_way)
            raise WhichMeeting(f"More than one meeting is under way: {days}.")
        raise WhichMeeting("No meeting is under way.")
    return meeting
