"""Putting right what was typed wrong of a case; the old wording stays in its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.destinations import read_destination
from marg_cli.domain.person import read_birth_date, read_initials
from marg_cli.domain.themes import with_themes
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.cases.case import Changed
from marg_cli.services.cases.themes import new_themes, read_themes
from marg_cli.services.cases.view import view
from marg_cli.services.editing import never_empty
from marg_cli.services.minutes.having_left import must_not_have_left
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.store.protocol import Change, Store

NEVER_EMPTY = {"initials", "deferred_until", "closed_on", "destination", "on"}


class Several(NamedTuple):
    """What is added to and taken from a field that holds several; adding nothing ("") clears."""

    more: Sequence[str] = ()
    fewer: Sequence[str] = ()

    @property
    def added(self) -> list[str]:
        """What is added, without what only clears."""
        return [text for text in self.more if text.strip()]

    def changed(self, present: tuple[str, ...], added: Sequence[str]) -> tuple[str, ...]:
        """Say what the field holds afterwards. Raises NotFound for what was not there."""
        there = {text.casefold() for text in present}
        if any(text.casefold() not in there for text in self.fewer):
            raise NotFound(
                "What is to be taken away was not there.",
                "See what is with: marg case show REF    An empty text clears all of it.",
            )
        cleared = len(self.added) < len(self.more)
        return with_themes(() if cleared else present, added, self.fewer)


def edit(
    store: Store,
    ref: str,
    *,
    fields: dict[str, str],
    themes: Several,
    aliases: Several,
    referral: dict[str, str],
    on: date,
) -> Changed:
    """Put right the *fields* of a case by their names, and those of its latest *referral*.

    The referral's are `on`, `referrer` and `reason`. An empty text clears.

    Raises Refused for a field that does not belong to the case's status, UsageRefused for one
    that cannot be empty, DateNotUnderstood, AgencyNotFound and ThemeMistyped.
    """
    with store.change("case edit") as change:
        case = finding.case(store, ref)
        if "outcome" in fields:
            must_not_have_left(store, case)
        given = {name: _read(store, name, text, on) for name, text in fields.items()}
        added = read_themes(themes.added)
        remarks = new_themes(store, added)
        given["themes"] = themes.changed(case.themes, added)
        given["aliases"] = aliases.changed(case.aliases, aliases.added)
        case = case.put_right(**given)
        change.save(case)
        if referral:
            _put_referral_right(store, change, case, referral, on)
        return Changed(view(store, case, on=on), remarks)


def _read(store: Store, name: str, text: str, on: date) -> object:
    """Read one field's text; most are kept as they were typed."""
    if not text.strip():
        _may_be_empty(name)
        return None
    return READERS[name](store, text, on) if name in READERS else text


def _until(store: Store, text: str, on: date) -> date:
    from marg_cli.services.actions.due import due_day

    return due_day(store, text, meeting=None, today=on)


READERS: dict[str, Callable[[Store, str, date], object]] = {
    "initials": lambda _, text, __: read_initials(text),
    "born": lambda _, text, on: read_birth_date(text, today=on),
    "deferred_until": _until,
    "closed_on": lambda _, text, on: day_that_came(text, on=on),
    "destination": lambda _, text, __: read_destination(text),
}
"""How the fields are read that are not kept as they were typed."""


def _may_be_empty(name: str) -> None:
    if name in NEVER_EMPTY:
        never_empty(name)


def _put_referral_right(
    store: Store, change: Change, case: Case, given: dict[str, str], on: date
) -> None:
    referrals = store.cases.referrals(case.ref)
    if not referrals:
        raise Refused(
            f"{case.ref} has no referral to put right.",
            f"Add one with: marg case refer-again {case.ref}",
        )
    referral = referrals[-1]
    if "reason" in given:
        referral = replace(referral, reason=given["reason"] or None)
    if "referrer" in given:
        code = given["referrer"] and finding.agency_at_work(store, given["referrer"]).code
        referral = replace(referral, referrer=code or None)
    if "on" in given:
        if not given["on"].strip():
            _may_be_empty("on")
        referral = replace(referral, referred_on=day_that_came(given["on"], on=on))
    change.save(referral)
