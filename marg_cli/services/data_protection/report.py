"""How the group stands with sharing: on which basis, under which agreements, by people trained."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.basis import PARTS
from marg_cli.domain.case import LIVE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.basis import SharingBasis
    from marg_cli.store.protocol import Store


class SharingReport(NamedTuple):
    """The fields scripts may rely on; cases are those not ended, agencies those not retired.

    `unanswered` are cases with a basis that is not whole. By its answer, `lawful`, `special` and
    `criminal` count cases. `agreements` counts agencies by status; `not_in_force` are those that
    personal data is not sent to without a reason, and `overrides` the packs built with one;
    `untrained` are those of which nobody was trained.
    """

    cases: int
    without_basis: list[str]
    unanswered: list[str]
    lawful: dict[str, int]
    special: dict[str, int]
    criminal: dict[str, int]
    agencies: int
    agreements: dict[str, int]
    not_in_force: list[str]
    overrides: list[str]
    people_trained: int
    untrained: list[str]


def sharing(store: Store, *, on: date) -> SharingReport:
    """Sum up how sharing stands as of a day."""
    with store.read("report sharing") as reading:
        live = [case.ref for case in store.cases.listed() if case.status in LIVE]
        reading.note(f"({len(live)})")
        kept = {basis.case_ref: basis for basis in store.data_protection.bases.listed()}
        bases = [kept[ref] for ref in live if ref in kept]
        agencies = [each for each in store.agencies.listed() if each.retired_on is None]
        trained = store.agencies.trained()
        codes = {training.agency for training in trained}
        return SharingReport(
            cases=len(live),
            without_basis=[ref for ref in live if ref not in kept],
            unanswered=[basis.case_ref for basis in bases if basis.lacks],
            **{part: _counted(bases, part) for part in PARTS},
            agencies=len(agencies),
            agreements=dict(Counter(each.isa_status.value for each in agencies).most_common()),
            not_in_force=[each.code for each in agencies if not each.isa_in_force(on)],
            overrides=[pack.ref for pack in store.circulation.packs.listed() if pack.overridden],
            people_trained=sum(training.people for training in trained),
            untrained=[each.code for each in agencies if each.code not in codes],
        )


def _counted(bases: Sequence[SharingBasis], part: str) -> dict[str, int]:
    """How many cases have each answer, the commonest first."""
    return dict(
        Counter(choice for basis in bases if (choice := getattr(basis, part))).most_common()
    )
