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
from marg_cli.domain.need_to_know import CHAIR, Policy, Sight
from marg_cli.domain.papers.actions import AgencyActions
from marg_cli.domain.papers.minutes import (
    ALL_MEMBERS,
    THE_RECORD,
    Amendment,
    CaseMinutes,
    Closing,
    Heading,
    Learnt,
    MinutesPaper,
    SharedLine,
)
from marg_cli.services.circulation.sent_list import circulated
from marg_cli.services.group import group
from marg_cli.services.meetings.quorum import quorum_of
from marg_cli.services.minutes.minutes import kept_minutes
from marg_cli.services.need_to_know import need_to_know
from marg_cli.services.papers import frame
from marg_cli.services.papers.at_the_table import Tables, When
from marg_cli.services.papers.corrected import Corrected
from marg_cli.services.papers.known import ActionsKnown
from marg_cli.services.papers.lines import ActionLines, others_of
from marg_cli.services.papers.room import Room
from marg_cli.services.papers.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.case import Case
    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.minutes import Minutes
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.domain.papers.frame import Head
    from marg_cli.domain.quorum import Quorum
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow


def minutes_of(store: Store, held: Meeting, sight: Sight | None = None) -> MinutesPaper:
    """Put the minutes of one meeting together, within a reading or a change.

    With a *sight*, from what one reader may see; without, they are the group's record. An
    amendment says of actions what was known when the minutes first became final.
    Raises Refused before they start.
    """
    gathered = _Gathered(store, held, sight or Sight(need_to_know(store), CHAIR))
    return gathered.others.struck_from(gathered.paper(kept_minutes(store, held)))


class _Gathered:
    """One meeting's facts, fetched once and read section by section."""

    def __init__(self, store: Store, meeting: Meeting, sight: Sight) -> None:
        self._store = store
        self._sight = sight
        self._meeting = meeting
        self._made = group(store)
        self._on = meeting.held_on
        self._versions = store.minutes_versions.listed(meeting.number)
        known = ActionsKnown(store, self._versions[0].made_on if self._versions else None)
        self._every_row = known.rows
        self._rows = [row for row in known.rows if sight.sees_action(row.case_ref, row.agency)]
        self.others = others_of(sight, (row.case_ref for row in self._rows))
        self._set_here: defaultdict[str | None, list[ActionRow]] = defaultdict(list)
        for row in self._rows:
            if row.meeting == meeting.number:
                self._set_here[row.case_ref].append(row)
        self._declared = frame.declared(store, meeting, sight)
        self._interests = store.meetings.declared(meeting.number)
        self._known = {case.ref: case for case in store.cases.listed() if sight.sees(case.ref)}
        self._involved: defaultdict[str, list[str]] = defaultdict(list)
        for involvement in store.cases.involved():
            self._involved[involvement.case_ref].append(involvement.agency)
        self._lines = ActionLines(store, self._made.working_days, self._on, known.notes)
        self._tables = Tables(store, self._made)
        self._corrected = Corrected(store)
        slots = slots_of(store, self._made, meeting, sight, self._on)
        self._slots = {slot.ref: slot for slot in slots}
        self._said: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
        self._shared: defaultdict[str, list[Information]] = defaultdict(list)
        for shared in filter(sight.reads, store.information.listed(meeting=meeting.number)):
            self._shared[shared.case_ref].append(self._corrected.marked(shared))
        self._learnt: defaultdict[str, list[Learnt]] = defaultdict(list)
        for learning in store.afterwards.learnt.listed():
            if self._last_held() < learning.said_on <= self._on:
                text = self._corrected.said(learning.ref, "text", learning.text)
                self._learnt[learning.case_ref].append(Learnt(ref=learning.ref, text=text))
        self._spoken_of: dict[str, None] = {}
        unseen = others_of(sight)
        for entry in store.minutes.entries(meeting=meeting.number):
            text = self._corrected.said(f"E{entry.number}", "text", entry.text)
            if entry.case_ref is None:
                self._said[None, entry.heading].append(unseen.general(text))
            elif sight.sees(entry.case_ref):
                self._said[entry.case_ref, entry.heading].append(text)
                self._spoken_of[entry.case_ref] = None

    def paper(self, minutes: Minutes) -> MinutesPaper:
        declared = self._declared
        slots = tuple(self._slots.values())
        new, repeats = self._referred_since()
        return MinutesPaper(
            head=self._head(minutes),
            status=(MinutesStatus.DRAFT if minutes.is_open else minutes.status).value,
            planned_at=self._meeting.at,
            started_at=minutes.started_at,
            finished_at=minutes.finished_at,
            attending=Room(self._store, self._meeting, slots, declared, self._sight).everyone(),
            general={
                key: Heading(key=key, title=title, texts=tuple(self._said[None, key]))
                for key, title in GENERAL_HEADINGS.items()
            },
            declarations=declared,
            reviewed=self._reviewed(),
            agency=self._sight.reader.agency,
            groups_own=self._shown(self._set_here[None]),
            cases=tuple(self._case(ref) for ref in self._cases_taken()),
            new_cases=new,
            closed_cases=self._closed_since(),
            repeat_cases=repeats,
            next_meeting=frame.meeting_after(self._store, self._made, self._meeting),
            circulation=() if self._sight.is_guests else circulated(self._store, self._meeting),
            by_agency=self._by_agency(),
            amendment=self._amendment(minutes),
            quorum=self._quorum(),
        )

    def _head(self, minutes: Minutes) -> Head:
        opens_every_case = self._sight.rule.policy is Policy.CORE
        head = frame.head(
            self._made,
            self._meeting,
            title="Minutes",
            copy_for=ALL_MEMBERS if opens_every_case else THE_RECORD,
            version=self._version(minutes),
        )
        if not self._sight.reader.is_one:
            return head
        return frame.made_for(self._store, head, self._sight, self._every_case())

    def _every_case(self) -> set[str]:
        """Every case that the whole minutes speak of, for their number alone."""
        store, number = self._store, self._meeting.number
        named = {entry.case_ref for entry in store.minutes.entries(meeting=number)}
        named |= {item.case_ref for item in store.agendas.listed(meeting=number)}
        named |= set(self._tables.spoken_of(number)) | set(self._referred_days())
        named |= {case.ref for case in store.cases.listed() if self._closed_here(case)}
        named |= {
            row.case_ref
            for row in self._every_row
            if row.meeting == number or self._was_open(row) or self._is_open(row)
        }
        return {ref for ref in named if ref}

    def _shown(self, rows: Iterable[ActionRow]) -> tuple[ActionLine, ...]:
        return self._lines.for_reader(rows, self._sight)

    def _quorum(self) -> Quorum | None:
        """Whether the meeting could decide; None without a rule, and before anyone is recorded."""
        is_recorded = self._store.meetings.attendance(self._meeting.number)
        found = quorum_of(self._store, self._meeting)
        return found if found.needed and is_recorded else None

    def _cases_taken(self) -> list[str]:
        """The agenda's order, then whatever else was spoken of."""
        set_here = filter(None, self._set_here)
        said = [*self._spoken_of, *self._tables.spoken_of(self._meeting.number)]
        return self._sight.of(dict.fromkeys([*self._slots, *said, *set_here]))

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
            actions=self._shown(rows),
            after_actions=self._headings(ref, AFTER_ACTIONS),
            information=self._information(ref),
            withdrew=frame.withdrew(self._interests, ref),
        )

    def _information(self, ref: str) -> tuple[SharedLine, ...]:
        """What was shared and the reader may read, by agency, facts first."""
        return shared_lines(self._shared[ref])

    def _headings(self, ref: str, keys: Iterable[str]) -> tuple[Heading, ...]:
        return tuple(
            Heading(key=key, title=CASE_HEADINGS[key], texts=tuple(self._texts(ref, key)))
            for key in keys
        )

    def _texts(self, ref: str, key: str) -> list[str]:
        """What was said under a heading; of why a case is here, else what the case says itself."""
        resolving = self._known[ref].resolving if key == "why" else None
        return self._said[ref, key] or list(filter(None, [resolving]))

    def _reviewed(self) -> tuple[ActionLine, ...]:
        """What was open when the meeting before ended, and was set before this one."""
        return self._shown(row for row in self._rows if self._was_open(row))

    def _was_open(self, row: ActionRow) -> bool:
        since, on = self._last_held().isoformat(), self._on.isoformat()
        return row.set_on < on and (row.closed_on is None or row.closed_on > since)

    def _is_open(self, row: ActionRow) -> bool:
        return not row.closed_on and row.set_on <= self._on.isoformat()

    def _by_agency(self) -> tuple[AgencyActions, ...]:
        """Every action still open, by agency."""
        lines: defaultdict[str, list[ActionLine]] = defaultdict(list)
        for line in self._shown(filter(self._is_open, self._rows)):
            lines[line.agency].append(line)
        return tuple(
            AgencyActions(agency=a.code, agency_name=a.name, actions=tuple(lines[a.code]))
            for a in self._store.agencies.listed()
            if a.code in lines
        )

    def _referred_since(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Cases referred for the first time since the last meeting, and those that came back."""
        referred = self._referred_days()
        recent = self._sight.of(referred)
        months = self._made.number("repeat.months")
        repeats = {ref for ref in recent if is_repeat(tuple(referred[ref]), months)}
        new = tuple(ref for ref in sorted(recent) if ref not in repeats)
        return new, tuple(sorted(repeats))

    def _referred_days(self) -> dict[str, list[date]]:
        """When each case was referred that was since the last meeting."""
        referred: defaultdict[str, list[date]] = defaultdict(list)
        for referral in self._store.cases.referrals():
            if referral.referred_on <= self._on and not referral.while_open:
                referred[referral.case_ref].append(referral.referred_on)
        since = self._last_held()
        return {ref: days for ref, days in referred.items() if max(days) > since}

    def _closed_since(self) -> tuple[Closing, ...]:
        return tuple(
            Closing(
                ref=case.ref,
                closed_on=case.closed_on,
                destination=case.destination,
                outcome=case.outcome,
                learnt=tuple(self._learnt[case.ref]),
            )
            for case in map(self._corrected.marked, self._known.values())
            if self._closed_here(case)
        )

    def _closed_here(self, case: Case) -> bool:
        return case.closed_on is not None and self._last_held() < case.closed_on <= self._on

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
        because = others_of(self._sight).general(minutes.because)
        return Amendment(number=len(self._versions), made_on=None, because=because)


def shared_lines(shared: Iterable[Information]) -> tuple[SharedLine, ...]:
    """Information as papers show it, by agency, facts first; who else may read it is a mark."""
    return tuple(
        SharedLine(
            agency=each.agency,
            kind=each.kind.value,
            text=each.text,
            marks=(
                *each.marks,
                *([f"only for {', '.join(each.only_for)}"] if each.only_for else []),
            ),
        )
        for each in sorted(shared, key=lambda each: (each.agency, each.kind, each.number))
    )
