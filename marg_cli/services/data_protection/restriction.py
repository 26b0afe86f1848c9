"""Putting a case beyond use, and back: it is kept, and held out of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.restriction import Restriction
from marg_cli.errors import Refused
from marg_cli.services import finding

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class Restricted(NamedTuple):
    """A case beyond use, and since when."""

    case: str
    because: str
    restricted_on: date
    restricted_by: str


def restrict(store: Store, ref: str, *, because: str, by: str | None, on: date) -> Restricted:
    """Put a case beyond use. Raises CaseNotFound, and Refused where it is already."""
    with store.change("subject restrict") as change:
        case = finding.case(store, ref)
        restriction = Restriction(
            case_ref=case.ref, because=because, restricted_on=on, restricted_by=by or store.holder
        )
        change.save(restriction)
        return _seen(restriction)


def unrestrict(store: Store, ref: str) -> Restricted:
    """Lift a restriction: the case is as it was. Raises Refused where there is none."""
    with store.in_full(), store.change("subject unrestrict") as change:
        case = finding.case(store, ref)
        found = store.data_protection.restrictions.listed(case_ref=case.ref)
        if not found:
            raise Refused(
                f"{case.ref} is not restricted.",
                f"Put it beyond use with: marg subject restrict {case.ref} --because TEXT",
            )
        change.remove(*found)
        return _seen(found[0])


def restricted(store: Store) -> list[Restricted]:
    """The cases beyond use, by reference; inside a reading."""
    return [_seen(each) for each in store.data_protection.restrictions.listed()]


def _seen(kept: Restriction) -> Restricted:
    return Restricted(kept.case_ref, kept.because, kept.restricted_on, kept.restricted_by)
