"""Why a case may be shared: its lawful basis and two conditions, each with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.basis import ON_CONSENT, PARTS, SharingBasis, named, read_choice
from marg_cli.domain.value import replace
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from marg_cli.store.protocol import Store


class BasisView(NamedTuple):
    """The fields scripts may rely on; what nobody answered is None, and stands in `missing`."""

    case: str
    lawful: str | None
    lawful_because: str | None
    special: str | None
    special_because: str | None
    criminal: str | None
    criminal_because: str | None
    decided_on: date
    decided_by: str
    missing: list[str]


class Based(NamedTuple):
    """The basis as it stands now, and what a person should know of it."""

    basis: BasisView
    remarks: list[str]


def current(store: Store, ref: str) -> BasisView | None:
    """The basis of one case, before somebody is asked for it. Raises CaseNotFound."""
    with store.read("case basis") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        return basis_of(store, case.ref)


def decide(store: Store, ref: str, given: Mapping[str, str], *, by: str | None, on: date) -> Based:
    """Keep the answers *given* by the fields of a basis; what is not given stays as it was.

    *by* is who decided, else who holds the key. Raises CaseNotFound; UsageRefused for a choice
    there is not, a reason without its choice, and a new choice without a reason.
    """
    with store.change("case basis") as change:
        case = finding.case(store, ref)
        kept = _kept(store, case.ref)
        decider = by or store.holder
        basis = kept or SharingBasis(case_ref=case.ref, decided_on=on, decided_by=decider)
        read = {
            field: read_choice(field, text) if field in PARTS else text
            for field, text in given.items()
        }
        for part in PARTS:
            _must_be_reasoned(part, basis, read)
        basis = replace(basis, **read, decided_on=on, decided_by=decider)
        change.save(basis)
        remarks = [ON_CONSENT] if basis.rests_on_consent else []
        return Based(_view(basis), remarks)


def take_out(store: Store, ref: str) -> BasisView:
    """Take the whole basis out again. Raises Refused where there is none."""
    with store.change("case basis") as change:
        case = finding.case(store, ref)
        kept = _kept(store, case.ref)
        if kept is None:
            raise Refused(
                f"{case.ref} has no basis for sharing.", f"Give it one: marg case basis {case.ref}"
            )
        change.remove(kept)
        return _view(kept)


def basis_of(store: Store, ref: str) -> BasisView | None:
    """The basis of one case, where there is one."""
    kept = _kept(store, ref)
    return _view(kept) if kept else None


def in_words(basis: BasisView) -> list[str]:
    """What was decided, a line each as the law names it, and what was not."""
    said = {
        part.title: named(name, getattr(basis, name))
        for name, part in PARTS.items()
        if getattr(basis, name)
    }
    missing = [f"no {title} yet: marg case basis {basis.case}" for title in basis.missing]
    return [*(f"{title}: {choice}" for title, choice in said.items()), *missing]


def _kept(store: Store, ref: str) -> SharingBasis | None:
    found = store.data_protection.bases.listed(case_ref=ref)
    return found[0] if found else None


def _must_be_reasoned(part: str, basis: SharingBasis, read: Mapping[str, str]) -> None:
    """Raises UsageRefused where a choice comes without its reason, or a reason without one."""
    reason, option = f"{part}_because", f"--{part}-because TEXT"
    changed = part in read and read[part] != getattr(basis, part)
    if changed and reason not in read:
        raise UsageRefused(
            f"Nobody says why this is the {PARTS[part].title}.", f"Give the reason: {option}"
        )
    if reason in read and part not in read and getattr(basis, part) is None:
        raise UsageRefused(
            f"That is a reason, but of which {PARTS[part].title}?", f"Choose it with: --{part}"
        )


def _view(basis: SharingBasis) -> BasisView:
    return BasisView(
        case=basis.case_ref,
        lawful=basis.lawful,
        lawful_because=basis.lawful_because,
        special=basis.special,
        special_because=basis.special_because,
        criminal=basis.criminal,
        criminal_because=basis.criminal_because,
        decided_on=basis.decided_on,
        decided_by=basis.decided_by,
        missing=basis.lacks,
    )
