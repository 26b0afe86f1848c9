"""What a store finds beside a referral: its answers, screenings, and documents of a case."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from marg_cli.domain.case_document import CaseDocument
from marg_cli.domain.referral.answers import ReferralAnswers
from marg_cli.domain.screening import Screening


class AnswersKept(Protocol):
    """Finds what referrals answered."""

    def get(self, referral: int) -> ReferralAnswers | None:
        """The answers of the referral with that number."""

    def listed(self, case_ref: str | None = None) -> list[ReferralAnswers]:
        """The answers of one case's referrals, or of all, in the order they were given."""


class Screenings(Protocol):
    """Finds screenings."""

    def listed(self, case_ref: str | None = None) -> list[Screening]:
        """The screenings of one case, or of all, the oldest first."""


class Documents(Protocol):
    """Finds documents."""

    def get(self, number: int) -> CaseDocument | None:
        """The document with that number."""

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""

    def listed(self, case_ref: str | None = None) -> list[CaseDocument]:
        """The documents of one case, or of all, in the order they came."""

    def gone(self, numbers: Collection[int]) -> list[int]:
        """Those of these numbers whose document and content are gone for good."""

    def content(self, number: int) -> Iterator[bytes]:
        """The content of one document, piece by piece."""
