"""What a referral says beyond why: the screening answers of the form (ToR 1.2, 1.5, 1.6)."""

from __future__ import annotations

from marg_cli.domain.value import Value, values


class ReferralAnswers(Value):
    """One referral's answers, in the referrer's words; None is what nobody answered.

    `knows`, `supervision` and `immediate_risk` begin with yes or no where a box was ticked;
    `other_process` names them with commas between, or says none.
    """

    referral: int
    case_ref: str
    referred_by: str | None = None
    knows: str | None = None
    safe_contact: str | None = None
    basis: str | None = None
    tried: str | None = None
    failed_because: str | None = None
    supervision: str | None = None
    other_process: str | None = None
    immediate_risk: str | None = None
    reported_to: str | None = None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref

    @property
    def says_anything(self) -> bool:
        """Whether anything was answered."""
        return any(getattr(self, field) for field in ANSWERS)

    @property
    def is_urgent(self) -> bool:
        """Whether somebody is said to be at immediate risk."""
        return says_yes(self.immediate_risk)


ANSWERS = tuple(
    field for field in ReferralAnswers.__slots__ if field not in {"referral", "case_ref"}
)
"""The fields that hold an answer."""


def said(answers: ReferralAnswers) -> dict[str, str]:
    """The answers that were given, by their fields."""
    return {field: text for field, text in values(answers).items() if field in ANSWERS and text}


def says_yes(answer: str | None) -> bool:
    """Whether an answer is more than an empty one or a no; what is unclear counts as yes."""
    if not answer:
        return False
    words = answer.casefold().replace(",", " ").replace(".", " ").replace(":", " ").split()
    return bool(words) and words[0] not in NO


NO = frozenset({"no", "none", "nil", "n", "n/a", "na", "not", "nobody"})
"""First words of an answer that says no."""
