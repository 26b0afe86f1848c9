"""What the group agreed is to become of a case: go on, look again, hand on, or close."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import british
from marg_cli.domain.value import Value
from marg_cli.errors import Refused


class OutcomeKind(StrEnum):
    """What is to become of a case."""

    CONTINUE = "continue"
    REVIEW = "review"
    STEP_DOWN = "step down"
    CLOSE = "close"


NEEDS: dict[OutcomeKind, tuple[str, ...]] = {
    OutcomeKind.CONTINUE: (),
    OutcomeKind.REVIEW: ("review_on",),
    OutcomeKind.STEP_DOWN: ("process",),
    OutcomeKind.CLOSE: ("because",),
}
"""What each cannot be said without."""

ASKED_FOR = {"review_on": "--on WHEN", "process": "--to PROCESS", "because": "--because TEXT"}
"""The option that gives each."""

SAYS: dict[OutcomeKind, str] = {
    OutcomeKind.CONTINUE: "Continue",
    OutcomeKind.REVIEW: "Review on {day}",
    OutcomeKind.STEP_DOWN: "Step down to {process}",
    OutcomeKind.CLOSE: "Close",
}


class Outcome(Value):
    """What was agreed of one case at one meeting, or between two of them (without a meeting).

    *review_on* is when the group looks again, *process* what the case is handed on to.
    """

    number: int
    case_ref: str
    meeting: int | None
    kind: OutcomeKind
    said_on: date
    review_on: date | None = None
    process: str | None = None
    because: str | None = None

    @property
    def ref(self) -> str:
        """The case it is about."""
        return self.case_ref

    def checked(self) -> Outcome:
        """Give it back. Raises Refused where it lacks what its kind needs, or says too much."""
        given = {field for field in ASKED_FOR if getattr(self, field) is not None}
        for field in NEEDS[self.kind]:
            if field not in given:
                raise Refused(
                    f'The outcome "{self.kind}" needs more to be said.',
                    f"Add: {ASKED_FOR[field]}",
                )
        odd = given - set(NEEDS[self.kind]) - {"because"}
        if odd:
            option = ASKED_FOR[min(odd)].split()[0]
            homes = [kind.value for kind, needs in NEEDS.items() if odd & set(needs)]
            raise Refused(
                f'{option} says nothing about the outcome "{self.kind}".',
                f"It belongs to: {', '.join(homes)}",
            )
        if self.review_on is not None and self.review_on <= self.said_on:
            raise Refused(
                f"{self.case_ref} cannot be reviewed on {british(self.review_on)}: "
                "that day is not ahead of the meeting.",
                "Give a later day, such as: --on 'next meeting'",
            )
        return self

    @property
    def said(self) -> str:
        """What was agreed, without its reason: Review on Tuesday 12 January 2027."""
        day = british(self.review_on) if self.review_on else ""
        return SAYS[self.kind].format(day=day, process=self.process)

    @property
    def sentence(self) -> str:
        """What was agreed and why, as the minutes say it."""
        return f"{self.said}: {self.because}" if self.because else f"{self.said}."
