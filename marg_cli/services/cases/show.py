"""One case as it stands today: all that a meeting needs to see of it at once."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agenda import first_slot, slot_times
from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import NO_ANSWER
from marg_cli.domain.person import Person
from marg_cli.domain.refs import document_ref
from marg_cli.domain.risk import AgreedRisk
from marg_cli.services import finding
from marg_cli.services.actions.view import ActionView, Viewer, iso
from marg_cli.services.actions.view import for_the_room as without_words
from marg_cli.services.at_the_table.risk_view import RiskSeen
from marg_cli.services.at_the_table.standing import (
    Asked,
    Said,
    Standing,
    ToldBack,
    case_table,
    later,
)
from marg_cli.services.cases.view import AgencyInvolved, view_of
from marg_cli.services.group import Group, group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.domain.case import Case, Referral
    from marg_cli.domain.correction import Correction
    from marg_cli.services.data_protection.basis import BasisView
    from marg_cli.services.referral.screening_view import ScreeningView
    from marg_cli.store.protocol import Store


class Referred(NamedTuple):
    """One referral."""

    on: date
    referrer: str | None
    reason: str | None


class Closed(NamedTuple):
    """How a case ended, and when its outcome was put right last, if it was."""

    on: date | None
    destination: str | None
    outcome: str | None
    corrected_on: date | None


class Learnt(NamedTuple):
    """One thing learnt from the case, and when it was put right last, if it was."""

    ref: str
    on: date
    text: str
    corrected_on: date | None


class File(NamedTuple):
    """A document kept with the case: its name, which may hold a person's, is left out."""

    ref: str
    kind: str
    on: date


class NextSlot(NamedTuple):
    """When the case is next discussed; `at` is worked out from the agenda, "HH:MM"."""

    on: date
    at: str | None
    kind: str


class ChecksOut(NamedTuple):
    """The agencies whose lateral checks are missing before the next slot, and by when."""

    missing: list[str]
    due: date


class Shown(NamedTuple):
    """The fields of a case in lists, then what only one case shows; `actions` are the open ones.

    `views`, `last_decision`, `risks` and `plan` are what was said last, at the table or in the
    minutes; `every_risk` holds each one stated, with its ratings; `corrected` are
    the references of what was put right after it had left.
    """

    ref: str
    status: str
    initials: str | None
    referred_on: date | None
    referrer: str | None
    lead_agency: str | None
    case_coordinator: str | None
    themes: tuple[str, ...]
    repeat: bool
    agencies: list[AgencyInvolved]
    open_actions: int
    next_meeting: date | None
    person: Person
    referrals: list[Referred]
    resolving: str | None
    because: str | None
    signposted_to: str | None
    deferred_until: date | None
    closed: Closed | None
    views: Said | None
    last_decision: Said | None
    last_outcome: Said | None
    risks: Said | None
    plan: Said | None
    next_slot: NextSlot | None
    checks: ChecksOut | None
    actions: list[ActionView]
    views_asked: list[Asked]
    agreed_risk: AgreedRisk | None
    every_risk: list[RiskSeen]
    standing_barriers: list[Standing]
    contingency: str | None
    tells: str | None
    tell_by: date | None
    screening: "ScreeningView | None"
    learnt: list[Learnt]
    corrected: list[str]
    documents: list[File]
    basis: "BasisView | None"
    told_back: ToldBack | None


def show(store: "Store", ref: str, *, on: date, room: bool = False) -> Shown:
    """Show one case; for the *room*, only what names and describes nobody.

    Raises CaseNotFound; Refused for the room, where somebody present may not see the case.
    """
    with store.read("case show --room" if room else "case show") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        if room:
            from marg_cli.services.meetings.in_the_room import InTheRoom

            InTheRoom(store, on=on).must_see(case.ref)
        shown = as_it_stands(store, case, on)
    return for_the_room(shown) if room else shown


def as_it_stands(store: "Store", case: "Case", on: date) -> Shown:
    """Gather all that is known of one case as of a day, for the screen and for paper."""
    made = group(store)
    referrals = store.cases.referrals(case.ref)
    actions = store.actions.listed(case_ref=case.ref, status="open")
    next_meeting = store.agendas.next_slots(on.isoformat()).get(case.ref)
    view = view_of(
        case,
        referrals,
        store.cases.involved(case.ref),
        open_actions=len(actions),
        next_meeting=next_meeting,
        months=made.number("repeat.months"),
    )
    said = _said(store, case.ref)
    slot = _slot(store, made, case.ref, view.next_meeting)
    table = case_table(store, made, case.ref, on)
    corrections = store.afterwards.corrections.listed(case_ref=case.ref)
    return Shown(
        *view,
        person=person_of(case),
        referrals=[Referred(r.referred_on, r.referrer, r.reason) for r in referrals],
        resolving=case.resolving,
        because=case.because,
        signposted_to=case.signposted_to,
        deferred_until=case.deferred_until,
        closed=_closed(case, corrections),
        views=later(said.get("views"), table.views),
        last_decision=later(said.get("decisions"), table.last_decision),
        last_outcome=later(said.get("outcome"), table.last_outcome),
        risks=said.get("risks"),
        plan=later(said.get("plan"), table.plan),
        next_slot=slot,
        checks=_checks(store, made, case.ref, slot),
        actions=Viewer(store, made.working_days, on).views(actions),
        views_asked=table.views_asked,
        agreed_risk=table.agreed_risk,
        every_risk=table.every_risk,
        standing_barriers=table.standing_barriers,
        contingency=table.contingency,
        tells=table.tells,
        tell_by=table.tell_by,
        screening=_screening(store, case.ref, referrals),
        learnt=[
            Learnt(each.ref, each.said_on, each.text, _corrected_on(corrections, each.ref))
            for each in store.afterwards.learnt.listed(case_ref=case.ref)
        ],
        corrected=list(dict.fromkeys(each.thing for each in corrections)),
        documents=[
            File(document_ref(number), kind, added_on)
            for number, kind, added_on in store.cases.files(case.ref)
        ],
        basis=_basis(store, case.ref),
        told_back=table.told_back,
    )


def person_of(case: "Case") -> Person:
    """What identifies the person, apart from the rest."""
    return Person(*(getattr(case, field) for field in Person._fields))


def for_the_room(shown: Shown) -> Shown:
    """Leave references, days and codes; take away every name and every word somebody wrote."""
    return shown._replace(
        initials=None,
        case_coordinator=None,
        themes=(),
        agencies=[agency._replace(contact=None) for agency in shown.agencies],
        person=Person(),
        referrals=[referral._replace(reason=None) for referral in shown.referrals],
        resolving=None,
        because=None,
        signposted_to=None,
        closed=shown.closed and shown.closed._replace(outcome=None),
        views=None,
        last_decision=None,
        last_outcome=None,
        risks=None,
        plan=None,
        agreed_risk=None,
        every_risk=[],
        standing_barriers=[],
        contingency=None,
        tells=None,
        learnt=[],
        documents=[],
        actions=[without_words(action) for action in shown.actions],
        screening=None,
        basis=None,
        told_back=None,
    )


def _closed(case: "Case", corrections: "Sequence[Correction]") -> Closed | None:
    if case.status is not CaseStatus.CLOSED:
        return None
    return Closed(
        case.closed_on,
        case.destination and case.destination.value,
        case.outcome,
        _corrected_on(corrections, case.ref),
    )


def _corrected_on(corrections: "Sequence[Correction]", ref: str) -> date | None:
    """When a thing was put right last."""
    return next((each.made_on for each in reversed(corrections) if each.thing == ref), None)


def _said(store: "Store", ref: str) -> dict[str, Said]:
    """What was said last under each heading: at the latest meeting, and last of all there."""
    entries = store.minutes.entries(case_ref=ref)
    if not entries:
        return {}
    days = {number: held_on for number, held_on, _ in store.meetings.days()}
    entries.sort(key=lambda entry: (days[entry.meeting], entry.number))
    return {entry.heading: Said(iso(days[entry.meeting]), entry.text) for entry in entries}


def _screening(store: "Store", ref: str, referrals: "Sequence[Referral]") -> "ScreeningView | None":
    """The screening of the latest referral, seen beside the one before."""
    kept = store.screenings.listed(ref)
    if not kept:
        return None
    from marg_cli.services.referral.screened import of_latest
    from marg_cli.services.referral.screening_view import latest_view

    return latest_view(store, of_latest(kept, referrals))


def _basis(store: "Store", ref: str) -> "BasisView | None":
    if not store.cases.has_basis(ref):
        return None
    from marg_cli.services.data_protection.basis import basis_of

    return basis_of(store, ref)


def _slot(store: "Store", made: Group, ref: str, day: date | None) -> NextSlot | None:
    if day is None:
        return None
    meeting = store.meetings.listed(held_on=day)[0]
    items = store.agendas.listed(meeting=meeting.number)
    times = slot_times(items, first_slot(meeting.at, made.number("meeting.opening")))
    return next(
        NextSlot(day, at, item.kind.value)
        for item, at in zip(items, times, strict=True)
        if item.case_ref == ref
    )


def _checks(store: "Store", made: Group, ref: str, slot: NextSlot | None) -> ChecksOut | None:
    """What is missing before the next slot; None where nobody was asked."""
    if slot is None:
        return None
    meeting = store.meetings.listed(held_on=slot.on)[0]
    asked = [
        (agency, state)
        for case, agency, state in store.meetings.asked(meeting.number)
        if case == ref
    ]
    if not asked:
        return None
    due = made.deadline("checks_back", slot.on)
    return ChecksOut([agency for agency, state in asked if state == NO_ANSWER], due)
