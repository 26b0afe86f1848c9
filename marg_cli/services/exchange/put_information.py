"""Information from a file, put into the register with its source and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.information import Information
from marg_cli.domain.value import replace
from marg_cli.services.exchange.information_records import InformationRecord

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = ("kind", "text", "third_party", "criminal", "only_for", "returned")


def put_information(known: Known, tally: Tally, item: Item, on: date) -> bool | None:
    """Add information, or bring the one of that reference up to date.

    Without a reference, one that says the same as there is already is passed over.
    """
    record = item.record
    assert isinstance(record, InformationRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record):
        return None
    given = _given(known, record)
    number = int(record.ref[1:]) if record.ref else _saying_the_same(known, record)
    there = known.store.information.get(number) if number else None
    if there is not None:
        known.change.save(replace(there, **given))
        return True
    if number is not None:
        known.change.number_taken("information", number)
    shared_on = record.on or record.meeting or on
    known.change.save(
        Information(
            number=number or known.change.next_number("information"),
            **{"shared_on": shared_on, **given},
        )
    )
    return False


def _may_stand(known: Known, tally: Tally, item: Item, record: InformationRecord) -> bool:
    """Whether all it speaks of is known; tells every problem there is."""
    return all(
        [
            known.case(record.case, tally, item, "case"),
            known.agency(record.agency, tally, item, "agency"),
            known.meeting(record.meeting, tally, item, "meeting"),
            *(known.agency(code, tally, item, "only_for") for code in record.only_for),
        ]
    )


def _given(known: Known, record: InformationRecord) -> dict[str, Any]:
    """What the file says, by the fields of what is kept."""
    given = {f: getattr(record, f) for f in PLAIN if f in record.model_fields_set}
    given |= {"case_ref": record.case, "agency": record.agency}
    if record.on is not None:
        given["shared_on"] = record.on
    if record.meeting is not None:
        given["meeting"] = known.meetings[record.meeting].number
    return given


def _saying_the_same(known: Known, record: InformationRecord) -> int | None:
    there = known.store.information.listed(case_ref=record.case, agency=record.agency)
    same = (i.number for i in there if (i.kind, i.text) == (record.kind, record.text))
    return next(same, None)
