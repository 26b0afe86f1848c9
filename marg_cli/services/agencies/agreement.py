"""The information-sharing agreement of an agency: how far it has come, and until when it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.value import replace
from marg_cli.services import finding
from marg_cli.services.agencies.view import AgencyView, Viewer
from marg_cli.services.editing import edited, must_change
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.agency import Agency, IsaStatus
    from marg_cli.store.protocol import Store


def isa(
    store: Store,
    code: str,
    *,
    status: IsaStatus | None,
    signed: str | None,
    review: str | None,
    officer: str | None,
    note: str | None,
    on: date,
) -> AgencyView:
    """Note how far an agency has come; only what is given changes, an empty text clears it.

    A review may be counted from the signing: "1 year". A signing on a later day than the one
    before makes the agreement anew, so that its old review day goes.
    """
    must_change(
        *(status, signed, review, officer, note),
        options="--status --signed --review --officer --note",
    )
    with store.change("agency isa") as change:
        agency = finding.agency(store, code)
        agency = replace(agency, isa_status=status or agency.isa_status)
        agency = edited(agency, isa_officer=officer, isa_note=note)
        if signed is not None:
            agency = _signed(agency, signed, on)
        if review is not None:
            agency = _reviewed(store, agency, review, on)
        change.save(agency)
        return Viewer(store, on).view(agency)


def _signed(agency: Agency, signed: str, on: date) -> Agency:
    if not signed.strip():
        return replace(agency, isa_signed_on=None)
    return agency.signed(day_that_came(signed, on=on))


def _reviewed(store: Store, agency: Agency, review: str, on: date) -> Agency:
    from marg_cli.domain.duedates import read_due
    from marg_cli.services.group import group

    if not review.strip():
        return replace(agency, isa_review_on=None)
    day = read_due(
        review,
        counted_from=agency.isa_signed_on or on,
        today=on,
        days=group(store).working_days,
        next_meeting=None,
    )
    return agency.reviewed_by(day)
