"""What was agreed is to become of a case: said at a meeting, or proposed between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import TAKEN_ON
from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.belonging import must_be_open, said_at

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class NoOutcome(NotFound):
    """Nothing was agreed of that case."""


class OutcomeView(NamedTuple):
    """What was agreed of a case; *meeting* is None between two meetings."""

    case: str
    outcome: str
    meeting: date | None
    said_on: date
    review_on: date | None
    process: str | None
    because: str | None


class Agreed(NamedTuple):
    """An outcome just said, in words without its reason, and what follows from it."""

    outcome: OutcomeView
    said: str
    remarks: list[str]


def agree(
    store: Store,
    ref: str,
    kind: OutcomeKind,
    *,
    review: str | None,
    process: str | None,
    because: str | None,
    meeting: str | None,
    on: date,
) -> Agreed:
    """Say what is to become of a case; said again for the same meeting, it replaces.

    *review* is read as due dates are. The first discussion at a meeting makes an accepted case
    active. Raises CaseNotFound, MeetingNotFound, DateNotUnderstood; Refused for a case the group
    has not taken on, or an outcome that lacks what its kind needs.
    """
    from marg_cli.services.actions.due import due_day

    with store.change("case outcome") as change:
        case = finding.case(store, ref)
        _must_be_taken_on(case)
        place = said_at(store, meeting, on=on)
        before = _said_at(store, case, place.meeting)
        outcome = Outcome(
            number=before.number if before else change.next_number("outcome"),
            case_ref=case.ref,
            meeting=place.number,
            kind=kind,
            said_on=place.on,
            review_on=due_day(store, review, meeting=place.meeting, today=on) if review else None,
            process=process,
            because=because,
        ).checked()
        change.save(outcome)
        remarks = place.heard(store, change, case)
        return Agreed(outcome_view(outcome, place.meeting), outcome.said, remarks)


def take_out(store: Store, ref: str, *, meeting: str | None, on: date) -> OutcomeView:
    """Take out what was said last of a case, at the meeting or in all. Raises NoOutcome."""
    with store.change("case outcome") as change:
        case = finding.case(store, ref)
        held = said_at(store, meeting, on=on).meeting
        outcome = _said_at(store, case, held) if held else last_of(store, case.ref)
        if outcome is None:
            raise NoOutcome(
                f"No outcome is recorded of {case.ref}.",
                f"Record one with: marg case outcome {case.ref} continue",
            )
        must_be_open(store, outcome.meeting)
        change.remove(outcome)
        return outcome_view(outcome, held or _meeting_of(store, outcome))


def last_of(store: Store, ref: str) -> Outcome | None:
    """What was said last of a case since it was last referred."""
    referred = store.cases.referrals(ref)
    since = referred[-1].referred_on if referred else None
    said = store.at_the_table.outcomes.listed(case_ref=ref)
    holds = [outcome for outcome in said if since is None or outcome.said_on >= since]
    return holds[-1] if holds else None


def outcome_view(outcome: Outcome, meeting: Meeting | None) -> OutcomeView:
    """Put an outcome as lists and programs see it."""
    return OutcomeView(
        outcome.case_ref,
        outcome.kind.value,
        meeting.held_on if meeting else None,
        outcome.said_on,
        outcome.review_on,
        outcome.process,
        outcome.because,
    )


def _must_be_taken_on(case: Case) -> None:
    if case.status not in TAKEN_ON:
        raise Refused(
            f"{case.ref} is {case.status}: only a case the group has taken on has an outcome.",
            f"See how it stands with: marg case show {case.ref}",
        )


def _said_at(store: Store, case: Case, meeting: Meeting | None) -> Outcome | None:
    if meeting is None:
        return None
    said = store.at_the_table.outcomes.listed(meeting=meeting.number, case_ref=case.ref)
    return said[0] if said else None


def _meeting_of(store: Store, outcome: Outcome) -> Meeting | None:
    return store.meetings.get(outcome.meeting) if outcome.meeting else None
