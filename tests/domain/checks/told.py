"""What the rules are told of a sound meeting; a test names only what is amiss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.checks.told import (
    AbsentTold,
    AgendaTold,
    CaseTold,
    MeetingTold,
    Said,
    SlotTold,
)
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL_HEADINGS
from tests.builders import a_case as a_kept_case
from tests.documents.papers import MEETING, a_case, a_minutes_paper, a_slot, an_agenda

WORDS = {"day": "2026-12-08", "where": ""}

SOUND = {
    "views": "She wants a door that locks.",
    "risks": "Agreed level: high.",
    "decisions": "Housing leads, because a place would change most.",
}

Changes = Mapping[str, tuple[str, ...]]


def said(headings: Mapping[str, str], changes: Changes) -> dict[str, list[Said]]:
    """Entries under each heading; a heading changed to () has none."""
    texts = {key: (SOUND.get(key, f"About {key}."),) for key in headings} | dict(changes)
    ref = iter(range(1, 100))
    return {key: [Said(f"E{next(ref)}", text) for text in own] for key, own in texts.items() if own}


def a_case_told(heard: Changes | None = None, **changes: Any) -> CaseTold:
    plain: dict[str, Any] = {
        "minutes": a_case(),
        "said": said(CASE_HEADINGS, heard or {}),
        "meeting_on": MEETING,
        "since": date(2026, 11, 10),
        "taken_on": True,
        "goes_on": False,
        "withdrew": frozenset(),
        "stayed": False,
        "own_levels": (),
    }
    return CaseTold(**plain | changes)


def a_meeting_told(heard: Changes | None = None, **changes: Any) -> MeetingTold:
    plain: dict[str, Any] = {
        "paper": a_minutes_paper(),
        "said": said(GENERAL_HEADINGS, heard or {}),
        "silent": (),
        "attendance": True,
        "has_earlier": True,
    }
    return MeetingTold(**plain | changes)


def a_slot_told(**changes: Any) -> SlotTold:
    plain: dict[str, Any] = {
        "slot": a_slot(),
        "status": CaseStatus.ACTIVE,
        "fixed": True,
        "clash": None,
        "no_views_at": None,
    }
    return SlotTold(**plain | changes)


def an_agenda_told(**changes: Any) -> AgendaTold:
    plain: dict[str, Any] = {
        "paper": an_agenda(),
        "slots": (a_slot_told(),),
        "today": date(2026, 11, 30),
        "send_by": date(2026, 12, 1),
        "last": date(2026, 11, 10),
        "last_minutes": "final",
    }
    return AgendaTold(**plain | changes)


def an_absent_told(**changes: Any) -> AbsentTold:
    plain: dict[str, Any] = {
        "case": a_kept_case(ref="M26-002", status=CaseStatus.ACTIVE),
        "due": (),
        "meeting_on": MEETING,
    }
    return AbsentTold(**plain | changes)
