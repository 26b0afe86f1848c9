"""Screenings from a file, put into the register with the referral each of them judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.case import opened_by
from marg_cli.domain.screening import Screening
from marg_cli.services.exchange.screening_records import ScreeningRecord

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally


def put_screening(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a screening, or bring the one of that case, referral and day up to date."""
    record = item.record
    assert isinstance(record, ScreeningRecord)  # noqa: S101 - chosen by its kind
    there = known.case(record.case, tally, item, "case")
    if not known.meeting(record.meeting, tally, item, "meeting") or not there:
        return None
    referrals = known.store.cases.referrals(record.case)
    if record.referral is None:
        judged = opened_by(referrals)
    elif record.referral <= len(referrals):
        judged = referrals[record.referral - 1]
    else:
        tally.refuse(
            f"{record.case} has no {record.referral}. referral", line=item.line, field="referral"
        )
        return None
    referral = judged.number if judged else None
    same = (
        kept.number
        for kept in known.store.screenings.listed(record.case)
        if (kept.referral, kept.screened_on) == (referral, record.on)
    )
    number = next(same, None)
    known.change.save(
        Screening(
            number=number or known.change.next_number("screening"),
            case_ref=record.case,
            referral=referral,
            screened_on=record.on,
            meeting=known.meetings[record.meeting].number if record.meeting else None,
            **record.answers,
        )
    )
    return number is not None
