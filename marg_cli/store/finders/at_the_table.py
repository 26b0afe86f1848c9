"""What every store finds of a case at the table: one protocol for each kind of thing."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from marg_cli.domain.barrier import Barrier
from marg_cli.domain.correction import Correction
from marg_cli.domain.decision import Decision
from marg_cli.domain.learning import Learning
from marg_cli.domain.outcome import Outcome
from marg_cli.domain.person_view import PersonView
from marg_cli.domain.plan import Plan
from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskRating

T = TypeVar("T")


class Kept(Protocol[T]):
    """Finds things of one kind that belong to a case."""

    def get(self, number: int) -> T | None:
        """The one with that number."""

    def listed(self, **given: Any) -> list[T]:  # noqa: ANN401 - a condition each
        """Those that meet every condition given, in the order they were added.

        Conditions: case_ref, and where the kind has it meeting (its number), agency, risk, state,
        thing.
        """

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""


class AtTheTable(Protocol):
    """Finds what is said of cases at the table, by kind."""

    @property
    def views(self) -> Kept[PersonView]:
        """The person's views: asked for, given, not obtained, and told back."""

    @property
    def risks(self) -> Kept[Risk]:
        """Risks."""

    @property
    def ratings(self) -> Kept[RiskRating]:
        """Every agency's ratings of risks, the earlier ones too."""

    @property
    def agreements(self) -> Kept[RiskAgreement]:
        """What was agreed of risks, from first to last."""

    @property
    def dissents(self) -> Kept[RiskDissent]:
        """Who dissented from an agreement."""

    @property
    def barriers(self) -> Kept[Barrier]:
        """Barriers, unblocked ones too."""

    @property
    def decisions(self) -> Kept[Decision]:
        """Decisions."""

    @property
    def plans(self) -> Kept[Plan]:
        """Every version of every case's plan."""

    @property
    def outcomes(self) -> Kept[Outcome]:
        """What was agreed is to become of cases."""


class Afterwards(Protocol):
    """Finds what is said of cases afterwards, by kind."""

    @property
    def corrections(self) -> Kept[Correction]:
        """What was put right after it had left."""

    @property
    def learnt(self) -> Kept[Learning]:
        """What was learnt."""
