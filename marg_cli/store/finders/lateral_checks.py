"""What every store finds of what agencies say before a meeting; the protocol's other half."""

from __future__ import annotations

from typing import Protocol

from marg_cli.domain.information import Information
from marg_cli.domain.lateral_check import LateralCheck


class LateralChecks(Protocol):
    """Finds lateral checks."""

    def get(self, meeting: int, agency: str, case_ref: str) -> LateralCheck | None:
        """One agency's check on one case for one meeting."""

    def listed(
        self, *, meeting: int | None = None, agency: str | None = None, case_ref: str | None = None
    ) -> list[LateralCheck]:
        """Checks that meet every condition given, by meeting, case and agency."""


class InformationShared(Protocol):
    """Finds information shared."""

    def get(self, number: int) -> Information | None:
        """The information with that number."""

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""

    def listed(
        self, *, meeting: int | None = None, agency: str | None = None, case_ref: str | None = None
    ) -> list[Information]:
        """Information that meets every condition given, in the order it was kept."""
