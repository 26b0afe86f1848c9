"""What is to become of a case, in one line: review 12 january because the flat is not ready."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marg_cli.domain.live.line import Becomes, LineNotUnderstood
from marg_cli.domain.outcome import OutcomeKind

if TYPE_CHECKING:
    from marg_cli.domain.live.line import Known

CONTINUE = re.compile(r"continue", re.IGNORECASE)
REVIEW = re.compile(r"review(?:\s+on)?\s+(?P<day>.+)", re.IGNORECASE)
STEP_DOWN = re.compile(r"step\s+down\s+to\s+(?P<process>.+)", re.IGNORECASE)
CLOSE = re.compile(r"close", re.IGNORECASE)
REASON = re.compile(r"(?:^|[\s,:]+)because\s+(?P<why>.+)", re.IGNORECASE | re.DOTALL)


def read_outcome(typed: str, known: Known) -> Becomes | None:
    """Read a line under the heading of outcomes; None where it is a text like any other.

    Raises LineNotUnderstood for a review on no day, and for closing without a reason.
    """
    reason = REASON.search(typed)
    said = (typed[: reason.start()] if reason else typed).strip(" .,:")
    because = reason["why"].strip() if reason else None
    if CONTINUE.fullmatch(said):
        return Becomes(OutcomeKind.CONTINUE, because=because)
    if review := REVIEW.fullmatch(said):
        if not known.is_due(review["day"]):
            raise LineNotUnderstood(
                f'"{review["day"]}" cannot be read as a day.',
                "Two that work: review next meeting, review 12 january. A text begins with \\",
                typed.index(review["day"]),
            )
        return Becomes(OutcomeKind.REVIEW, review=review["day"], because=because)
    if down := STEP_DOWN.fullmatch(said):
        return Becomes(OutcomeKind.STEP_DOWN, process=down["process"], because=because)
    if CLOSE.fullmatch(said):
        if because is None:
            raise LineNotUnderstood(
                "Say why the case is to be closed.",
                "For example: close because he has moved to Leek",
                len(typed),
            )
        return Becomes(OutcomeKind.CLOSE, because=because)
    return None
