"""Sitting down to take minutes: the meeting, begun where nobody has begun it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.meeting import MeetingStatus
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.under_way import (
    has_ended,
    meetings_under_way,
    must_be_one,
    named_or_under_way,
)
from marg_cli.services.live.keeping import TAKE
from marg_cli.services.live.line_known import known
from marg_cli.services.live.places import Place, places_of
from marg_cli.services.minutes import minutes

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.audit import AuditRow
    from marg_cli.domain.live.line import Known
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class Table(NamedTuple):
    """The meeting as its minute taker sees it: what is read of it, and where it stands."""

    meeting: Meeting
    places: list[Place]
    known: Known
    finished: str | None
    """When the meeting ended, HH:MM, where that is noted already."""
    is_new: bool
    """Whether they were begun just now."""


def begin(store: Store, named: str | None, *, at: str, on: date) -> Table:
    """Go on with the minutes of the meeting named, else of the one that has not ended.

    Where there is none they begin: today's, else the next meeting's. Raises MeetingNotFound, and
    Refused where the minutes are final or the meeting was cancelled.
    """
    held = _the_one(store, named, on)
    held.must_be_open()
    is_new = store.minutes.get(held.number) is None
    if is_new:
        minutes.start(store, held.ref, at=at, on=on)
        held = finding.meeting(store, held.ref, today=on)
    with store.read(TAKE) as reading:
        seen = look(store, held.ref, on=on)
        cases = sum(place.case is not None for place in seen.places)
        reading.note(f"{held.ref} ({cases})")
    return seen._replace(is_new=is_new)


def look(store: Store, meeting: str, *, on: date) -> Table:
    """See how a meeting stands, within a reading or between two lines."""
    held = finding.meeting(store, meeting, today=on)
    kept = minutes.kept_minutes(store, held)
    return Table(held, places_of(store, held), known(store, held, on), kept.finished_at, False)


def called(store: Store, meeting: str, place: str) -> None:
    """Note that a place is called: what is recorded of it is read, and a room's screen follows."""
    with store.read(TAKE, meeting, place):
        pass


def called_in(row: AuditRow, meeting: str) -> str | None:
    """The place that a row of the audit says was called at a meeting, if it says so."""
    first, _, place = row.refs.partition(" ")
    is_call = row.command == TAKE and first == meeting and place and not place.startswith("(")
    return place if is_call else None


def _the_one(store: Store, named: str | None, on: date) -> Meeting:
    if named is not None:
        return finding.meeting(store, named, today=on)
    going_on = [held for held in meetings_under_way(store) if not has_ended(store, held)]
    if going_on:
        return must_be_one(store, None, today=on)
    return finding.meeting(store, "next", today=on)


def must_be_under_way(store: Store, named: str | None, *, on: date) -> Meeting:
    """The meeting whose minutes are being taken. Raises Refused where none is."""
    held = named_or_under_way(store, named, today=on)
    if held is None or held.status is not MeetingStatus.UNDER_WAY:
        raise Refused(
            "No minutes are being taken just now.", "Begin in another window: marg minutes take"
        )
    return held
