"""A case at the table as a file tells of it: views, risks, barriers, decisions, plans, learning."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from marg_cli.domain.outcome import NEEDS, OutcomeKind
from marg_cli.domain.person_view import BELONGS, ViewState
from marg_cli.domain.risk import RiskTo
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import CaseRef, Code, Day, Name, Text

Number = Annotated[int, Field(ge=1, le=999_999_999)]
Level = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,30}$")]

NEEDED: dict[ViewState, tuple[str, ...]] = {
    ViewState.ASKED: ("agency", "until"),
    ViewState.GIVEN: ("agency", "said_on", "text", "how"),
    ViewState.NOT_OBTAINED: ("said_on", "because"),
    ViewState.TOLD: ("said_on", "told_by"),
}
"""What a view in each state must say."""


class View(Record):
    """One time the person was to be heard, was heard, or was told."""

    number: Number | None = None
    state: ViewState
    agency: Code | None = None
    asked_on: Day | None = None
    until: Day | None = None
    safe_contact: Text | None = None
    knows: bool | None = None
    said_on: Day | None = None
    text: Text | None = None
    how: Text | None = None
    wants: Text | None = None
    because: Text | None = None
    told_by: Name | None = None
    meeting: Day | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        said: dict[str, Any] = {
            field: getattr(self, field) for fields in BELONGS.values() for field in fields
        }
        for field in NEEDED[self.state]:
            if said[field] is None:
                raise broken(field, f'is missing: this view is "{self.state}"')
        for field, value in said.items():
            if value is not None and field not in BELONGS[self.state]:
                raise broken(field, f'does not belong to a view that is "{self.state}"')
        return self


class Rating(Record):
    """How one agency rated a risk on a day."""

    agency: Code
    level: Level
    on: Day
    meeting: Day | None = None


class Dissent(Record):
    """One agency's dissent, in its words."""

    agency: Code
    text: Text


class Agreement(Record):
    """What was agreed of a risk on a day; no level where the group could not agree."""

    level: Level | None = None
    on: Day
    meeting: Day | None = None
    dissent: tuple[Dissent, ...] = ()


class Risk(Record):
    """One risk with all it went through."""

    number: Number | None = None
    text: Text
    to: RiskTo
    raised_on: Day
    meeting: Day | None = None
    ratings: tuple[Rating, ...] = ()
    agreements: tuple[Agreement, ...] = ()


class Barrier(Record):
    """One barrier, and how it was unblocked."""

    number: Number | None = None
    text: Text
    service: Text | None = None
    raised_on: Day
    meeting: Day | None = None
    unblocked_on: Day | None = None
    how: Text | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.unblocked_on is None) != (self.how is None):
            raise broken("how", "and unblocked_on are said together, or neither is")
        if self.unblocked_on is not None and self.unblocked_on < self.raised_on:
            raise broken("unblocked_on", "is before the day it was raised")
        return self


class Decision(Record):
    """One decision, with its rationale."""

    number: Number | None = None
    text: Text
    because: Text | None = None
    on: Day
    meeting: Day | None = None


class Factor(Record):
    """One of the chair's three factors, there or not, and how or why not."""

    present: bool
    text: Text


class Plan(Record):
    """The shared plan as one meeting left it."""

    on: Day
    meeting: Day | None = None
    text: Text | None = None
    contingency: Text | None = None
    coordination: Factor | None = None
    sharing: Factor | None = None
    experts: Factor | None = None
    tells: Name | None = None
    tell_by: Day | None = None


class Outcome(Record):
    """What was agreed is to become of the case."""

    kind: OutcomeKind
    on: Day
    meeting: Day | None = None
    review_on: Day | None = None
    process: Text | None = None
    because: Text | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        for field in ("review_on", "process"):
            if (getattr(self, field) is None) == (field in NEEDS[self.kind]):
                raise broken(field, f'and the outcome "{self.kind}" do not go together')
        if "because" in NEEDS[self.kind] and self.because is None:
            raise broken("because", f'is missing: the outcome is "{self.kind}"')
        return self


class Learnt(Record):
    """One thing learnt from a case."""

    number: Number | None = None
    text: Text
    theme: Name | None = None
    approach: Text | None = None
    intended: Text | None = None
    happened: Text | None = None
    said_on: Day
    meeting: Day | None = None


class TableRecord(Record):
    """All that was said of one case at the table; `number` is that of its reference."""

    case: CaseRef
    views: tuple[View, ...] = ()
    risks: tuple[Risk, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    decisions: tuple[Decision, ...] = ()
    plans: tuple[Plan, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    learnt: tuple[Learnt, ...] = ()
