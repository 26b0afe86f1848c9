"""Searching what is written about cases: answered with where it stands and a few of its words."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.sought import sought
from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import PassageRow


class Kind(NamedTuple):
    """What a kind of thing is called, its reference, and which columns may hold its day."""

    name: str
    ref: str | None
    days: tuple[str, ...]


KINDS = {
    "Case": Kind("case", None, ()),
    "Referral": Kind("referral", None, ("referred_on",)),
    "ReferralAnswers": Kind("what the referral says", None, ("referral",)),
    "Screening": Kind("screening", None, ("screened_on",)),
    "CaseDocument": Kind("document", "F{number}", ("added_on",)),
    "Action": Kind("action", "A{number}", ("set_on",)),
    "ActionNote": Kind("note", "A{action}", ("made_on",)),
    "Entry": Kind("minutes", "E{number}", ("meeting",)),
    "Declaration": Kind("declaration", None, ("meeting",)),
    "Information": Kind("information", "I{number}", ("shared_on",)),
    "PersonView": Kind("view", "V{number}", ("said_on", "asked_on")),
    "Risk": Kind("risk", "R{number}", ("raised_on",)),
    "RiskDissent": Kind("dissent", "R{risk}", ("agreement",)),
    "Barrier": Kind("barrier", "B{number}", ("raised_on",)),
    "Decision": Kind("decision", "D{number}", ("decided_on",)),
    "Plan": Kind("shared plan", None, ("made_on",)),
    "Outcome": Kind("outcome", None, ("said_on",)),
    "Correction": Kind("correction", "{thing}", ("made_on",)),
    "Learning": Kind("learning", "L{number}", ("said_on",)),
}

ELSEWHERE = frozenset({"meeting", "referral", "agreement"})
"""Columns that hold the number of what has the day."""


class Found(NamedTuple):
    """Where something is written. `date` is the day it was said, set or made, where it has one.

    `only_for` are the agencies it was given for, none of them where it is for everybody. Every
    second piece of the `excerpt` is a word that was sought, the first piece never.
    """

    case: str
    kind: str
    ref: str | None
    date: date | None
    excerpt: tuple[str, ...]
    only_for: tuple[str, ...]


def search(
    store: Store, text: str, *, case: str | None = None, limit: int | None = None
) -> list[Found]:
    """Look for words in all that is written about cases, the newest first.

    With a *limit*, of no more than were written last. The audit never says what was looked for.
    Raises CaseNotFound.
    """
    with store.read("case search") as reading:
        case_ref = finding.case(store, case).ref if case is not None else None
        days = _Days(store)
        rows = store.passages.found(sought(text), case_ref=case_ref, limit=limit)
        found = [_found(row, days) for row in rows]
        reading.note(f"case={case_ref} ({len(found)})" if case_ref else f"({len(found)})")
    return sorted(found, key=lambda each: each.date or date.min, reverse=True)


def _found(passage: PassageRow, days: _Days) -> Found:
    kind, row = KINDS[passage.thing], passage.row
    return Found(
        passage.case_ref,
        kind.name,
        kind.ref.format(**row) if kind.ref else None,
        days.of(row, kind.days),
        passage.excerpt,
        tuple(json.loads(row.get("only_for", "[]"))),
    )


class _Days:
    """The day of a thing, its own or that of what it belongs to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, row: Mapping[str, Any], columns: tuple[str, ...]) -> date | None:
        """The day the first of *columns* says that says one."""
        said = next((column for column in columns if row[column] is not None), None)
        if said is None:
            return None
        value = row[said]
        return self._elsewhere[said][value] if said in ELSEWHERE else date.fromisoformat(value)

    @cached_property
    def _elsewhere(self) -> dict[str, dict[int, date]]:
        """The days of meetings, referrals and agreements, by number."""
        store = self._store
        agreements = store.at_the_table.agreements.listed()
        return {
            "meeting": {m: date.fromisoformat(day) for m, day, _ in store.meetings.days()},
            "referral": {r.number: r.referred_on for r in store.cases.referrals()},
            "agreement": {a.number: a.agreed_on for a in agreements},
        }
