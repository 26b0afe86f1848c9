"""The case summary: one case on one printed page, by its reference."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.actions import ActionLine
from marg_cli.domain.papers.at_the_table import AtTheTable
from marg_cli.domain.papers.frame import Head
from marg_cli.domain.papers.minutes import Closing
from marg_cli.domain.value import Value


class Contact(Value):
    """An agency involved in a case, and whom to ask there."""

    agency: str
    name: str | None
    leads: bool


class LastSaid(Value):
    """What was recorded last under a heading of the minutes, and at which meeting."""

    on: date
    text: str


class SlotAhead(Value):
    """When a case is discussed next; `at` is "HH:MM"."""

    on: date
    at: str | None
    kind: str


class ReferredBy(Value):
    """One referral: when, and by which agency."""

    on: date
    agency: str | None


class ToldOn(Value):
    """When the person was told what was agreed, and by whom."""

    on: date
    by: str


class FileLine(Value):
    """A document kept with the case: what it is and since when, without its name."""

    ref: str
    kind: str
    on: date


class CaseSummary(Value):
    """How one case stands: nothing in it identifies the person.

    `because` says why it was declined or withdrawn, or accepted without screening; `fails` are
    the reasons why it does not pass its screening, and `untold` says that somebody is at immediate
    risk and nobody is said to have been told; `checks_out` are the agencies whose lateral checks
    are missing. Referrals: the latest first.
    """

    head: Head
    ref: str
    status: str
    repeat: bool
    because: str | None
    signposted_to: str | None
    deferred_until: date | None
    closed: Closing | None
    resolving: str | None
    lead_agency: str | None
    case_coordinator: str | None
    agencies: tuple[Contact, ...]
    themes: tuple[str, ...]
    referrals: tuple[ReferredBy, ...]
    checks_out: tuple[str, ...] | None
    next_slot: SlotAhead | None
    views: LastSaid | None
    risks: LastSaid | None
    decision: LastSaid | None
    plan: LastSaid | None
    at_the_table: AtTheTable
    actions: tuple[ActionLine, ...]
    learnt: tuple[LastSaid, ...] = ()
    screened_on: date | None = None
    fails: tuple[str, ...] = ()
    untold: bool = False
    documents: tuple[FileLine, ...] = ()
    told_back: ToldOn | None = None
