"""What a full room may see while minutes are taken: references, and only of what all may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.services.live.beginning import called_in, must_be_under_way
from marg_cli.services.live.places import ATTENDANCE, Place, places_of, unlisted
from marg_cli.services.live.recorded import recorded
from marg_cli.services.meetings.in_the_room import InTheRoom, is_here

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from marg_cli.domain.meeting import Attendance, Meeting
    from marg_cli.store.protocol import Store


class RoomLine(NamedTuple):
    """One thing recorded: its reference, what it is, and an agency, a day or a level."""

    ref: str
    what: str
    bare: str


class RoomPicture(NamedTuple):
    """One place of the meeting as everybody in the room may see it.

    `hidden` is true where somebody present may not see the case: then only its time is shown.
    `called` is when it was called, in UTC.
    """

    meeting: date
    ref: str
    title: str
    at: str | None
    minutes: int
    lead: str | None
    called: str | None
    lines: list[RoomLine]
    hidden: bool
    present: list[str]


def opened(store: Store, named: str | None, *, on: date) -> str:
    """Note that a room's screen was opened; answers the meeting's date.

    Raises Refused where no minutes are being taken.
    """
    held = must_be_under_way(store, named, on=on)
    with store.read("minutes take --room", held.ref):
        pass
    return held.ref


def picture(store: Store, named: str, *, on: date, since: str) -> RoomPicture:
    """See the place the minutes have come to; what is looked up here leaves no row in the audit.

    *since* is from when on rows of the audit count (UTC). Raises Refused once nothing is under way.
    """
    held = must_be_under_way(store, named, on=on)
    rows = store.meetings.attendance(held.number)
    place, called = _place(store, held, since)
    room = InTheRoom(store, on=on, held=held)
    hidden = place.case is not None and not room.may_see(place.case)
    return RoomPicture(
        held.held_on,
        place.key,
        place.title,
        place.at,
        place.minutes,
        None if hidden else place.lead,
        called,
        _lines(store, held, place, room) if room.may_see(place.case) else [],
        hidden,
        sorted(_here(rows)),
    )


def _place(store: Store, held: Meeting, since: str) -> tuple[Place, str | None]:
    """The place called last, and when; the attendance before any was."""
    places = {place.key: place for place in places_of(store, held)}
    for row in reversed(store.audit.rows(since=since)):
        key = called_in(row, held.ref)
        if key is not None:
            return places.get(key) or unlisted(key), row.at
    return places[ATTENDANCE], None


def _lines(store: Store, held: Meeting, place: Place, room: InTheRoom) -> list[RoomLine]:
    if not place.heading:
        return []
    found = recorded(store, held, case=place.case, heading=place.heading)
    return [
        RoomLine(line.ref, line.heading, line.bare)
        for line in found
        if line.shared is None or room.may_read(line.shared)
    ]


def _here(rows: Collection[Attendance]) -> set[str]:
    return {row.agency for row in rows if is_here(row)}
