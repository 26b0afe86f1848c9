"""Decisions of the group in a case, with their rationale."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.decision import Decision
from marg_cli.domain.refs import DECISION
from marg_cli.services import finding
from marg_cli.services.at_the_table.belonging import case_named, held_on, note_list, said_at
from marg_cli.services.editing import edited, must_change
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import must_not_have_left

if TYPE_CHECKING:
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Change, Store


class DecisionSeen(NamedTuple):
    """One decision as lists and programs see it; the check asks for a missing `because`."""

    ref: str
    case: str
    text: str
    because: str | None
    on: date
    meeting: date | None


class Changed(NamedTuple):
    """A decision just kept, and what a person might not have expected of it."""

    decision: DecisionSeen
    remarks: list[str]


def add(
    store: Store, case: str, text: str, *, because: str | None, meeting: str | None, on: date
) -> Changed:
    """Keep a decision and its rationale. Raises CaseNotFound, or Refused once minutes are final."""
    with store.change("decision add") as change:
        found = finding.case(store, case)
        place = said_at(store, meeting, on=on)
        decision = Decision(
            number=change.next_number("decision"),
            case_ref=found.ref,
            text=text,
            because=because,
            decided_on=place.on,
            meeting=place.number,
        )
        remarks = [] if because else [f"{decision.ref} has no rationale yet."]
        seen = _kept(store, change, decision)
        return Changed(seen, remarks + place.heard(store, change, found))


def edit(store: Store, ref: str, *, text: str | None, because: str | None) -> DecisionSeen:
    """Put right what was typed wrong; an empty *because* clears it."""
    must_change(text, because, options="TEXT, --because")
    with store.change("decision edit") as change:
        decision = _open_decision(store, ref)
        return _kept(store, change, edited(decision, text=text, because=because))


def remove(store: Store, ref: str) -> DecisionSeen:
    """Take out a decision that was not taken. Raises DecisionNotFound."""
    with store.change("decision remove") as change:
        decision = _open_decision(store, ref)
        change.remove(decision)
        change.about(decision.case_ref)
        return seen(decision, held_on(store))


def show(store: Store, ref: str) -> tuple[DecisionSeen, list[CorrectionSeen]]:
    """Show one decision, and what was corrected of it. Raises DecisionNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("decision show") as reading:
        decision = find(store.at_the_table.decisions, ref, DECISION)
        reading.about(decision.ref, decision.case_ref)
        return seen(decision, held_on(store)), corrections_of(store, decision.ref)


def listed(store: Store, case: str | None, *, meeting: str | None, on: date) -> list[DecisionSeen]:
    """List the decisions of one case or of all, and of one meeting where it is named."""
    with store.read("decision list") as reading:
        ref = case_named(store, case)
        held = finding.meeting(store, meeting, today=on) if meeting else None
        found = store.at_the_table.decisions.listed(
            case_ref=ref, meeting=held.number if held else None
        )
        note_list(reading, ref, len(found), *([f"meeting={held.ref}"] if held else []))
        days = held_on(store)
        return [seen(decision, days) for decision in found]


def seen(decision: Decision, days: dict[int, date]) -> DecisionSeen:
    """Say what one decision is; *days* are the meetings'."""
    return DecisionSeen(
        decision.ref,
        decision.case_ref,
        decision.text,
        decision.because,
        decision.decided_on,
        days.get(decision.meeting or 0),
    )


def _open_decision(store: Store, ref: str) -> Decision:
    decision = find(store.at_the_table.decisions, ref, DECISION)
    must_not_have_left(store, decision)
    return decision


def _kept(store: Store, change: Change, decision: Decision) -> DecisionSeen:
    change.save(decision)
    change.about(decision.case_ref)
    return seen(decision, held_on(store))
