"""The minutes: the headings things are said under, in the order they are read."""

from __future__ import annotations

from enum import StrEnum

from marg_cli.domain.value import Value

GENERAL = "general"

CASE_HEADINGS = {
    "why": "Why the case is here and what we are trying to resolve",
    "views": "Views of the person",
    "information": "Information shared",
    "discussion": "Discussion",
    "barriers": "Barriers to engagement or to a service",
    "capacity": "Mental capacity",
    "risks": "Risks",
    "decisions": "Decisions and their rationale",
    "plan": "Shared risk management plan and contingency",
    "feedback": "Who tells the person, and by when",
    "outcome": "Outcome",
}
"""Under each case, in the order of the minutes; actions stand between plan and feedback."""

BEFORE_ACTIONS = tuple(CASE_HEADINGS)[: tuple(CASE_HEADINGS).index("plan") + 1]
AFTER_ACTIONS = ("feedback", "outcome")

GENERAL_HEADINGS = {
    "welcome": "Welcome and introductions",
    "statement": "Confidentiality and information-sharing statement",
    "declarations": "Declarations of interest",
    "accuracy": "Accuracy of the last minutes",
    "matters": "Action log review and the chair's direction",
    "systems": "Systems issues and learning",
    "aob": "Any other business",
}
"""What belongs to no case."""


class MinutesStatus(StrEnum):
    """Where a set of minutes stands in its life."""

    DRAFT = "draft"
    FINAL = "final"
    APPROVED = "approved"
    AMENDED = "amended"


class Minutes(Value):
    """The minutes of one meeting. Times are "HH:MM".

    `because` is why they are being amended, while that amendment is open.
    """

    meeting: int
    status: MinutesStatus = MinutesStatus.DRAFT
    started_at: str | None = None
    finished_at: str | None = None
    because: str | None = None

    @property
    def ref(self) -> str:
        """The meeting they are of."""
        return f"minutes-{self.meeting}"

    @property
    def is_open(self) -> bool:
        """Whether what they say can still change."""
        return self.status is MinutesStatus.DRAFT or self.because is not None


class Entry(Value):
    """One thing recorded under a heading, for a case or (without one) for the meeting."""

    number: int
    meeting: int
    case_ref: str | None
    heading: str
    text: str

    @property
    def ref(self) -> str:
        """The case it belongs to, or the minutes' general part."""
        return self.case_ref or GENERAL
