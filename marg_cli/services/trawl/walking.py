"""Going through what one agency has still to answer, case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.services import finding
from marg_cli.services.meetings.in_the_room import InTheRoom
from marg_cli.services.trawl.answering import NotAsked
from marg_cli.services.trawl.view import CheckView, Viewer

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class Question(NamedTuple):
    """One check to be answered, and the initials of the person it is about."""

    check: CheckView
    initials: str | None


class Walk(NamedTuple):
    """Everything one agency was asked about the cases of a meeting, and what it has answered."""

    agency: str
    name: str
    meeting: date
    due: date
    questions: list[Question]
    answered: int


def walk(store: Store, agency: str, *, meeting: str, room: bool, on: date) -> Walk:
    """What an agency has still to answer, in the agenda's order.

    For the *room*, of the cases everybody present may see, and no initials.
    Raises AgencyNotFound, MeetingNotFound, NotAsked; Refused once the minutes are final.
    """
    with store.read("trawl return --room" if room else "trawl return") as reading:
        known = finding.agency(store, agency)
        held = finding.meeting(store, meeting, today=on)
        held.must_be_open()
        viewer = Viewer(store, held, on)
        checks = viewer.views(store.lateral_checks.listed(meeting=held.number, agency=known.code))
        if not checks:
            raise NotAsked(
                f"{known.code} was not asked for {held.ref}.",
                f"Ask with: marg trawl ask --meeting {held.ref}",
            )
        left = [check for check in checks if not check.is_answered]
        if room:
            everybody = InTheRoom(store, on=on)
            left = [check for check in left if everybody.may_see(check.case)]
        reading.about(known.code, held.ref, *(check.case for check in left))
        initials = {} if room else {c.ref: c.initials for c in store.cases.listed()}
    return Walk(
        known.code,
        known.name,
        held.held_on,
        viewer.deadline,
        [Question(check, initials.get(check.case)) for check in left],
        sum(check.is_answered for check in checks),
    )
