"""Things of the domain with everything filled in; a test names only what matters to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from marg_cli.domain.action import Action
from marg_cli.domain.agency import Agency, Member
from marg_cli.domain.case import Case
from marg_cli.domain.information import Information
from marg_cli.domain.lateral_check import LateralCheck
from marg_cli.domain.meeting import Meeting
from marg_cli.domain.screening import Screening


def an_agency(**changes: Any) -> Agency:
    return Agency(**{"code": "GLOW", "name": "Glow Domestic Abuse Services"} | changes)


def a_member(**changes: Any) -> Member:
    plain: dict[str, Any] = {"number": 1, "name": "Wren Thistledown", "agency": "GLOW"}
    return Member(**plain | changes)


def a_case(**changes: Any) -> Case:
    return Case(**{"ref": "M26-001", "initials": "QF"} | changes)


def a_meeting(**changes: Any) -> Meeting:
    plain: dict[str, Any] = {"number": 1, "held_on": date(2026, 11, 10)}
    return Meeting(**plain | changes)


def an_action(**changes: Any) -> Action:
    plain: dict[str, Any] = {
        "number": 1,
        "case_ref": None,
        "what": "Ring the landlord",
        "agency": "GLOW",
        "owner": "Wren Thistledown",
        "due_on": date(2026, 11, 17),
        "set_on": date(2026, 11, 10),
    }
    wanted = plain | changes
    return Action(**{"first_due_on": wanted["due_on"]} | wanted)


def a_check(**changes: Any) -> LateralCheck:
    plain: dict[str, Any] = {
        "meeting": 1,
        "agency": "GLOW",
        "case_ref": "M26-001",
        "asked_on": date(2026, 10, 27),
    }
    return LateralCheck(**plain | changes)


def information(**changes: Any) -> Information:
    plain: dict[str, Any] = {
        "number": 1,
        "case_ref": "M26-001",
        "agency": "GLOW",
        "kind": "fact",
        "text": "Two calls in October",
        "shared_on": date(2026, 11, 4),
    }
    return Information(**plain | changes)


def a_screening(**changes: Any) -> Screening:
    """One that passes."""
    plain: dict[str, Any] = {
        "number": 1,
        "case_ref": "M26-001",
        "screened_on": date(2026, 11, 16),
        "supervised": True,
        "themes": ("homelessness",),
        "tried": "Two hostels",
        "failed_because": "Neither took the dog",
    }
    return Screening(**plain | changes)
