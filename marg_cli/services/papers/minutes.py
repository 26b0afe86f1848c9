"""The minutes' paper: what was said and set at one meeting, in the order it is read."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from marg_cli.domain.case import is_repeat
from marg_cli.domain.minutes import (
    AFTER_ACTIONS,
    BEFORE_ACTIONS,
    CASE_HEADINGS,
    GENERAL_HEADINGS,
    MinutesStatus,
)
from marg_cli.domain.minutes_life import draft_named, version_named
from marg_cli.domain.papers.actions import AgencyActions
from marg_cli.domain.papers.minutes import (
    Amendment,
    CaseMinutes,
    Closing,
    Heading,
    MinutesPaper,
    SharedLine,
)
from marg_cli.services.group import group
from marg_cli.services.meetings.quorum import quorum_of
from marg_cli.services.minutes.minutes import kept_minutes
from marg_cli.services.papers import frame
from marg_cli.services.papers.at_the_table import Tables, When
from marg_cli.services.papers.corrected import Corrected
from marg_cli.services.papers.known import ActionsKnown
from marg_cli.services.papers.lines import ActionLines
from marg_cli.services.papers.room import Room
from marg_cli.services.papers.sharing import may_read, opens_every_case
from marg_cli.services.papers.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.minutes import Minutes
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.domain.quorum import Quorum
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow

ALL_MEMBERS = "All members"
THE_RECORD = "Chair and minute taker: the group's record, not for circulation"


def minutes_of(store: Store, held: Meeting) -> MinutesPaper:
    """Put the minutes of one meeting together, within a reading or a change.

    An amendment says of actions what was known when the minutes first became final.
    Raises Refused before they start.
    """
    return _Gathered(store, held).paper(kept_minutes(store, held))


class _Gathered:
    """One meeting's facts, fetched once and read section by section."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self._store = store
        self._meeting = meeting
        self._made = group(store)
        self._on = meeting.held_on
        self._versions = store.minutes_versions.listed(meeting.number)
        known = ActionsKnown(store, self._versions[0].made_on if self._versions else None)
        self._rows = known.rows
        self._set_here: defaultdict[str | None, list[ActionRow]] = defaultdict(list)
        for row in self._rows:
            if row.meeting == meeting.number:
                self._set_here[row.case_ref].append(row)
        self._declared = frame.declared(store, meeting)
        self._known = {case.ref: case for case in store.cases.listed()}
        self._involved: defaultdict[str, list[str]] = defaultdict(list)
        for involvement in store.cases.involved():
            self._involved[involvement.case_ref].append(involvement.agency)
        self._lines = ActionLines(store, self._made.working_days, self._on, known.notes)
        self._tables = Tables(store, self._made)
        self._corrected = Corrected(store)
        self._slots = {slot.ref: slot for slot in slots_of(store, self._made, meeting, self._on)}
        self._said: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
        self._shared: defaultdict[str, list[Information]] = defaultdict(list)
        for shared in store.information.listed(meeting=meeting.number):
            self._shared[shared.case_ref].append(self._corrected.marked(shared))
        self._learnt: defaultdict[str, list[str]] = defaultdict(list)
        for learning in store.afterwards.learnt.listed():
            if self._last_held() < learning.said_on <= self._on:
                self._learnt[learning.case_ref].append(learning.text)
        self._spoken_of: dict[str, None] = {}
        for entry in store.minutes.entries(meeting=meeting.number):
            text = self._corrected.said(f"E{entry.number}", "text", entry.text)
            self._said[entry.case_ref, entry.heading].append(text)
            if entry.case_ref:
                self._spoken_of[entry.case_ref] = None

    def paper(self, minutes: Minutes) -> MinutesPaper:
        declared = self._declared
        slots = tuple(self._slots.values())
        new, repeats = self._referred_since()
        return MinutesPaper(
            head=frame.head(
                self._made,
                self._meeting,
                title="Minutes",
                copy_for=ALL_MEMBERS if opens_every_case(self._made) else THE_RECORD,
                version=self._version(minutes),
            ),
            status=(MinutesStatus.DRAFT if minutes.is_open else minutes.status).value,
            planned_at=self._meeting.at,
            started_at=minutes.started_at,
            finished_at=minutes.finished_at,
            attending=Room(self._store, self._meeting, slots, declared).everyone(),
            general={
                key: Heading(key=key, title=title, texts=tuple(self._said[None, key]))
                for key, title in GENERAL_HEADINGS.items()
            },
            declarations=declared,
            reviewed=self._reviewed(),
            groups_own=self._lines.lines(self._set_here[None]),
            cases=tuple(self._case(ref) for ref in self._cases_taken()),
            new_cases=new,
            closed_cases=self._closed_since(),
            repeat_cases=repeats,
            next_meeting=frame.meeting_after(self._store, self._made, self._meeting),
            circulation=(),
            by_agency=self._by_agency(),
            amendment=self._amendment(minutes),
            quorum=self._quorum(),
        )

    def _quorum(self) -> Quorum | None:
        """Whether the meeting could decide; None without a rule, and before anyone is recorded."""
        is_recorded = self._store.meetings.attendance(self._meeting.number)
        found = quorum_of(self._store, self._meeting)
        return found if found.needed and is_recorded else None

    def _cases_taken(self) -> list[str]:
        """The agenda's order, then whatever else was spoken of."""
        set_here = filter(None, self._set_here)
        said = [*self._spoken_of, *self._tables.spoken_of(self._meeting.number)]
        return list(dict.fromkeys([*self._slots, *said, *set_here]))

    def _case(self, ref: str) -> CaseMinutes:
        case = self._known[ref]
        slot = self._slots.get(ref)
        rows = self._set_here.get(ref, [])
        when = When(self._on, self._last_held(), self._meeting.number)
        at_the_table = self._tables.of(ref, when)
        return CaseMinutes(
            ref=ref,
            kind=slot.kind if slot else "not on the agenda",
            discussed=ref in self._spoken_of or at_the_table.said or bool(rows),
            repeat=slot.repeat if slot else False,
            themes=case.themes,
            agencies=tuple(self._involved[ref]),
            lead_agency=case.lead_agency,
            case_coordinator=case.case_coordinator,
            at_the_table=at_the_table,
            before_actions=self._headings(ref, BEFORE_ACTIONS),
            actions=self._lines.lines(rows),
            after_actions=self._headings(ref, AFTER_ACTIONS),
            information=self._information(ref),
            withdrew=frame.withdrew(self._declared, ref),
        )

    def _information(self, ref: str) -> tuple[SharedLine, ...]:
        """What was shared, by agency, facts first; minutes go to all members."""
        shared = [each for each in self._shared[ref] if may_read(each, None)]
        return tuple(
            SharedLine(agency=each.agency, kind=each.kind.value, text=each.text, marks=each.marks)
            for each in sorted(shared, key=lambda each: (each.agency, each.kind, each.number))
        )

    def _headings(self, ref: str, keys: Iterable[str]) -> tuple[Heading, ...]:
        return tuple(
            Heading(key=key, title=CASE_HEADINGS[key], texts=tuple(self._said[ref, key]))
            for key in keys
        )

    def _reviewed(self) -> tuple[ActionLine, ...]:
        """What was open when the meeting before ended, and was set before this one."""
        since, on = self._last_held().isoformat(), self._on.isoformat()
        rows = [
            row
            for row in self._rows
            if row.set_on < on and (row.closed_on is None or row.closed_on > since)
        ]
        return self._lines.lines(rows)

    def _by_agency(self) -> tuple[AgencyActions, ...]:
        """Every action still open, by agency."""
        lines: defaultdict[str, list[ActionLine]] = defaultdict(list)
        on = self._on.isoformat()
        for line in self._lines.lines(r for r in self._rows if not r.closed_on and r.set_on <= on):
            lines[line.agency].append(line)
        return tuple(
            AgencyActions(agency=a.code, agency_name=a.name, actions=tuple(lines[a.code]))
            for a in self._store.agencies.listed()
            if a.code in lines
        )

    def _referred_since(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Cases referred for the first time since the last meeting, and those that came back."""
        referred: defaultdict[str, list[date]] = defaultdict(list)
        for referral in self._store.cases.referrals():
            if referral.referred_on <= self._on and not referral.while_open:
                referred[referral.case_ref].append(referral.referred_on)
        since = self._last_held()
        recent = [ref for ref, days in referred.items() if max(days) > since]
        months = self._made.number("repeat.months")
        repeats = {ref for ref in recent if is_repeat(tuple(referred[ref]), months)}
        new = tuple(ref for ref in sorted(recent) if ref not in repeats)
        return new, tuple(sorted(repeats))

    def _closed_since(self) -> tuple[Closing, ...]:
        since = self._last_held()
        return tuple(
            Closing(
                ref=case.ref,
                closed_on=case.closed_on,
                destination=case.destination,
                outcome=case.outcome,
                learnt=tuple(self._learnt[case.ref]),
            )
            for case in map(self._corrected.marked, self._known.values())
            if case.closed_on is not None and since < case.closed_on <= self._on
        )

    def _last_held(self) -> date:
        before = self._store.meetings.listed(before=self._on)
        return before[-1].held_on if before else date.min

    def _version(self, minutes: Minutes) -> str:
        version = len(self._versions)
        if not minutes.is_open:
            return version_named(minutes, version)
        draft = self._store.minutes_versions.draft_number(self._meeting.ref)
        return draft_named(minutes, version + 1, draft)

    def _amendment(self, minutes: Minutes) -> Amendment | None:
        if minutes.because is None:
            return None
        return Amendment(number=len(self._versions), made_on=None, because=minutes.because)
