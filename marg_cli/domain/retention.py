"""Retention: how long an ended case is kept, and what a named person decides when that is over.

No period is built in, and nothing is destroyed by itself.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import add_months, british
from marg_cli.domain.case import Case, CaseStatus, Destination
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused, UsageRefused

ENDED = (CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN)
"""How a case stands whose record has a period."""

UNITS = {"month": 1, "year": 12}
LONGEST = 100 * 12
_PERIOD = re.compile(r"(\d{1,4}) ?(month|year)s?")


class Choice(StrEnum):
    """What becomes of a record."""

    DESTROY = "destroy"
    LONGER = "longer"
    PERMANENT = "permanent"


class RetentionDecision(Value):
    """What a named person decided of a case's record; it is looked at again on `until`."""

    number: int
    case_ref: str
    decision: Choice
    because: str
    until: date | None = None
    decided_on: date
    decided_by: str

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref


class LegalHold(Value):
    """While it stands, nothing of a case is destroyed."""

    number: int
    case_ref: str
    because: str
    held_on: date
    held_by: str
    released_on: date | None = None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref

    def released(self, on: date) -> LegalHold:
        """Let go of it as of *on*."""
        return replace(self, released_on=max(on, self.held_on))


def setting_key(name: str) -> str:
    """The setting that holds the period of an outcome: a status, or a destination."""
    return f"retention.{name.casefold().replace(' ', '_')}"


PERIODS = {
    **{setting_key(status): f"how long a {status} case is kept" for status in ENDED},
    **{
        setting_key(destination): f"the same, closed with the destination: {destination}"
        for destination in Destination
    },
}
"""Every setting of a period, and what it is for; a destination's own one goes before `closed`."""


def keys_of(case: Case) -> list[str]:
    """The settings that may hold the period of an ended case, the nearest first."""
    own = [setting_key(case.destination)] if case.destination else []
    return [*own, setting_key(case.status)]


def read_period(text: str) -> str:
    """Read a period, such as "6 years" or "18 months"; none clears it. Raises UsageRefused."""
    found = _PERIOD.fullmatch(" ".join(text.casefold().split()))
    number = int(found[1]) if found else 0
    if found is None or not 0 < number * UNITS[found[2]] <= LONGEST:
        raise UsageRefused(
            f'"{text.strip()}" is no period a record is kept.', "Two that work: 6 years, 18 months"
        )
    return f"{number} {found[2]}{'' if number == 1 else 's'}"


def period_over(period: str, ended_on: date) -> date:
    """The first day after a period, as `read_period` gave it, that began on *ended_on*."""
    number, unit = period.split()
    return add_months(ended_on, int(number) * UNITS[unit.removesuffix("s")])


def must_have_ended(case: Case) -> None:
    """Raises Refused for a case the group still works on."""
    if case.status not in ENDED:
        raise Refused(
            f"{case.ref} is {case.status}: only the record of an ended case is decided on.",
            f"Close it first: marg case close {case.ref}",
        )


def must_fit(case: Case, choice: Choice, until: date | None, *, on: date) -> None:
    """Let pass a decision about a record as of *on*.

    Raises Refused for a case that has not ended, and UsageRefused where *until* does not fit.
    """
    must_have_ended(case)
    if choice is Choice.LONGER and until is None:
        raise UsageRefused(
            "Keeping a record longer needs the day it is looked at again.",
            "For example: --until '2 years'",
        )
    if choice is not Choice.LONGER and until is not None:
        raise UsageRefused(f'"{choice}" has no end to give.', "Leave out --until.")
    if until is not None and until <= on:
        raise Refused(
            f"{british(until)} is not ahead: a record is kept longer than today.",
            "Give a later day: --until DATE",
        )


def must_be_destroyed(ref: str, decision: RetentionDecision | None, hold: LegalHold | None) -> None:
    """Raises Refused without a decision to destroy, or under a legal hold."""
    must_not_be_held(ref, hold)
    if decision is None or decision.decision is not Choice.DESTROY:
        stands = f"to keep it ({decision.decision})" if decision else "nothing"
        raise Refused(
            f"What was decided of {ref} is {stands}, not to destroy it.",
            f"Decide first: marg retention decide {ref} destroy --by NAME --because TEXT",
        )


def must_not_be_held(ref: str, hold: LegalHold | None) -> None:
    """Raises Refused while a legal hold stands."""
    if hold is not None:
        raise Refused(
            f"{ref} is under a legal hold since {british(hold.held_on)}: nothing is destroyed.",
            f"When it is over: marg retention release-hold {ref}",
        )
