"""The group's own blank referral form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.calendar import short
from marg_cli.domain.case import DISADVANTAGES
from marg_cli.domain.papers.referral_form import ReferralForm
from marg_cli.domain.referral.fields import PROCESSES
from marg_cli.services.group import group
from marg_cli.services.papers import frame

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


def referral_form(store: Store, *, on: date) -> ReferralForm:
    """Put a blank form together as of a day; it names nobody."""
    with store.read("case form", leaving=True):
        made = group(store)
    return ReferralForm(
        head=frame.head_on(
            made,
            on,
            title="Referral form",
            copy_for="Whoever refers",
            version=f"Form of {short(on)}",
        ),
        themes=DISADVANTAGES,
        processes=PROCESSES,
    )
