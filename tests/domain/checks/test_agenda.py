from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.checks.agenda import (
    ABSENT_RULES,
    AGENDA_RULES,
    SLOT_RULES,
    absent_findings,
    agenda_findings,
)
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.told import AbsentTold, AgendaTold
from marg_cli.domain.papers.at_the_table import AskedLine
from tests.builders import a_case
from tests.documents.papers import MEETING, a_head, a_quorum, a_slot, an_action_line, an_agenda
from tests.domain.checks.told import WORDS, a_slot_told, an_absent_told, an_agenda_told


def with_slot(**changes: Any) -> AgendaTold:
    return an_agenda_told(slots=(a_slot_told(**changes),))


def at(*slots: tuple[str, int], fixed: bool = True) -> AgendaTold:
    told = [
        a_slot_told(slot=a_slot(at=start, minutes=minutes), fixed=fixed) for start, minutes in slots
    ]
    return an_agenda_told(slots=told, paper=an_agenda(ends_by="17:00"))


def deferred(until: date) -> AbsentTold:
    case = a_case(ref="M26-002", status=CaseStatus.DEFERRED, deferred_until=until)
    return an_absent_told(case=case)


def found(told: AgendaTold | AbsentTold) -> list[Finding]:
    if isinstance(told, AgendaTold):
        return agenda_findings(told, WORDS)
    return absent_findings(told, WORDS)


SOUND: dict[str, AgendaTold | AbsentTold] = {
    "a whole agenda": an_agenda_told(),
    "a first meeting": an_agenda_told(last=None, last_minutes=None),
    "the day it goes out": an_agenda_told(today=date(2026, 12, 1)),
    "a meeting that is over": an_agenda_told(today=date(2026, 12, 9)),
    "a guest with a time": with_slot(slot=a_slot(guests=("Member two (PAWS)",))),
    "a referral nobody leads yet": with_slot(
        slot=a_slot(lead_agency=None, case_coordinator=None), status=CaseStatus.SCREENED
    ),
    "until the end": at(("13:00", 240)),
    "no end": an_agenda_told(slots=(a_slot_told(slot=a_slot(at="18:00", minutes=90)),)),
    "a quorum that comes": an_agenda_told(paper=an_agenda(quorum=a_quorum(1, "GLOW"))),
    "a live case left out": an_absent_told(),
    "checks out, with time left": with_slot(slot=a_slot(checks_out=("POL",))),
    "checks all in": with_slot(slot=a_slot(checks_out=()), checks_due=date(2026, 12, 3)),
    "deferred further": deferred(date(2026, 12, 9)),
}

AMISS: dict[str, AgendaTold | AbsentTold] = {
    "cases": an_agenda_told(slots=()),
    "sending": an_agenda_told(today=date(2026, 12, 2)),
    "last minutes: none": an_agenda_told(last_minutes=None),
    "last minutes: a draft": an_agenda_told(last_minutes="draft"),
    "apologies": an_agenda_told(paper=an_agenda(quorum=a_quorum(2, "GLOW"))),
    "agreements": an_agenda_told(paper=an_agenda(no_agreement=("GP", "NMH"))),
    "time: too late": at(("16:30", 31)),
    "time: too late, one after another": at(("16:30", 31), fixed=False),
    "time: too long": at(("09:00", 120), ("11:00", 121)),
    "actions: the group's without owner": an_agenda_told(
        paper=an_agenda(open=(an_action_line(case=None, owner=None),))
    ),
    "screening": with_slot(slot=a_slot(screened=False), status=CaseStatus.REFERRED),
    "screening: fails": with_slot(against="does not pass", status=CaseStatus.SCREENED),
    "screening: not asked again": with_slot(asked_again=False),
    "immediate risk": with_slot(untold=True),
    "resolving": with_slot(slot=a_slot(resolving=None)),
    "resolving: a placeholder": with_slot(slot=a_slot(resolving="tbc")),
    "time: clash": with_slot(clash=("M26-001 is fixed at 10am.", "10:20")),
    "guest": with_slot(slot=a_slot(guests=("Member two (PAWS)",)), fixed=False),
    "lead agency": with_slot(slot=a_slot(lead_agency=None)),
    "case coordinator": with_slot(slot=a_slot(case_coordinator=None)),
    "views": with_slot(no_views_at=date(2026, 11, 10)),
    "views: late": with_slot(
        slot=a_slot(views_asked=(AskedLine(agency="GLOW", until=date(2026, 12, 1), late=True),))
    ),
    "actions": with_slot(slot=a_slot(actions=(an_action_line(owner=None),))),
    "lateral checks: missing": with_slot(
        slot=a_slot(checks_out=("POL", "GP")), checks_due=date(2026, 12, 3)
    ),
    "lateral checks: not asked": an_agenda_told(unasked=("M26-001",), ask_by=date(2026, 11, 24)),
    "venue": an_agenda_told(paper=an_agenda(head=a_head(venue=None))),
    "agenda: overdue": an_absent_told(due=(an_action_line(due=date(2026, 12, 1)),)),
    "agenda: comes back": deferred(MEETING),
}


@pytest.mark.parametrize("what", SOUND)
def test_what_is_as_it_should_be_is_passed(what: str):
    assert found(SOUND[what]) == []


@pytest.mark.parametrize("what", AMISS)
def test_what_is_amiss_is_found_once_under_its_heading(what: str):
    assert [finding.heading for finding in found(AMISS[what])] == [what.split(":", maxsplit=1)[0]]


def test_every_rule_is_broken_by_something_here():
    words = WORDS | {"case": "M26-001"}
    agendas = [told for told in AMISS.values() if isinstance(told, AgendaTold)]
    slots = [slot for told in agendas for slot in told.slots]
    absent = [told for told in AMISS.values() if isinstance(told, AbsentTold)]
    assert all(any(rule.found(told, None, words) for told in agendas) for rule in AGENDA_RULES)
    assert all(any(rule.found(told, None, words) for told in slots) for rule in SLOT_RULES)
    assert all(any(rule.found(told, None, words) for told in absent) for rule in ABSENT_RULES)


@pytest.mark.parametrize("what", AMISS)
def test_every_finding_is_a_sentence_with_its_command(what: str):
    for finding in found(AMISS[what]):
        assert finding.finding.endswith(".")
        assert finding.mend.startswith("marg ")
        assert "{" not in finding.finding + finding.mend


def test_agencies_without_an_agreement_are_named_once():
    (finding,) = found(AMISS["agreements"])
    assert "GP and NMH" in finding.finding
    assert finding.case is None


def test_several_overdue_actions_of_a_case_left_out_are_one_finding():
    lines = tuple(an_action_line(ref=ref, due=date(2026, 12, 1)) for ref in ("A1", "A2"))
    (finding,) = found(an_absent_told(due=lines))
    assert finding.finding.startswith("A1 and A2 are overdue")
    assert finding.case == "M26-002"


def test_a_time_that_clashes_is_mended_with_the_first_that_does_not():
    (finding,) = found(AMISS["time: clash"])
    assert finding.mend == "marg agenda edit M26-001 --at 10:20 --meeting 2026-12-08"


def test_a_guest_is_offered_the_time_that_was_worked_out():
    (finding,) = found(AMISS["guest"])
    assert finding.mend == "marg agenda edit M26-001 --at 10:20 --meeting 2026-12-08"
