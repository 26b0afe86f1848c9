"""What every store finds of cases."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from marg_cli.domain.case import Case, Involvement, Referral


class Cases(Protocol):
    """Finds cases."""

    def get(self, ref: str) -> Case | None:
        """The case with that reference."""

    def has(self, ref: str) -> bool:
        """Whether there is a case with that reference."""

    def has_basis(self, ref: str) -> bool:
        """Whether it was decided, in part at least, why that case may be shared."""

    def refs(self) -> list[str]:
        """Every reference, oldest first."""

    def per_status(self) -> dict[str, int]:
        """How many cases stand where."""

    def listed(self, *, status: str | None = None, lead_agency: str | None = None) -> list[Case]:
        """Cases that meet every condition given, by reference."""

    def referrals(self, case_ref: str | None = None) -> list[Referral]:
        """The referrals of one case, or of all, oldest first."""

    def files(self, case_ref: str) -> list[tuple[int, str, date]]:
        """Number, kind and day of each document kept with a case, in the order they came."""

    def involved(self, case_ref: str | None = None) -> list[Involvement]:
        """The agencies involved in one case, or in all."""
