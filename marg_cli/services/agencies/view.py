"""An agency as lists and programs see it: what is kept, and what follows from it on a day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import IsaStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.agency import Agency, Training
    from marg_cli.store.protocol import Store


class Agreement(NamedTuple):
    """How an agency stands with the information-sharing agreement."""

    status: str
    signed_on: date | None
    review_on: date | None
    officer: str | None
    in_force: bool
    note: str | None

    @property
    def standing(self) -> str:
        """How far it has come, in a word: what is signed off may be past its review."""
        if self.status == IsaStatus.SIGNED_OFF and not self.in_force:
            return "review past"
        return self.status


class Trained(NamedTuple):
    """One time somebody, or *count* people, were trained."""

    on: date
    name: str | None
    count: int  # type: ignore[assignment]  # the import's field has that name, as a tuple's method


class AgencyView(NamedTuple):
    """The fields scripts may rely on.

    `trained` counts the people trained in all; `members` names those who have not left, deputies
    last.
    """

    code: str
    name: str
    kind: str
    sector: str | None
    isa: Agreement
    trained: int
    members: list[str]
    part_of: str | None
    retired_on: date | None
    training: list[Trained]


FIELDS = (
    *("code", "name", "kind", "sector"),
    *(f"isa_{field}" for field in Agreement._fields),
    *("trained", "members", "part_of", "retired_on", "training"),
)
"""The columns of a CSV, in which an agency is one line."""


class Viewer:
    """Makes views of agencies as of one day, with the register's people at hand."""

    def __init__(self, store: Store, on: date) -> None:
        self._on = on
        self._members: dict[str, list[str]] = defaultdict(list)
        self._training: dict[str, list[Trained]] = defaultdict(list)
        for member in store.members.listed():
            if member.left_on is None:
                self._members[member.agency].append(member.name)
        for training in store.agencies.trained():
            self._training[training.agency].append(trained_line(training))

    def view(self, agency: Agency) -> AgencyView:
        """Say what one agency is on the day."""
        training = self._training[agency.code]
        return AgencyView(
            agency.code,
            agency.name,
            agency.kind,
            agency.sector,
            Agreement(
                agency.isa_status,
                agency.isa_signed_on,
                agency.isa_review_on,
                agency.isa_officer,
                agency.isa_in_force(self._on),
                agency.isa_note,
            ),
            sum(line.count for line in training),
            self._members[agency.code],
            agency.part_of,
            agency.retired_on,
            training,
        )

    def views(self, agencies: Iterable[Agency]) -> list[AgencyView]:
        """Say what each agency is on the day, in the same order."""
        return [self.view(agency) for agency in agencies]


def trained_line(training: Training) -> Trained:
    """One line of the training register, as the agency's view shows it."""
    return Trained(training.held_on, training.name, training.people)
