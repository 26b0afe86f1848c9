"""The check of minutes before they are finalised: what is missing, and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import TAKEN_ON
from marg_cli.domain.checks.finding import Finding, in_order
from marg_cli.domain.checks.minutes import case_findings, left_empty
from marg_cli.domain.checks.minutes_general import general_findings, general_left_empty
from marg_cli.domain.checks.told import CaseTold, MeetingTold, Said
from marg_cli.domain.checks.wording import LEVELS
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.settings import WORDS
from marg_cli.services import check_texts
from marg_cli.services.at_the_table.under_way import meetings_under_way
from marg_cli.services.group import group
from marg_cli.services.meetings.attendance_view import attended
from marg_cli.services.meetings.in_the_room import InTheRoom
from marg_cli.services.minutes.minutes import the_meeting
from marg_cli.services.minutes.ways_out import that_work
from marg_cli.services.papers.minutes import minutes_of
from marg_cli.services.papers.room import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from marg_cli.domain.checks.names import Text
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.papers.minutes import MinutesPaper
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

Recorded = defaultdict[str | None, dict[str, list[Said]]]
"""Entries by case (None: the general part) and heading."""


class Empty(NamedTuple):
    """Headings of a case (none: the general part) that are empty, as they may rightly be."""

    case: str | None
    headings: list[str]


class Checked(NamedTuple):
    """What a check found in one meeting's paper, and what it leaves to the person's judgement.

    Minutes that are *final* are opened before anything of that meeting can be recorded.
    """

    meeting: date
    findings: list[Finding]
    empty: list[Empty]
    final: bool = False

    def of_cases(self, may_see: Callable[[str | None], bool]) -> Checked:
        """What concerns the cases (None: what is the group's own) that may be seen."""
        return self._replace(
            findings=[each for each in self.findings if may_see(each.case)],
            empty=[each for each in self.empty if may_see(each.case)],
        )


def check_minutes(store: Store, meeting: str | None, *, on: date, room: bool = False) -> Checked:
    """Look through a meeting's minutes; for the *room*, of the cases everybody present may see.

    Raises MeetingNotFound, or Refused before they start.
    """
    with store.read("minutes check --room" if room else "minutes check") as reading:
        held = the_meeting(store, meeting, on=on)
        checked = looked_through(store, held)
        if room:
            checked = checked.of_cases(InTheRoom(store, on=on).may_see)
        reading.note(f"{held.ref} ({len(checked.findings)})")
    return checked


def looked_through(store: Store, held: Meeting) -> Checked:
    """What the minutes of one meeting lack, within a reading or a change."""
    paper = minutes_of(store, held)
    made = group(store)
    said = _said(store, held)
    words = {"day": held.ref, "where": _where(store, held)}
    named = check_texts.names(store, made, held).in_texts(_texts(store, held, paper))
    meeting = _meeting_told(store, held, paper, said[None])
    cases = list(_cases_told(store, made, paper, said))
    of_cases = chain.from_iterable(case_findings(told, words) for told in cases)
    found = chain(named, general_findings(meeting, words), of_cases)
    empty = [Empty(None, general_left_empty(meeting))]
    empty += [Empty(told.minutes.ref, left_empty(told)) for told in cases]
    return Checked(
        held.held_on,
        that_work(store, in_order(found, [case.ref for case in paper.cases])),
        [each for each in empty if each.headings],
        held.is_final,
    )


def _said(store: Store, held: Meeting) -> Recorded:
    said: Recorded = defaultdict(dict)
    for entry in store.minutes.entries(meeting=held.number):
        under = said[entry.case_ref].setdefault(entry.heading, [])
        under.append(Said(f"E{entry.number}", entry.text))
    return said


def _where(store: Store, held: Meeting) -> str:
    """What a command needs to mean this meeting: nothing while it is the one under way."""
    is_meant = [m.number for m in meetings_under_way(store)] == [held.number]
    return "" if is_meant else f" --meeting {held.ref}"


def _texts(store: Store, held: Meeting, paper: MinutesPaper) -> Iterator[Text]:
    lines = [
        *paper.reviewed,
        *paper.groups_own,
        *chain.from_iterable(case.actions for case in paper.cases),
        *chain.from_iterable(agency.actions for agency in paper.by_agency),
    ]
    yield from check_texts.entry_texts(store.minutes.entries(meeting=held.number))
    yield from check_texts.information_texts(store.information.listed(meeting=held.number))
    yield from check_texts.action_texts(store, lines)
    yield from check_texts.declared_texts(store, held)
    for case in paper.cases:
        yield from check_texts.table_texts(case.ref, case.at_the_table)
    for closed in paper.closed_cases:
        yield from check_texts.case_text(closed.ref, "outcome", closed.outcome)
        for learnt in closed.learnt:
            yield from check_texts.learnt_text(closed.ref, learnt)


def _meeting_told(
    store: Store, held: Meeting, paper: MinutesPaper, said: Mapping[str, Sequence[Said]]
) -> MeetingTold:
    seen = attended(store, held)
    kept = {minutes.meeting for minutes in store.minutes.listed()}
    return MeetingTold(
        paper=paper,
        said=said,
        silent=seen.not_recorded,
        attendance=any(line.state for line in seen.lines),
        has_earlier=any(m.number in kept for m in store.meetings.listed(before=held.held_on)),
    )


def _cases_told(
    store: Store, made: Group, paper: MinutesPaper, said: Recorded
) -> Iterator[CaseTold]:
    taken_on = {case.ref for case in store.cases.listed() if case.status in TAKEN_ON}
    before = store.meetings.listed(before=paper.head.meeting_on)
    since = before[-1].held_on if before else date.min
    goes_on = {line.case for agency in paper.by_agency for line in agency.actions}
    for case in paper.cases:
        withdrew = frozenset(d.name for d in paper.declarations if d.case == case.ref)
        yield CaseTold(
            minutes=case,
            said=said[case.ref],
            meeting_on=paper.head.meeting_on,
            since=since,
            taken_on=case.ref in taken_on,
            goes_on=case.ref in goes_on,
            withdrew=withdrew,
            stayed=any(
                person.name in withdrew
                and person.state == AttendanceState.PRESENT
                and (person.items == (ALL,) or case.ref in person.items)
                for person in paper.attending
            ),
            own_levels=_own_levels(made),
        )


def _own_levels(made: Group) -> list[str]:
    """The group's own words for levels of risk."""
    keys = {WORDS + level.replace(" ", between) for level in LEVELS for between in "_-"}
    words = [word for key, word in made.made.items() if key in keys and word]
    return [*words, *map(made.word, made.levels)]
