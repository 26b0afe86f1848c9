"""Corrections from a file, put beside what they put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.correction import Correction
from marg_cli.domain.value import values
from marg_cli.services.exchange.correction_records import CorrectionRecord

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally


def put_correction(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a correction; one that is there already is passed over."""
    record = item.record
    assert isinstance(record, CorrectionRecord)  # noqa: S101 - chosen by its kind
    if not known.case(record.case, tally, item, "case"):
        return None
    said: dict[str, Any] = {
        "case_ref": record.case,
        "thing": record.ref,
        "field": record.field,
        "was": record.was,
        "now": record.now,
        "because": record.because,
        "made_on": record.on,
        "made_by": record.by,
    }
    for there in known.store.afterwards.corrections.listed(thing=record.ref):
        if values(there) == {"number": there.number, **said}:
            return True
    number = known.change.next_number("correction")
    known.change.save(Correction(number=number, **said))
    return False
