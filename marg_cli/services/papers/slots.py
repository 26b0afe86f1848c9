"""The cases of a meeting, each in its slot, with what is known before it is called."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from marg_cli.domain.agenda import first_slot, slot_times
from marg_cli.domain.case import NOT_SCREENED, TAKEN_ON, is_repeat
from marg_cli.domain.lateral_check import CheckState
from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.domain.papers.agenda import Changed, Slot, SlotScreening
from marg_cli.domain.screening import differences
from marg_cli.domain.value import replace
from marg_cli.services.papers.at_the_table import Tables, When
from marg_cli.services.papers.frame import withdrew
from marg_cli.services.papers.lines import ActionLines
from marg_cli.services.referral.screened import ForMeeting

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.agenda import AgendaItem
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

VIEWS = "views"
ANSWERED = (CheckState.NIL, CheckState.SPEAK, CheckState.RETURNED)


def slots_of(
    store: Store, made: Group, meeting: Meeting, sight: Sight, on: date
) -> tuple[Slot, ...]:
    """The slots of a meeting that a reader may know of, in order, with their times worked out.

    Of a case not every member may see, all members read reference, kind and time. Only the chair
    reads how a case was screened, and why it was taken on all the same.
    """
    items = store.agendas.listed(meeting=meeting.number)
    times = slot_times(items, first_slot(meeting.at, made.number("meeting.opening")))
    slots = _Slots(store, made, meeting, on)
    for_all = sight.reader.kind is ReaderKind.MEMBERS
    whole = slots.for_the_chair if sight.reader.kind is ReaderKind.CHAIR else slots.whole
    return tuple(
        whole(item, at) if sight.sees(item.case_ref) else slots.bare(item, at)
        for item, at in zip(items, times, strict=True)
        if for_all or sight.sees(item.case_ref)
    )


class _Slots:
    """What the register knows of each case, fetched once for all of them."""

    def __init__(self, store: Store, made: Group, meeting: Meeting, on: date) -> None:
        self._cases = {case.ref: case for case in store.cases.listed()}
        self._months = made.number("repeat.months")
        self._members = {member.number: member for member in store.members.listed()}
        self._referred: defaultdict[str, list[date]] = defaultdict(list)
        for referral in store.cases.referrals():
            if not referral.while_open:
                self._referred[referral.case_ref].append(referral.referred_on)
        self._involved: defaultdict[str, list[str]] = defaultdict(list)
        for involvement in store.cases.involved():
            self._involved[involvement.case_ref].append(involvement.agency)
        self._on = min(on, meeting.held_on)
        self._views = _views_recorded(store, meeting)
        self._screened = ForMeeting(store, meeting)
        self._checks: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for ref, agency, state in store.meetings.asked(meeting.number):
            self._checks[ref][agency] = state
        self._tables = Tables(store, made)
        lines = ActionLines(store, made.working_days, on)
        self._open = lines.lines(store.actions.listed(status="open"))
        self._declared = store.meetings.declared(meeting.number)

    def for_the_chair(self, item: AgendaItem, at: str | None) -> Slot:
        case = self._cases[item.case_ref]
        return replace(
            self.whole(item, at),
            screening=self._screening(case.ref),
            override=case.because if case.status in TAKEN_ON else None,
        )

    def bare(self, item: AgendaItem, at: str | None) -> Slot:
        """A slot with its reference, kind, time and lead agency alone."""
        case = self._cases[item.case_ref]
        return Slot(
            ref=case.ref,
            kind=item.kind.value,
            at=at,
            minutes=item.minutes,
            guests=(),
            themes=(),
            resolving=None,
            repeat=is_repeat(tuple(self._referred[case.ref]), self._months),
            screened=case.ref in self._screened.screenings or case.status not in NOT_SCREENED,
            lead_agency=case.lead_agency,
            case_coordinator=None,
            agencies=(),
            checks_in=None,
            checks_out=None,
            views_on=None,
            views_missed_on=None,
            views_asked=(),
            actions=(),
            shared=False,
        )

    def whole(self, item: AgendaItem, at: str | None) -> Slot:
        case = self._cases[item.case_ref]
        guest = self._members.get(item.guest) if item.guest else None
        return replace(
            self.bare(item, at),
            guests=(f"{guest.name} ({guest.agency})",) if guest else (),
            themes=case.themes,
            resolving=case.resolving,
            case_coordinator=case.case_coordinator,
            agencies=tuple(self._involved[case.ref]),
            checks_in=self._answered(case.ref, *ANSWERED),
            checks_out=self._answered(case.ref, CheckState.ASKED),
            will_speak=self._answered(case.ref, CheckState.SPEAK) or (),
            **self._heard(case.ref),
            actions=tuple(line for line in self._open if line.case == case.ref),
            withdrew=withdrew(self._declared, case.ref),
            shared=True,
        )

    def _screening(self, ref: str) -> SlotScreening | None:
        """How a case was screened; None where it was not since its latest referral."""
        screening = self._screened.screenings.get(ref)
        if screening is None:
            return None
        before = self._screened.before.get(ref)
        return SlotScreening(
            on=screening.screened_on,
            fails=tuple(screening.fails),
            changed=tuple(Changed(**each._asdict()) for each in differences(before, screening))
            if before
            else (),
            untold=screening.is_untold,
            asked_again=not self._screened.must_be_asked(ref),
        )

    def _answered(self, ref: str, *states: CheckState) -> tuple[str, ...] | None:
        """The agencies whose checks stand so; None where nobody was asked."""
        checks = self._checks[ref]
        if not checks:
            return None
        return tuple(agency for agency, state in checks.items() if state in states)

    def _heard(self, ref: str) -> dict[str, Any]:
        """How it stands with the person's views: given, not obtained, asked for."""
        told = self._tables.of(ref, When(self._on))
        given = [view.on for view in told.views if view.obtained]
        if ref in self._views:
            given.append(self._views[ref])
        views_on = max(given, default=None)
        missed = [view.on for view in told.views if not view.obtained]
        return {
            "views_on": views_on,
            "views_missed_on": max(
                (day for day in missed if views_on is None or day > views_on), default=None
            ),
            "views_asked": told.asked,
        }


def _views_recorded(store: Store, before: Meeting) -> dict[str, date]:
    """When each case's views were last recorded, up to and including a meeting."""
    held = {m.number: m.held_on for m in store.meetings.listed() if m.held_on <= before.held_on}
    found: dict[str, date] = {}
    for entry in store.minutes.entries(heading=VIEWS):
        if entry.case_ref and entry.meeting in held:
            day = held[entry.meeting]
            found[entry.case_ref] = max(day, found.get(entry.case_ref, day))
    return found
