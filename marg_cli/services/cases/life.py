"""A case's life: taken on or not, put off, withdrawn, closed, and referred again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.services import finding
from marg_cli.services.cases.days import after
from marg_cli.services.cases.view import CaseView, view
from marg_cli.services.past_days import day_that_came
from marg_cli.services.referral.screened import screening_of

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.store.protocol import Change, Store


class Ended(NamedTuple):
    """A case that has ended, and the references of the actions still open on it."""

    case: CaseView
    still_open: list[str]


class Deferred(NamedTuple):
    """A case put off, and until when."""

    case: CaseView
    until: date


class Again(NamedTuple):
    """A case referred again: how often by now, and the referral before the latest."""

    case: CaseView
    times: int
    before: date | None


def may_become(store: Store, ref: str, status: CaseStatus, verb: str) -> None:
    """Let pass what *verb* is about to ask a person for, when the case can move to *status*.

    Raises CaseNotFound or Refused, as the move itself would.
    """
    with store.read(f"case {verb}") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        _ = case.referred_again() if status is CaseStatus.REFERRED else case.moved_to(status)


def accept(store: Store, ref: str, *, override: str | None, on: date) -> CaseView:
    """Take a case on.

    Raises Refused for one that is not screened or does not pass, unless the chair overrides.
    """
    with store.change("case accept") as change:
        case = finding.case(store, ref)
        screening = screening_of(store, case.ref)
        return _saved(store, change, case.accepted(override=override, screening=screening), on)


def decline(store: Store, ref: str, *, because: str, signposted_to: str | None, on: date) -> Ended:
    """Refuse a case, saying why and where the person was signposted to."""
    with store.change("case decline") as change:
        case = finding.case(store, ref)
        return _ended(
            store, change, case.declined(because=because, signposted_to=signposted_to), on
        )


def defer(store: Store, ref: str, *, until: str, on: date) -> Deferred:
    """Put a case off to a day, read as due dates are. Raises DateNotUnderstood or Refused."""
    from marg_cli.services.actions.due import due_day

    with store.change("case defer") as change:
        case = finding.case(store, ref)
        day = due_day(store, until, meeting=None, today=on)
        return Deferred(_saved(store, change, case.deferred(until=day, on=on), on), day)


def meeting_ahead(store: Store, *, on: date) -> date | None:
    """The day of the next meeting after today, which is when a case put off comes up again."""
    with store.read("case defer"):
        days = (meeting.held_on for meeting in store.meetings.listed(since=on))
        return next((day for day in days if day > on), None)


def withdraw(store: Store, ref: str, *, because: str, on: date) -> Ended:
    """Take a case back out."""
    with store.change("case withdraw") as change:
        return _ended(store, change, finding.case(store, ref).withdrawn(because=because), on)


def close(
    store: Store,
    ref: str,
    *,
    destination: str,
    outcome: str,
    learnt: str | None = None,
    day: str | None,
    on: date,
) -> Ended:
    """Close a case, saying where the person went and what was learnt; its actions stay open.

    Raises UsageRefused for an unknown destination, DateNotUnderstood, or Refused for a day to
    come or before the latest referral.
    """
    from marg_cli.domain.destinations import read_destination

    with store.change("case close") as change:
        case = finding.case(store, ref)
        closed_on = after(_latest(store, case), day_that_came(day, on=on))
        where = read_destination(destination)
        if learnt:
            _learn(store, change, case, learnt, closed_on)
        return _ended(
            store, change, case.closed(on=closed_on, destination=where, outcome=outcome), on
        )


def _learn(store: Store, change: Change, case: Case, text: str, day: date) -> None:
    """Keep what was learnt; it belongs to the meeting under way, when that is on the day."""
    from marg_cli.domain.learning import Learning
    from marg_cli.services.at_the_table.belonging import said_on_a_day

    place = said_on_a_day(store, None, on=day)
    change.save(
        Learning(
            number=change.next_number("learning"),
            case_ref=case.ref,
            text=text,
            said_on=day,
            meeting=place.number,
        )
    )


def refer_again(
    store: Store, ref: str, *, reason: str, referrer: str | None, day: str | None, on: date
) -> Again:
    """Take an ended case back in under its reference, with one more referral.

    Raises Refused for a case that is open, or a day to come or before the latest referral.
    """
    with store.change("case refer-again") as change:
        before = finding.case(store, ref)
        case = before.referred_again()
        latest = _latest(store, case)
        referral = Referral(
            number=change.next_number("referral"),
            case_ref=case.ref,
            referred_on=after(latest, day_that_came(day, on=on)),
            referrer=finding.agency_at_work(store, referrer).code if referrer else None,
            reason=reason,
        )
        change.save(case, referral)
        times = len(store.cases.referrals(case.ref))
        return Again(view(store, case, on=on), times, latest.referred_on if latest else None)


def _latest(store: Store, case: Case) -> Referral | None:
    return next(reversed(store.cases.referrals(case.ref)), None)


def _saved(store: Store, change: Change, case: Case, on: date) -> CaseView:
    change.save(case)
    return view(store, case, on=on)


def _ended(store: Store, change: Change, case: Case, on: date) -> Ended:
    from marg_cli.domain.refs import action_ref

    rows = store.actions.listed(case_ref=case.ref, status="open")
    return Ended(_saved(store, change, case, on), [action_ref(row.number) for row in rows])
