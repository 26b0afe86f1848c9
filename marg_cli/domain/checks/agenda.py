"""The rules for an agenda before it goes out, the most serious first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from marg_cli.domain.agenda import clock_of, minutes_of
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.case import NOT_SCREENED, TAKEN_ON, Case, CaseStatus
from marg_cli.domain.checks import actions
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.head import HEAD_RULES
from marg_cli.domain.checks.rules import Rule, Spot
from marg_cli.domain.checks.wording import says_something
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.papers.actions import ActionLine
from marg_cli.domain.papers.agenda import AgendaPaper, Slot

LATEST_END = "17:00"
"""A meeting that starts before has its last case done by then."""

LONGEST = 4 * 60
"""So many minutes of cases are the most that people can give their minds to."""


class SlotTold(NamedTuple):
    """One slot with what the rules need beside it.

    `fixed` is a time of its own; `clash` says what it runs into; `no_views_at` is the meeting
    that discussed the case last, when it recorded no views.
    """

    slot: Slot
    status: CaseStatus
    fixed: bool
    clash: str | None
    no_views_at: date | None


class AbsentTold(NamedTuple):
    """A live case that is not on the agenda, with its open actions due before that day."""

    case: Case
    due: Sequence[ActionLine]
    meeting_on: date


class AgendaTold(NamedTuple):
    """An agenda with what the rules need beside it.

    `send_by` is when it goes out; `last` the meeting before, if it has been, and `last_minutes`
    how its minutes stand, None before they are started.
    """

    paper: AgendaPaper
    slots: Sequence[SlotTold]
    today: date
    send_by: date
    last: date | None
    last_minutes: str | None


def _overdue(told: AbsentTold) -> Iterator[Spot]:
    if told.due:
        refs = in_a_sentence([line.ref for line in told.due])
        verb = "is" if len(told.due) == 1 else "are"
        yield Spot({"actions": refs, "verb": verb}, action=told.due[0].ref)


def _comes_back(told: AbsentTold) -> Iterator[Spot]:
    until = told.case.deferred_until
    if told.case.status is CaseStatus.DEFERRED and until and until <= told.meeting_on:
        yield Spot({"until": short(until)})


def _open_actions(told: AgendaTold) -> tuple[ActionLine, ...]:
    return (*told.paper.overdue, *told.paper.open)


def _runs_late(told: AgendaTold) -> Iterator[Spot]:
    """Cases that go on past the end of the day, or for longer than anybody can listen."""
    begun = [(minutes_of(s.slot.at), s.slot) for s in told.slots if s.slot.at]
    if begun:
        longest = sum(slot.minutes for _, slot in begun)
        ends = max(at + slot.minutes for at, slot in begun)
        latest = minutes_of(LATEST_END)
        if longest > LONGEST or begun[0][0] < latest < ends:
            last = max(begun, key=lambda each: each[0])[1]
            yield Spot({"minutes": str(longest), "until": clock(clock_of(ends)), "last": last.ref})


def _missed_deadline(told: AgendaTold) -> Iterator[Spot]:
    if told.send_by < told.today <= told.paper.head.meeting_on:
        yield Spot({"send_by": british(told.send_by)})


def _meeting(day: date) -> Iterator[Spot]:
    yield Spot({"last": day.isoformat(), "of": short(day)})


def _without_agreement(told: AgendaTold) -> Iterator[Spot]:
    none = told.paper.no_agreement
    if none:
        yield Spot({"agencies": in_a_sentence(none), "first": none[0]})


SLOT_RULES: tuple[Rule[SlotTold], ...] = (
    Rule(
        "screening",
        "The case is not screened: the chair decides whether to take it, and why.",
        'marg case accept {case} --override "..."',
        lambda told: told.status in NOT_SCREENED,
    ),
    Rule(
        "resolving",
        "It is not said what the group is trying to resolve.",
        'marg case edit {case} --resolving "..."',
        lambda told: not says_something(told.slot.resolving),
    ),
    Rule(
        "time",
        "{clash}",
        "marg agenda edit {case} --at HH:MM --meeting {day}",
        lambda told: [Spot({"clash": told.clash})] if told.clash else (),
    ),
    Rule(
        "guest",
        "A guest is invited, and the slot has no time of its own.",
        "marg agenda edit {case} --at HH:MM --meeting {day}",
        lambda told: bool(told.slot.guests) and not told.fixed,
    ),
    Rule(
        "lead agency",
        "No agency leads the case.",
        "marg case involve {case} CODE --lead",
        lambda told: told.status in TAKEN_ON and not told.slot.lead_agency,
    ),
    Rule(
        "case coordinator",
        "Nobody is named to report on the case.",
        "marg case coordinator {case} NAME",
        lambda told: told.status is CaseStatus.ACTIVE and not told.slot.case_coordinator,
    ),
    Rule(
        "views",
        "The minutes of {of} hold neither the person's views nor why not.",
        'marg minutes record {case} views "..." --meeting {last}',
        lambda told: _meeting(told.no_views_at) if told.no_views_at else (),
    ),
    Rule(
        "actions",
        actions.NO_OWNER,
        actions.GIVE_OWNER,
        lambda told: actions.each(told.slot.actions, actions.without_owner),
    ),
)
"""What is looked at in every slot, the most serious first."""

ABSENT_RULES: tuple[Rule[AbsentTold], ...] = (
    Rule(
        "agenda",
        "It was deferred until {until}, and is not on the agenda.",
        "marg agenda add {case} --meeting {day}",
        _comes_back,
    ),
    Rule(
        "agenda",
        "{actions} {verb} overdue by then, and the case is not on the agenda.",
        "marg agenda add {case} --meeting {day}",
        _overdue,
    ),
)
"""What is looked at in every live case that is not on the agenda."""

AGENDA_RULES: tuple[Rule[AgendaTold], ...] = (
    Rule(
        "cases",
        "No case is listed.",
        "marg agenda add CASE --meeting {day}",
        lambda told: not told.slots,
    ),
    Rule(
        "sending",
        "The agenda was to go out by {send_by}.",
        "marg agenda render --meeting {day}",
        _missed_deadline,
    ),
    Rule(
        "last minutes",
        "No minutes of {of} are started.",
        "marg minutes start {last}",
        lambda told: _meeting(told.last) if told.last and not told.last_minutes else (),
    ),
    Rule(
        "last minutes",
        "The minutes of {of} are still a draft.",
        "marg minutes check {last}",
        lambda told: _meeting(told.last) if told.last and told.last_minutes == "draft" else (),
    ),
    Rule(
        "agreements",
        "No information-sharing agreement is in force with {agencies}.",
        'marg agency isa {first} --status "signed off" --signed DATE',
        _without_agreement,
    ),
    Rule(
        "time",
        "The cases take {minutes} minutes in all, until {until}.",
        "marg agenda edit {last} --minutes N --meeting {day}",
        _runs_late,
    ),
    Rule(
        "actions",
        actions.NO_OWNER,
        actions.GIVE_OWNER,
        lambda told: actions.each(
            [line for line in _open_actions(told) if line.case is None], actions.without_owner
        ),
    ),
)
"""What is looked at in the agenda as a whole."""


def agenda_findings(told: AgendaTold, words: dict[str, str]) -> list[Finding]:
    """What is wrong with an agenda as a whole, then with each slot."""
    found = [f for rule in AGENDA_RULES for f in rule.found(told, None, words)]
    found += [f for rule in HEAD_RULES for f in rule.found(told.paper.head, None, words)]
    for slot in told.slots:
        ref = slot.slot.ref
        own = words | {"case": ref}
        found += [f for rule in SLOT_RULES for f in rule.found(slot, ref, own)]
    return found


def absent_findings(told: AbsentTold, words: dict[str, str]) -> list[Finding]:
    """What is wrong with leaving a case off the agenda."""
    own = words | {"case": told.case.ref}
    return [f for rule in ABSENT_RULES for f in rule.found(told, told.case.ref, own)]
