"""The check of an agenda before it goes out: what is missing, and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from marg_cli.domain.agenda import clashes, first_slot
from marg_cli.domain.case import LIVE, TAKEN_ON
from marg_cli.domain.checks.agenda import absent_findings, agenda_findings
from marg_cli.domain.checks.finding import Finding, in_order
from marg_cli.domain.checks.told import AbsentTold, AgendaTold, SlotTold
from marg_cli.domain.need_to_know import CHAIR, Sight
from marg_cli.services import check_texts, finding
from marg_cli.services.agendas.view import clash_said
from marg_cli.services.group import group
from marg_cli.services.meetings.in_the_room import InTheRoom
from marg_cli.services.minutes.check import Checked
from marg_cli.services.minutes.ways_out import that_work
from marg_cli.services.need_to_know import need_to_know
from marg_cli.services.papers.agenda import agenda_of
from marg_cli.services.referral.screened import ForMeeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from marg_cli.domain.checks.names import Text
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.store.protocol import Store


def check_agenda(store: Store, meeting: str | None, *, on: date, room: bool = False) -> Checked:
    """Look through a meeting's agenda, the next one's without a name.

    For the *room*, of the cases everybody present may see. Raises MeetingNotFound.
    """
    with store.read("agenda check --room" if room else "agenda check") as reading:
        held = finding.meeting(store, meeting or "next", today=on)
        checked = Checked(held.held_on, _Gathered(store, held, on).findings(), [])
        if room:
            checked = checked.of_cases(InTheRoom(store, on=on).may_see)
        reading.note(f"{held.ref} ({len(checked.findings)})")
    return checked


class _Gathered:
    """One agenda's facts, fetched once for all its rules."""

    def __init__(self, store: Store, held: Meeting, on: date) -> None:
        self._store = store
        self._held = held
        self._on = on
        self._made = group(store)
        self._paper = agenda_of(store, held, Sight(need_to_know(store), CHAIR), on=on)
        self._items = store.agendas.listed(meeting=held.number)
        self._cases = {case.ref: case for case in store.cases.listed()}
        self._before = store.meetings.listed(before=held.held_on)
        self._screened = ForMeeting(store, held)

    def findings(self) -> list[Finding]:
        words = {"day": self._held.ref}
        names = check_texts.names(self._store, self._made, self._held)
        found = chain(
            names.in_texts(self._texts()),
            agenda_findings(self._told(), words),
            *(absent_findings(told, words) for told in self._absent()),
        )
        ordered = in_order(found, [item.case_ref for item in self._items])
        return that_work(self._store, ordered)

    def _texts(self) -> Iterator[Text]:
        for item in self._items:
            resolving = self._cases[item.case_ref].resolving
            yield from check_texts.case_text(item.case_ref, "resolving", resolving)
        yield from check_texts.action_texts(self._store, self._open_actions())
        yield from check_texts.declared_texts(self._store, self._held)

    def _open_actions(self) -> tuple[ActionLine, ...]:
        return (*self._paper.overdue, *self._paper.open)

    def _told(self) -> AgendaTold:
        been = [meeting for meeting in self._before if meeting.held_on < self._on]
        minutes = self._store.minutes.get(been[-1].number) if been else None
        return AgendaTold(
            paper=self._paper,
            slots=self._slots(),
            today=self._on,
            send_by=self._deadline("agenda"),
            last=been[-1].held_on if been else None,
            last_minutes=minutes.status.value if minutes else None,
            unasked=self._unasked(),
            ask_by=self._deadline("checks_asked"),
        )

    def _deadline(self, name: str) -> date:
        return self._made.deadline(name, self._held.held_on)

    def _unasked(self) -> list[str]:
        """Live cases nobody was asked about, once they were to be."""
        if self._deadline("checks_asked") >= self._on:
            return []
        asked = {ref for ref, _, _ in self._store.meetings.asked(self._held.number)}
        refs = [item.case_ref for item in self._items if item.case_ref not in asked]
        return [ref for ref in refs if self._cases[ref].status in LIVE]

    def _slots(self) -> list[SlotTold]:
        slots = {slot.ref: slot for slot in (*self._paper.slots, *self._paper.closures)}
        first = first_slot(self._held.at, self._made.number("meeting.opening"))
        found = clashes(self._items, first)
        clash = {each.case_ref: (clash_said(each), each.until) for each in found}
        unheard = self._without_views()
        back_by = self._deadline("checks_back")
        return [
            SlotTold(
                slot=slots[item.case_ref],
                status=self._cases[item.case_ref].status,
                against=self._against(item.case_ref),
                asked_again=not self._screened.must_be_asked(item.case_ref),
                untold=self._is_untold(item.case_ref),
                fixed=item.at is not None,
                clash=clash.get(item.case_ref),
                no_views_at=unheard.get(item.case_ref),
                checks_due=back_by if back_by < self._on else None,
            )
            for item in self._items
        ]

    def _against(self, ref: str) -> str | None:
        """What speaks against taking a case on, while that is still to be decided."""
        case = self._cases[ref]
        if case.status in TAKEN_ON:
            return None
        return case.speaks_against(self._screened.screenings.get(ref))

    def _is_untold(self, ref: str) -> bool:
        screening = self._screened.screenings.get(ref)
        return screening is not None and screening.is_untold

    def _without_views(self) -> dict[str, date]:
        """The meeting that spoke of each case last, where it recorded no views."""
        days = {meeting.number: meeting.held_on for meeting in self._before}
        last: dict[str, date] = {}
        heard: dict[str, date] = {}
        for entry in self._store.minutes.entries():
            if entry.case_ref and entry.meeting in days:
                day = days[entry.meeting]
                last[entry.case_ref] = max(day, last.get(entry.case_ref, day))
                if entry.heading == "views":
                    heard[entry.case_ref] = max(day, heard.get(entry.case_ref, day))
        for view in self._store.at_the_table.views.listed():
            if view.said_on and view.told_by is None:
                first = min((day for day in days.values() if day >= view.said_on), default=None)
                day = first or view.said_on
                heard[view.case_ref] = max(day, heard.get(view.case_ref, day))
        return {ref: day for ref, day in last.items() if ref not in heard or heard[ref] < day}

    def _absent(self) -> Iterator[AbsentTold]:
        due: defaultdict[str | None, list[ActionLine]] = defaultdict(list)
        for line in self._open_actions():
            if line.due < self._held.held_on:
                due[line.case].append(line)
        listed = {item.case_ref for item in self._items}
        for ref, case in self._cases.items():
            if ref not in listed and case.status in LIVE:
                yield AbsentTold(case, due[ref], self._held.held_on)
