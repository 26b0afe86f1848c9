"""The places a meeting goes through, from attendance to any other business."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.minutes import GENERAL_HEADINGS
from marg_cli.services.agendas.view import agenda_view
from marg_cli.services.group import group
from marg_cli.services.live.recorded import how_many

if TYPE_CHECKING:
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

ATTENDANCE = "attendance"
BEFORE_CASES = ("welcome", "statement", "declarations", "accuracy", "matters")
AFTER_CASES = ("systems", "aob")
FIRST_HEADING = "discussion"
"""What a text in a case is recorded under until another heading is chosen."""
LASTS = {"matters": 10, "aob": 5}
"""Minutes a general part is meant to take; those that are not here take none to speak of."""


class Place(NamedTuple):
    """One place of a meeting; `minutes` is how long it may take, `recorded` how much there is.

    `heading` is the one a text goes under at first, empty where none is taken down (attendance).
    """

    key: str
    title: str
    heading: str
    case: str | None = None
    kind: str = ""
    at: str | None = None
    minutes: int = 0
    lead: str | None = None
    recorded: int = 0


def places_of(store: Store, meeting: Meeting) -> list[Place]:
    """Every place of a meeting in the order of its agenda.

    A case that was spoken of without being on the agenda comes after those that are.
    """
    agenda = agenda_view(store, group(store), meeting)
    counts = how_many(store, meeting)
    listed = [
        Place(
            slot.case,
            slot.kind,
            FIRST_HEADING,
            slot.case,
            slot.kind,
            slot.at,
            slot.minutes,
            slot.lead_agency,
            counts[slot.case],
        )
        for slot in agenda.slots
    ]
    here = {place.key for place in listed}
    besides = sorted(ref for ref in counts if ref not in here and ref not in GENERAL_HEADINGS)
    listed += [unlisted(ref, counts[ref]) for ref in besides]
    return [
        Place(ATTENDANCE, "Attendance", ""),
        *(_general(key, counts[key]) for key in BEFORE_CASES),
        *listed,
        *(_general(key, counts[key]) for key in AFTER_CASES),
    ]


def unlisted(ref: str, recorded: int = 0) -> Place:
    """The place of a case that is not on the agenda."""
    return Place(ref, "not on the agenda", FIRST_HEADING, ref, recorded=recorded)


def _general(key: str, recorded: int) -> Place:
    return Place(key, GENERAL_HEADINGS[key], key, minutes=LASTS.get(key, 0), recorded=recorded)
