"""What was said of a case at the table, as papers show it: nothing in it names the person."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class ViewLine(Value):
    """The person's views as they were given, or why they were not obtained.

    `text` is the person's own words, or the reason.
    """

    ref: str
    on: date
    obtained: bool
    agency: str | None
    text: str
    how: str | None
    wants: str | None


class AskedLine(Value):
    """An agency asked for the person's views, which are not there yet; `until` is still in time."""

    agency: str
    until: date
    late: bool


class ToldLine(Value):
    """Who told the person what was agreed, and when."""

    ref: str
    on: date
    by: str
    text: str | None


class RatingLine(Value):
    """How one agency rates a risk, in the group's words for levels."""

    agency: str
    level: str


class DissentLine(Value):
    """One agency's dissent from what was agreed, in its words."""

    agency: str
    text: str


class RiskLine(Value):
    """One risk: to whom, each rating, the spread, what was agreed at first and now, and dissent.

    `weighed` says whether the group has tried to agree; then no `agreed` level means it could not.
    """

    ref: str
    text: str
    to: str
    ratings: tuple[RatingLine, ...]
    lowest: str | None
    highest: str | None
    weighed: bool
    agreed: str | None
    first_agreed: str | None
    dissent: tuple[DissentLine, ...]

    @property
    def settled(self) -> bool:
        """Whether a level was agreed, or why not is noted as somebody's dissent."""
        return self.weighed and (self.agreed is not None or bool(self.dissent))


class BarrierLine(Value):
    """One barrier, and how it was unblocked, if it was."""

    ref: str
    text: str
    service: str | None
    raised_on: date
    unblocked_on: date | None
    how: str | None


class DecisionLine(Value):
    """One decision and its rationale."""

    ref: str
    text: str
    because: str | None


class FactorLine(Value):
    """One of the chair's three factors: present, absent with the reason, or not said (None)."""

    title: str
    present: bool | None
    text: str | None


class PlanLine(Value):
    """The shared plan; `made_on` is the day it was last changed."""

    made_on: date
    text: str | None
    contingency: str | None
    factors: tuple[FactorLine, ...]
    tells: str | None
    tell_by: date | None


class OutcomeLine(Value):
    """What is to become of the case: what was agreed, and why."""

    said: str
    because: str | None


class AgreedRiskLine(Value):
    """The highest agreed level of a case on the first day one was agreed, and now."""

    first: str
    first_on: date
    now: str | None
    now_on: date | None


class AtTheTable(Value):
    """All of it for one case, as of one day; `said` tells whether the meeting itself added to it.

    Views and tellings are those since the meeting before; where there is no view since, the
    latest before stands with its date.
    """

    said: bool
    views: tuple[ViewLine, ...]
    asked: tuple[AskedLine, ...]
    told: tuple[ToldLine, ...]
    risks: tuple[RiskLine, ...]
    agreed_risk: AgreedRiskLine | None
    barriers: tuple[BarrierLine, ...]
    decisions: tuple[DecisionLine, ...]
    plan: PlanLine | None
    outcome: OutcomeLine | None


NOTHING = AtTheTable(
    said=False,
    views=(),
    asked=(),
    told=(),
    risks=(),
    agreed_risk=None,
    barriers=(),
    decisions=(),
    plan=None,
    outcome=None,
)
"""A case of which nobody has said anything."""
