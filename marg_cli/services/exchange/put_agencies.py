"""Agencies and members from a file, put into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.agency import Agency, Member, Training
from marg_cli.domain.value import replace
from marg_cli.services.exchange.agency_records import AgencyRecord, MemberRecord

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = ("name", "kind", "sector", "part_of", "retired_on")
AGREED = ("status", "signed_on", "review_on", "officer", "note")
OF_MEMBER = ("role", "email", "left_on")


def put_agency(known: Known, _tally: Tally, item: Item, _on: date) -> bool:
    """Add an agency, or bring the one with its code (or, without a code, its name) up to date."""
    record = item.record
    assert isinstance(record, AgencyRecord)  # noqa: S101 - chosen by its kind
    given: dict[str, Any] = {f: getattr(record, f) for f in PLAIN if f in record.model_fields_set}
    given |= {
        f"isa_{field}": getattr(record.isa, field)
        for field in AGREED
        if field in record.isa.model_fields_set
    }
    code = record.code or ""
    there = known.agencies.get(code)
    if item.made and there is None:
        there = known.agency_named(record.name)
    agency = replace(there, **given) if there else Agency(code=code, **given)
    known.agencies[agency.code] = agency
    known.change.save(agency)
    _put_training(known, agency, record)
    return there is not None


def put_member(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a member, or bring the one of that name and agency up to date."""
    record = item.record
    assert isinstance(record, MemberRecord)  # noqa: S101 - chosen by its kind
    if not known.agency(record.agency, tally, item, "agency"):
        return None
    given: dict[str, Any] = {
        field: getattr(record, field) for field in OF_MEMBER if field in record.model_fields_set
    }
    if record.deputy_for is not None:
        stands_for = known.member(record.deputy_for, record.agency)
        if stands_for is None:
            tally.refuse(
                "names nobody of the same agency who comes before this line",
                line=item.line,
                field="deputy_for",
            )
            return None
        given["deputy_for"] = stands_for.number
    there = known.member(record.name, record.agency)
    if there is not None:
        member = replace(there, **given)
        known.members[known.members.index(there)] = member
    else:
        number = known.change.next_number("member")
        member = Member(number=number, name=record.name, agency=record.agency, **given)
        known.members.append(member)
    known.change.save(member)
    return there is not None


def _put_training(known: Known, agency: Agency, record: AgencyRecord) -> None:
    there = {
        (t.held_on, t.name, t.people)
        for t in known.store.agencies.trained()
        if t.agency == agency.code
    }
    for held in record.trained:
        if (held.on, held.name, held.count) not in there:
            known.change.save(
                Training(
                    number=known.change.next_number("training"),
                    agency=agency.code,
                    held_on=held.on,
                    name=held.name,
                    people=held.count,
                )
            )
