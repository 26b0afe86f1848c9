"""The learning log: what was tried in a case, what was intended, what happened, what it taught."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class Learning(Value):
    """One thing learnt from a case; `text` is what it teaches, the rest how it came about."""

    number: int
    case_ref: str
    text: str
    theme: str | None = None
    approach: str | None = None
    intended: str | None = None
    happened: str | None = None
    said_on: date
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The reference people say: L4."""
        return f"L{self.number}"
