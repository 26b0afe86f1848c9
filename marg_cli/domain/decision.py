"""Decisions of the group in a case, each with its rationale."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class Decision(Value):
    """One decision; `because` is its rationale, which the check of the minutes asks for."""

    number: int
    case_ref: str
    text: str
    because: str | None
    decided_on: date
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The reference people say: D8."""
        return f"D{self.number}"
