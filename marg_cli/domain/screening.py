"""Screening: what a case must answer before the group takes it on (ToR 1.2, 1.5, 1.6, 2.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from marg_cli.domain.value import Value


class Screening(Value):
    """What was answered about a case on one day; None is no, nothing, or nobody.

    `referral` is the number of the referral it judges, `meeting` that of the meeting it was asked
    for. `themes` are the case's on that day. `why_here` says why a case that is in another
    process needs this group too.
    """

    number: int
    case_ref: str
    referral: int | None = None
    screened_on: date
    meeting: int | None = None
    supervised: bool
    other_process: str | None = None
    why_here: str | None = None
    themes: tuple[str, ...] = ()
    tried: str | None = None
    failed_because: str | None = None
    immediate_risk: str | None = None
    reported_to: str | None = None
    remarks: str | None = None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref

    @property
    def fails(self) -> list[str]:
        """Why the case does not pass, each as the end of a sentence; empty when it passes."""
        return [each.because for each in CRITERIA if each.fails(self)]

    @property
    def is_untold(self) -> bool:
        """Whether somebody is at immediate risk and nobody is said to have been told."""
        return self.immediate_risk is not None and self.reported_to is None

    def serves(self, meeting: int, last_listed: date | None) -> bool:
        """Whether it need not be asked again for a meeting.

        It was asked for that one, or after the day the case was last listed for an earlier one.
        """
        return self.meeting == meeting or last_listed is None or self.screened_on > last_listed


class Criterion(NamedTuple):
    """One thing the test looks at: which answers fail, and what is said then."""

    fails: Callable[[Screening], bool]
    because: str


CRITERIA = (
    Criterion(
        lambda said: not said.supervised,
        "it has not been through case supervision",
    ),
    Criterion(
        lambda said: said.other_process is not None and said.why_here is None,
        "it is in another process, and nobody says why this group is needed too",
    ),
    Criterion(
        lambda said: not said.themes,
        "none of the five disadvantages is named, nor a theme of the group's own",
    ),
    Criterion(
        lambda said: said.tried is None,
        "business as usual has not been tried",
    ),
)
"""The test a case passes when nothing of it fails. An immediate risk fails nothing: it cannot wait.

The group is for what each agency by itself has tried and could not resolve (ToR 1.2, 1.6, 2.1).
"""

LABELS = {
    "supervised": "case supervision",
    "other_process": "other processes",
    "why_here": "why this group too",
    "themes": "themes",
    "tried": "what was tried",
    "failed_because": "why that failed",
    "immediate_risk": "immediate risk",
    "reported_to": "reported to",
    "remarks": "remarks",
}
"""The answers in the order they are asked for, and what each is called."""


class Difference(NamedTuple):
    """One answer that changed since the screening before; both as words, none is "none"."""

    field: str
    before: str
    after: str


def differences(before: Screening, after: Screening) -> list[Difference]:
    """What changed from one screening to the next, in the order of the questions."""
    told = [Difference(label, said(before, f), said(after, f)) for f, label in LABELS.items()]
    return [each for each in told if each.before != each.after]


def said(screening: Screening, field: str) -> str:
    """One answer in words: yes or no, several with commas between, none."""
    answer = getattr(screening, field)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        answer = ", ".join(answer)
    return answer or "none"
