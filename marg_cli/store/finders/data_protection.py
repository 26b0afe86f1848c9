"""What every store finds of the group's duties to the people of its cases."""

from __future__ import annotations

from typing import Protocol

from marg_cli.domain.basis import SharingBasis
from marg_cli.domain.erasure import Erasure
from marg_cli.domain.restriction import Restriction
from marg_cli.domain.retention import LegalHold, RetentionDecision
from marg_cli.domain.subject_request import HeldBack, SubjectRequest
from marg_cli.store.finders.at_the_table import Kept


class DataProtection(Protocol):
    """Finds each of them, by kind; those with one row a case go by `case_ref`."""

    @property
    def bases(self) -> Kept[SharingBasis]:
        """Why cases may be shared."""

    @property
    def requests(self) -> Kept[SubjectRequest]:
        """Who asked for what is kept of them."""

    @property
    def held_back(self) -> Kept[HeldBack]:
        """What was held back from answers."""

    @property
    def restrictions(self) -> Kept[Restriction]:
        """Cases beyond use."""

    @property
    def decisions(self) -> Kept[RetentionDecision]:
        """What was decided of ended cases' records, the earlier decisions too."""

    @property
    def holds(self) -> Kept[LegalHold]:
        """Legal holds, those that were released too."""

    @property
    def erasures(self) -> Kept[Erasure]:
        """What is left of erased cases."""
