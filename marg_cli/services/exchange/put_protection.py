"""What is owed to the people of cases, from a file put into the register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from marg_cli.domain.basis import SharingBasis
from marg_cli.domain.erasure import Erasure
from marg_cli.domain.restriction import Restriction
from marg_cli.domain.retention import LegalHold, RetentionDecision
from marg_cli.domain.subject_request import HeldBack, SubjectRequest
from marg_cli.domain.value import replace, values
from marg_cli.services.exchange import protection_records as records

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally
    from marg_cli.store.finders.at_the_table import Kept

T = TypeVar("T", SubjectRequest, HeldBack, RetentionDecision, LegalHold)
CENTURY = 2000


def put_protection(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Put all that is kept of one case; what is there already is brought up to date."""
    record = item.record
    assert isinstance(record, records.ProtectionRecord)  # noqa: S101 - chosen by its kind
    if not known.case(record.case, tally, item, "case"):
        return None
    put = _Put(known, record.case)
    there = put.has_any
    if record.basis:
        known.change.save(SharingBasis(case_ref=record.case, **record.basis.model_dump()))
    for request in record.requests:
        put.request(request)
    if record.restriction:
        said = record.restriction.model_dump()
        known.change.save(Restriction(case_ref=record.case, **said))
    for decided in record.retention:
        put.decided(decided)
    for hold in record.holds:
        put.hold(hold)
    return there


def put_erasure(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Put the receipt of an erasure, whose reference is then never given out."""
    record = item.record
    assert isinstance(record, records.ErasureRecord)  # noqa: S101 - chosen by its kind
    if record.case in known.cases:
        tally.refuse(
            f"{record.case} is a case here: erase it with marg subject erase",
            line=item.line,
            field="case",
        )
        return None
    there = known.store.data_protection.erasures.listed(case_ref=record.case)
    if there:
        return True
    year, number = re.findall(r"\d+", record.case)
    known.change.number_taken(f"case:{CENTURY + int(year)}", int(number))
    said = record.model_dump(exclude={"case"})
    known.change.save(Erasure(case_ref=record.case, seq=known.change.seq, cleared=True, **said))
    return False


class _Put:
    """Puts what is kept of one case, one after another."""

    def __init__(self, known: Known, case_ref: str) -> None:
        self._change = known.change
        self._kept = known.store.data_protection
        self._case = case_ref

    @property
    def has_any(self) -> bool:
        """Whether anything of it was kept before."""
        kept = self._kept
        kinds = (kept.bases, kept.requests, kept.restrictions, kept.decisions, kept.holds)
        return any(kind.listed(case_ref=self._case) for kind in kinds)

    def request(self, said: records.Request) -> None:
        """Put one request, and what was held back from its answer."""
        given = said.model_dump(exclude={"number", "held_back"})
        request = self._keep(
            self._kept.requests,
            "subject_request",
            SubjectRequest(number=0, case_ref=self._case, **given),
            said.number,
        )
        for each in said.held_back:
            back = HeldBack(
                number=0, request=request.number, case_ref=self._case, **each.model_dump()
            )
            self._keep(self._kept.held_back, "held_back", back, None)

    def decided(self, said: records.Decided) -> None:
        """Put one decision on the record."""
        decision = RetentionDecision(number=0, case_ref=self._case, **said.model_dump())
        self._keep(self._kept.decisions, "retention_decision", decision, None)

    def hold(self, said: records.Hold) -> None:
        """Put one legal hold; one that stands already is brought up to date."""
        hold = LegalHold(number=0, case_ref=self._case, **said.model_dump())
        there = [
            each
            for each in self._kept.holds.listed(case_ref=self._case)
            if (each.held_on, each.because) == (hold.held_on, hold.because)
        ]
        self._keep(self._kept.holds, "legal_hold", hold, there[0].number if there else None)

    def _keep(self, kept: Kept[T], counter: str, thing: T, number: int | None) -> T:
        """Keep a thing under its number, else as the next unless one says the very same."""
        if number is None:
            same = (each for each in kept.listed(case_ref=self._case) if _same(each, thing))
            found = next(same, None)
            number = found.number if found else self._change.next_number(counter)
        else:
            self._change.number_taken(counter, number)
        numbered = replace(thing, number=number)
        self._change.save(numbered)
        return numbered


def _same(there: Any, thing: Any) -> bool:  # noqa: ANN401 - any kind of thing
    return values(there) | {"number": 0} == values(thing)
