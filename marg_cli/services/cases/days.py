"""Days on which something happened to a case: none of them before its referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Referral


def after(latest: Referral | None, day: date) -> date:
    """*day*, when it is not before the latest referral. Raises Refused."""
    if latest is not None and day < latest.referred_on:
        from marg_cli.domain.calendar import british

        raise Refused(
            f"{latest.case_ref} was referred on {british(latest.referred_on)}, "
            f"after {british(day)}.",
            f"Give a later day, or put the referral right: marg case edit {latest.case_ref} --on",
        )
    return day
