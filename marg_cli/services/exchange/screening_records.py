"""A screening as a file tells of it: what was answered about a case on one day."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from marg_cli.services.exchange.record import Record
from marg_cli.services.exchange.values import CaseRef, Day, Text, Themes


class ScreeningRecord(Record):
    """One screening; `referral` is which of the case's it judges, from 1 on; else the latest."""

    case: CaseRef
    on: Day
    referral: Annotated[int, Field(ge=1, le=999)] | None = None
    meeting: Day | None = None
    supervision: bool
    other_process: Text | None = None
    why_here: Text | None = None
    themes: Themes = ()
    tried: Text | None = None
    failed_because: Text | None = None
    immediate_risk: Text | None = None
    reported_to: Text | None = None
    remarks: Text | None = None

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by the fields of a screening."""
        told = self.model_dump(exclude={"case", "on", "referral", "meeting", "supervision"})
        return {**told, "supervised": self.supervision}
