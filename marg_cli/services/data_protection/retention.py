"""How long the records of ended cases are kept: what is due, what was decided, what holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.retention import (
    ENDED,
    Choice,
    LegalHold,
    RetentionDecision,
    keys_of,
    must_fit,
    period_over,
)
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.store.protocol import Store

HELD, DESTROY, PERMANENT = "legal hold", "to be destroyed", "kept permanently"
LONGER, UNSET, DUE, KEPT = "kept longer", "no period set", "due", "kept"
TO_DO = frozenset({DESTROY, UNSET, DUE})
"""Where somebody has to do something."""


class RecordKept(NamedTuple):
    """The fields scripts may rely on: one ended case's record.

    `ended_on` is when the period begins, `period` the group's (None: the group has not decided),
    `due_on` the day the record is to be looked at. `decision` is the last one, and who made it.
    """

    case: str
    status: str
    destination: str | None
    ended_on: date | None
    period: str | None
    due_on: date | None
    state: str
    decision: str | None
    decided_by: str | None
    decided_on: date | None


class HoldView(NamedTuple):
    """A legal hold as it stands."""

    case: str
    because: str
    held_on: date
    held_by: str
    released_on: date | None


def due(store: Store, *, everything: bool, on: date) -> list[RecordKept]:
    """List the records somebody has to decide on as of a day, the longest due first.

    *everything* lists those of every ended case.
    """
    with store.in_full(), store.read("retention due") as reading:
        found = [_record(store, case, on) for case in _ended(store)]
        listed = [each for each in found if everything or each.state in TO_DO]
        reading.note(f"{'all ' if everything else ''}({len(listed)})")
    return sorted(listed, key=lambda each: (str(each.due_on or "9999"), each.case))


def to_decide(store: Store, *, on: date) -> list[str]:
    """The cases whose records are past their period, or to be destroyed; inside a reading."""
    records = [_record(store, case, on) for case in _ended(store)]
    return [each.case for each in records if each.state in {DESTROY, DUE}]


def decide(
    store: Store, ref: str, choice: str, *, because: str, until: str | None, by: str, on: date
) -> RecordKept:
    """Keep what *by*, a named person, decided of an ended case's record.

    Raises CaseNotFound; UsageRefused for another word than destroy, longer or permanent, or where
    *until* does not fit; Refused for a case that has not ended.
    """
    from marg_cli.services.actions.due import due_day

    with store.in_full(), store.change("retention decide") as change:
        case = finding.case(store, ref)
        decision = _choice(choice)
        day = due_day(store, until, meeting=None, today=on) if until else None
        must_fit(case, decision, day, on=on)
        change.save(
            RetentionDecision(
                number=change.next_number("retention_decision"),
                case_ref=case.ref,
                decision=decision,
                because=because,
                until=day,
                decided_on=on,
                decided_by=by,
            )
        )
        return _record(store, case, on)


def hold(store: Store, ref: str, *, because: str, by: str | None, on: date) -> HoldView:
    """Put a case under a legal hold: nothing of it is destroyed. Raises Refused under one."""
    with store.in_full(), store.change("retention hold") as change:
        case = finding.case(store, ref)
        standing = hold_on(store, case.ref)
        if standing is not None:
            raise Refused(
                f"{case.ref} is under a legal hold already.",
                f"When it is over: marg retention release-hold {case.ref}",
            )
        held = LegalHold(
            number=change.next_number("legal_hold"),
            case_ref=case.ref,
            because=because,
            held_on=on,
            held_by=by or store.holder,
        )
        change.save(held)
        return _held(held)


def release_hold(store: Store, ref: str, *, on: date) -> HoldView:
    """Release the legal hold on a case. Raises Refused where none stands."""
    with store.in_full(), store.change("retention release-hold") as change:
        case = finding.case(store, ref)
        standing = hold_on(store, case.ref)
        if standing is None:
            raise Refused(
                f"{case.ref} is under no legal hold.",
                f"Put it under one with: marg retention hold {case.ref} --because TEXT",
            )
        released = standing.released(on)
        change.save(released)
        return _held(released)


def hold_on(store: Store, ref: str) -> LegalHold | None:
    """The legal hold that stands on a case."""
    found = store.data_protection.holds.listed(case_ref=ref)
    return next((each for each in found if each.released_on is None), None)


def decision_on(store: Store, case: Case) -> RetentionDecision | None:
    """The last decision on a record, unless the case was referred again since."""
    found = store.data_protection.decisions.listed(case_ref=case.ref)
    referred = [referral.referred_on for referral in store.cases.referrals(case.ref)]
    if not found or (referred and found[-1].decided_on < max(referred)):
        return None
    return found[-1]


def _ended(store: Store) -> list[Case]:
    return [case for case in store.cases.listed() if case.status in ENDED]


def _record(store: Store, case: Case, on: date) -> RecordKept:
    period = _period(group(store).made, case)
    ended_on = case.closed_on or _last_day(store, case.ref)
    due_on = period_over(period, ended_on) if period and ended_on else None
    decision = decision_on(store, case)
    if decision and decision.decision is Choice.LONGER:
        due_on = decision.until
    return RecordKept(
        case=case.ref,
        status=case.status.value,
        destination=case.destination.value if case.destination else None,
        ended_on=ended_on,
        period=period,
        due_on=due_on,
        state=_state(decision, due_on, on, is_held=hold_on(store, case.ref) is not None),
        decision=decision.decision.value if decision else None,
        decided_by=decision.decided_by if decision else None,
        decided_on=decision.decided_on if decision else None,
    )


def _state(
    decision: RetentionDecision | None, due_on: date | None, on: date, *, is_held: bool
) -> str:
    """How a record stands; the first that is so."""
    decided = decision.decision if decision else None
    ways = {
        HELD: is_held,
        DESTROY: decided is Choice.DESTROY,
        PERMANENT: decided is Choice.PERMANENT,
        UNSET: due_on is None,
        DUE: due_on is not None and due_on <= on,
        LONGER: decided is Choice.LONGER,
    }
    return next((state for state, is_so in ways.items() if is_so), KEPT)


def _period(made: Mapping[str, str], case: Case) -> str | None:
    """The group's period for how a case ended; None where it has not decided one."""
    return next(filter(None, (made.get(key) for key in keys_of(case))), None)


def _last_day(store: Store, ref: str) -> date | None:
    """The last day anything is known of a case that was never closed."""
    days = [referral.referred_on for referral in store.cases.referrals(ref)]
    days += [screening.screened_on for screening in store.screenings.listed(ref)]
    return max(days, default=None)


def _choice(text: str) -> Choice:
    word = text.strip().casefold()
    found = [choice for choice in Choice if word and choice.startswith(word)]
    if len(found) != 1:
        raise UsageRefused(
            f'"{text.strip()}" is nothing that can be decided of a record.',
            f"One of: {', '.join(Choice)}",
        )
    return found[0]


def _held(held: LegalHold) -> HoldView:
    return HoldView(held.case_ref, held.because, held.held_on, held.held_by, held.released_on)
