"""What was said at the table, as papers show it; a test names only what matters to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from marg_cli.domain.papers.at_the_table import (
    DecisionLine,
    FactorLine,
    PlanLine,
    RatingLine,
    RiskLine,
    ViewLine,
)
from marg_cli.domain.plan import FACTORS

DAY = date(2026, 12, 1)


def a_view_line(on: date = DAY, **changes: Any) -> ViewLine:
    plain: dict[str, Any] = {
        "ref": "V1",
        "on": on,
        "obtained": True,
        "agency": "GLOW",
        "text": "I want a door that locks.",
        "how": "At the hub.",
        "wants": None,
    }
    return ViewLine(**plain | changes)


def a_risk_line(**changes: Any) -> RiskLine:
    plain: dict[str, Any] = {
        "ref": "R1",
        "text": "Cold nights",
        "to": "self",
        "ratings": (
            RatingLine(agency="GLOW", level="high"),
            RatingLine(agency="POL", level="medium"),
        ),
        "lowest": "medium",
        "highest": "high",
        "weighed": False,
        "agreed": None,
        "first_agreed": None,
        "dissent": (),
    }
    return RiskLine(**plain | changes)


def a_decision_line(**changes: Any) -> DecisionLine:
    plain: dict[str, Any] = {"ref": "D1", "text": "Housing leads", "because": "It would help most"}
    return DecisionLine(**plain | changes)


def a_plan_line(**changes: Any) -> PlanLine:
    """A whole plan; a factor given as None was never spoken of."""
    unsaid = {key for key in FACTORS if key in changes and changes.pop(key) is None}
    plain: dict[str, Any] = {
        "made_on": DAY,
        "text": "A bed on frost nights",
        "contingency": "The second provider",
        "factors": tuple(
            FactorLine(title=title, present=None, text=None)
            if key in unsaid
            else FactorLine(title=title, present=True, text="One list")
            for key, title in FACTORS.items()
        ),
        "tells": "Navigator",
        "tell_by": date(2026, 12, 11),
    }
    return PlanLine(**plain | changes)
