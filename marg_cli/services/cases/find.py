"""Finding a person among the cases: answered with references, never with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import LIVE
from marg_cli.domain.person import Person
from marg_cli.domain.same_person import PARTS, WAYS, alike
from marg_cli.domain.text import folded
from marg_cli.services import finding

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.domain.same_person import Way
    from marg_cli.store.protocol import Store

INITIALS = "initials"


class Found(NamedTuple):
    """A case that may be of the person looked for; `matched` says why, the surest first."""

    ref: str
    status: str
    referred_on: date | None
    matched: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the group has it now."""
        return self.status in LIVE


def find(store: Store, text: str) -> list[Found]:
    """Look for a person by a name, an alias, initials or a number; the likest first."""
    asked = Person(name=text, nhs=text, police_ref=text)
    return _looked_for(store, asked, PARTS, initials=text)


def possible_same(store: Store, person: Person) -> list[Found]:
    """Say which cases may be of a person about to be added; the likest first."""
    return _looked_for(store, person, WAYS, initials=None)


def chosen(store: Store, ref: str) -> str:
    """The reference of a case somebody judged to be of the same person. Raises CaseNotFound."""
    with store.read("case find") as reading:
        found = finding.case(store, ref).ref
        reading.about(found)
    return found


def _looked_for(
    store: Store, asked: Person, ways: tuple[Way, ...], *, initials: str | None
) -> list[Found]:
    with store.read("case find") as reading:
        referred = {r.case_ref: r.referred_on for r in store.cases.referrals()}
        ranked = []
        for case in store.cases.listed():
            rank, says = _match(asked, case, ways, initials)
            if says:
                found = Found(case.ref, case.status.value, referred.get(case.ref), says)
                ranked.append((rank, found))
        ranked.sort(key=lambda match: (match[0], match[1].ref))
        reading.about(*(found.ref for _, found in ranked))
    return [found for _, found in ranked]


def _match(
    asked: Person, case: Case, ways: tuple[Way, ...], initials: str | None
) -> tuple[int, tuple[str, ...]]:
    known = Person(*(getattr(case, field) for field in Person._fields))
    found = alike(asked, known, ways)
    rank, says = found or (len(ways), ())
    if initials and folded(initials) == folded(case.initials):
        says = (*says, INITIALS)
    return rank, says
