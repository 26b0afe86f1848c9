"""A lateral check: what one agency is asked about one case before a meeting, and its answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import short
from marg_cli.domain.meeting import NO_ANSWER
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused, UsageRefused


class CheckState(StrEnum):
    """What an agency has answered: nothing yet, holds nothing, will speak, or in writing."""

    ASKED = NO_ANSWER
    NIL = "nil"
    SPEAK = "speak"
    RETURNED = "returned"


LATE = "late"
"""How a check is shown that nobody answered by its day; it is worked out, never kept."""

ANSWERS = {
    "nil": CheckState.NIL,
    "speak": CheckState.SPEAK,
    "speak written": CheckState.SPEAK,
    "written": CheckState.RETURNED,
}
"""What can be said together, and how the check then stands."""


def state_of(*, nil: bool, speak: bool, written: bool) -> CheckState:
    """How a check stands by what was said. Raises UsageRefused where that is nothing or too much.

    An agency that will speak may write as well; one that holds nothing has nothing to say.
    """
    given = {"nil": nil, "speak": speak, "written": written}
    said = " ".join(word for word, is_so in given.items() if is_so)
    if said not in ANSWERS:
        raise UsageRefused(
            "A nil return says that the agency holds nothing, so nothing else goes with it."
            if said
            else "Nothing was answered.",
            "Give one of: --nil, --speak, TEXT; --speak and TEXT go together.",
        )
    return ANSWERS[said]


class LateralCheck(Value):
    """One agency's check on one case for one meeting. `answered_by` is a person of the agency."""

    meeting: int
    agency: str
    case_ref: str
    state: CheckState = CheckState.ASKED
    asked_on: date
    answered_on: date | None = None
    answered_by: str | None = None

    @property
    def ref(self) -> str:
        """The case it is about."""
        return self.case_ref

    @property
    def is_answered(self) -> bool:
        """Whether the agency has said anything."""
        return self.state is not CheckState.ASKED

    def due_on(self, deadline: date) -> date:
        """By when an answer is in time: the group's deadline, or the day of asking if later."""
        return max(deadline, self.asked_on)

    def is_late(self, deadline: date, on: date) -> bool:
        """Whether the answer came after its day, or is still missing after it; that day counts."""
        return (self.answered_on or on) > self.due_on(deadline)

    def answered(self, state: CheckState, *, on: date, by: str | None) -> LateralCheck:
        """Keep an answer; another one replaces it. Raises Refused for a day before the asking."""
        if on < self.asked_on:
            raise Refused(
                f"{self.agency} was only asked about {self.case_ref} on {short(self.asked_on)}.",
                "Give the day of the answer with --on, or leave it out for today.",
            )
        return replace(self, state=state, answered_on=on, answered_by=by)

    def unanswered(self) -> LateralCheck:
        """Take the answer back: the question stands as it was asked."""
        return replace(self, state=CheckState.ASKED, answered_on=None, answered_by=None)
