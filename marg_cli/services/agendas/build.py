"""An agenda that builds itself: what has to come back to a meeting, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agenda import AgendaItem, AgendaKind, first_slot, kind_for
from marg_cli.domain.case import LIVE, CaseStatus
from marg_cli.domain.coming_back import Standing, fitted, in_order, reasons
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.outcome import OutcomeKind
from marg_cli.services import finding
from marg_cli.services.agendas.view import AgendaView, view_of
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.outcome import Outcome
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

UNDECIDED = {CaseStatus.REFERRED, CaseStatus.SCREENED}


class Comes(NamedTuple):
    """A case that comes to a meeting by itself, and every reason for it; `at` is worked out."""

    case: str
    kind: str
    at: str | None
    minutes: int
    because: list[str]


class Built(NamedTuple):
    """What was, or would be, put on an agenda, the whole of it, and what waits for a decision."""

    put_on: list[Comes]
    agenda: AgendaView
    undecided: list[str]


def build(store: Store, *, meeting: str | None, keep: bool, on: date) -> Built:
    """Put on an agenda what has to come back; what is on it stays where it is.

    Without *keep* nothing is changed. Raises MeetingNotFound, or Refused once its minutes are
    final.
    """
    if keep:
        with store.change("agenda build") as change:
            planned = _planned(store, meeting, on)
            change.save(*planned.moved)
            change.about(planned.meeting.ref)
            return planned.built
    with store.read("agenda build") as reading:
        planned = _planned(store, meeting, on)
        reading.note(f"{planned.meeting.ref} ({len(planned.built.put_on)})")
        return planned.built


class _Planned(NamedTuple):
    meeting: Meeting
    moved: list[AgendaItem]
    built: Built


def _planned(store: Store, named: str | None, on: date) -> _Planned:
    held = finding.meeting(store, named or "next", today=on)
    held.must_be_open()
    made = group(store)
    items = store.agendas.listed(meeting=held.number)
    there = {item.case_ref for item in items}
    known = _Known(store, made, held, on)
    because = {
        case.ref: why
        for case in store.cases.listed()
        if case.status in LIVE and case.ref not in there and (why := known.reasons(case))
    }
    first = first_slot(held.at, made.number("meeting.opening"))
    after = items
    for item in in_order(known.slot(ref) for ref in because):
        after = fitted(after, item, first)
    view = view_of(store, made, held, after)
    put_on = [
        Comes(slot.case, slot.kind, slot.at, slot.minutes, because[slot.case])
        for slot in view.slots
        if slot.case in because
    ]
    listed = {item.case_ref for item in after}
    undecided = [c.ref for c in store.cases.listed() if c.status in UNDECIDED]
    waiting = [ref for ref in undecided if ref not in listed]
    was = set(items)
    return _Planned(held, [i for i in after if i not in was], Built(put_on, view, waiting))


class _Known:
    """What the register knows of every case ahead of a meeting, fetched once."""

    def __init__(self, store: Store, made: Group, meeting: Meeting, on: date) -> None:
        self._meeting = meeting
        self._months = made.number("repeat.months")
        self._minutes = made.number("meeting.slot")
        self._referred: defaultdict[str, list[date]] = defaultdict(list)
        for referral in store.cases.referrals():
            self._referred[referral.case_ref].append(referral.referred_on)
        meetings = {m.number: m for m in store.meetings.listed()}
        self._listed: defaultdict[str, list[date]] = defaultdict(list)
        self._elsewhere: set[str] = set()
        for item in store.agendas.listed():
            at = meetings.get(item.meeting)
            if at is None:
                continue
            self._listed[item.case_ref].append(at.held_on)
            comes = at.status is MeetingStatus.PLANNED and at.held_on >= on
            if comes and at.number != meeting.number:
                self._elsewhere.add(item.case_ref)
        after = meeting.held_on + timedelta(days=1)
        due = store.actions.listed(status="open", due_before=after)
        self._due = Counter(row.case_ref for row in due if row.case_ref)
        self._outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
        for outcome in store.at_the_table.outcomes.listed():
            self._outcomes[outcome.case_ref].append(outcome)
        self._cases = {case.ref: case for case in store.cases.listed()}

    def reasons(self, case: Case) -> list[str]:
        return reasons(self._standing(case), on=self._meeting.held_on)

    def slot(self, ref: str) -> AgendaItem:
        return AgendaItem(
            meeting=self._meeting.number,
            case_ref=ref,
            kind=self._kind(ref),
            position=1,
            minutes=self._minutes,
        )

    def _kind(self, ref: str) -> AgendaKind:
        outcome = self._standing(self._cases[ref]).outcome
        if outcome is not None and outcome.kind is OutcomeKind.CLOSE:
            return AgendaKind.CLOSURE
        return kind_for(
            on=self._meeting.held_on,
            listed=self._listed[ref],
            referred=tuple(self._referred[ref]),
            months=self._months,
        )

    def _standing(self, case: Case) -> Standing:
        since = max(self._referred[case.ref], default=None)
        said = [o for o in self._outcomes[case.ref] if since is None or o.said_on >= since]
        outcome = said[-1] if said else None
        return Standing(case, outcome, self._due[case.ref], case.ref in self._elsewhere)
