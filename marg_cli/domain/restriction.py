"""Restriction: a case is put beyond use, kept but held out of everything (UK GDPR Art 18)."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class Restriction(Value):
    """One case put beyond use; no more than its reference is known while it stands."""

    case_ref: str
    because: str
    restricted_on: date
    restricted_by: str

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref
