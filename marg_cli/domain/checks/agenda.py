"""The rules for an agenda before it goes out, the most serious first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marg_cli.domain.agenda import end_of
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.case import TAKEN_ON, CaseStatus
from marg_cli.domain.checks import actions
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.head import HEAD_RULES
from marg_cli.domain.checks.rules import Rule, Spot
from marg_cli.domain.checks.told import AbsentTold, AgendaTold, SlotTold
from marg_cli.domain.checks.wording import says_something
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.domain.papers.actions import ActionLine

LONGEST = 4 * 60
"""So many minutes of cases are the most that people can give their minds to."""


def _clash(told: SlotTold) -> Iterator[Spot]:
    if told.clash:
        says, until = told.clash
        yield Spot({"clash": says, "until": until})


def _fails(told: SlotTold) -> Iterator[Spot]:
    if told.against:
        yield Spot({"against": told.against})


def _guest_without_a_time(told: SlotTold) -> Iterator[Spot]:
    if told.slot.guests and not told.fixed:
        yield Spot({"at": told.slot.at or "HH:MM"})


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


def _unasked(told: AgendaTold) -> Iterator[Spot]:
    if told.unasked and told.ask_by:
        yield Spot({"cases": in_a_sentence(list(told.unasked)), "ask_by": british(told.ask_by)})


def _checks_missing(told: SlotTold) -> Iterator[Spot]:
    if told.slot.checks_out and told.checks_due:
        agencies = in_a_sentence(list(told.slot.checks_out))
        yield Spot({"agencies": agencies, "due": british(told.checks_due)})


def _too_long(told: AgendaTold) -> Iterator[Spot]:
    total = sum(each.slot.minutes for each in told.slots)
    if total > LONGEST:
        longest = max((each.slot for each in told.slots), key=lambda slot: slot.minutes)
        yield Spot({"minutes": str(total), "longest": longest.ref})


def _too_late(told: AgendaTold) -> Iterator[Spot]:
    """The last case goes on after the meeting is to end: its time, or the longest, has to give."""
    begun = [each for each in told.slots if each.slot.at]
    ends_by = told.paper.ends_by
    if not begun or ends_by is None:
        return
    last = max(begun, key=lambda each: str(each.slot.at))
    ends = end_of(str(last.slot.at), last.slot.minutes)
    if ends > ends_by:
        longest = max((each.slot for each in begun), key=lambda slot: slot.minutes)
        way = f"{last.slot.ref} --at HH:MM" if last.fixed else f"{longest.ref} --minutes N"
        yield Spot({"until": clock(ends), "end": clock(ends_by), "way": way})


def _will_not_be_quorate(told: AgendaTold) -> Iterator[Spot]:
    expected = told.paper.quorum
    if expected is not None and not expected.is_quorate and expected.missing:
        yield Spot(
            {
                "away": in_a_sentence(expected.missing),
                "coming": counted(len(expected.present), "core agency"),
                "needed": str(expected.needed),
            }
        )


def _missed_deadline(told: AgendaTold) -> Iterator[Spot]:
    if told.send_by < told.today <= told.paper.head.meeting_on:
        yield Spot({"send_by": british(told.send_by)})


def _meeting(day: date) -> Iterator[Spot]:
    yield Spot({"last": day.isoformat(), "of": short(day)})


def _views_late(told: SlotTold) -> Iterator[Spot]:
    for asked in told.slot.views_asked:
        if asked.late:
            yield Spot({"agency": asked.agency, "until": short(asked.until)})


def _without_agreement(told: AgendaTold) -> Iterator[Spot]:
    none = told.paper.no_agreement
    if none:
        yield Spot({"agencies": in_a_sentence(none), "first": none[0]})


SLOT_RULES: tuple[Rule[SlotTold], ...] = (
    Rule(
        "immediate risk",
        "Somebody is at risk now, and nobody is said to have been told: the group is not enough.",
        'marg case screen {case} --same --reported-to "..."',
        lambda told: told.untold,
    ),
    Rule(
        "screening",
        "The case has not been screened yet.",
        "marg case screen {case}",
        lambda told: not told.slot.screened,
    ),
    Rule(
        "screening",
        "The case {against}. It comes off the agenda, or the chair takes it on and says why.",
        'marg case accept {case} --override "..."',
        lambda told: _fails(told) if told.slot.screened else (),
    ),
    Rule(
        "screening",
        "The screening questions were not asked again for this meeting.",
        "marg case screen {case} --meeting {day}",
        lambda told: not told.asked_again and told.slot.screened and not told.against,
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
        "marg agenda edit {case} --at {until} --meeting {day}",
        _clash,
    ),
    Rule(
        "guest",
        "A guest is invited, and the slot has no time of its own.",
        "marg agenda edit {case} --at {at} --meeting {day}",
        _guest_without_a_time,
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
        'marg view add {case} "..." --by CODE --how "..."',
        lambda told: _meeting(told.no_views_at) if told.no_views_at else (),
    ),
    Rule(
        "lateral checks",
        "The checks of {agencies} were to be back by {due}.",
        "marg trawl list --outstanding --case {case} --meeting {day}",
        _checks_missing,
    ),
    Rule(
        "views",
        "{agency} was to ask for the person's views by {until}.",
        'marg view add {case} "..." --by {agency} --how "..."',
        _views_late,
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
        "lateral checks",
        "Lateral checks were to be asked by {ask_by}: no agency was asked about {cases}.",
        "marg trawl ask --meeting {day}",
        _unasked,
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
        "apologies",
        "Without {away} the meeting will not be quorate: {coming} of the {needed} it takes.",
        "marg meeting edit {day} --date DATE",
        _will_not_be_quorate,
    ),
    Rule(
        "agreements",
        "No information-sharing agreement is in force with {agencies}.",
        'marg agency isa {first} --status "signed off" --signed DATE',
        _without_agreement,
    ),
    Rule(
        "time",
        "The cases take {minutes} minutes in all, more than one meeting can give its mind to.",
        "marg agenda edit {longest} --minutes N --meeting {day}",
        _too_long,
    ),
    Rule(
        "time",
        "The last case lasts until {until}, and the meeting is to end at {end}.",
        "marg agenda edit {way} --meeting {day}",
        _too_late,
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
