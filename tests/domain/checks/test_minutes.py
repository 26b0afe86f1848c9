from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.checks.finding import Finding, in_order
from marg_cli.domain.checks.minutes import CASE_RULES, case_findings, left_empty
from marg_cli.domain.checks.minutes_general import (
    GENERAL_RULES,
    general_findings,
    general_left_empty,
)
from marg_cli.domain.checks.told import CaseTold, MeetingTold
from marg_cli.domain.papers.at_the_table import NOTHING, DissentLine
from marg_cli.domain.papers.minutes import CaseMinutes
from marg_cli.domain.quorum import Gap
from marg_cli.domain.value import replace
from tests.documents.papers import (
    MEETING,
    a_case,
    a_head,
    a_minutes_paper,
    a_quorum,
    an_action_line,
    an_attendee,
    declared,
)
from tests.documents.table_lines import a_decision_line, a_plan_line, a_risk_line, a_view_line
from tests.domain.checks.told import WORDS, a_case_told, a_meeting_told

DECLINED = replace(a_case(), lead_agency=None, case_coordinator=None)


OLD = date(2026, 10, 1)
STILL_HIGH = DissentLine(agency="GLOW", text="Still high.")


def at_the_table(**changes: Any) -> CaseTold:
    return a_case_told(minutes=a_case(at_the_table=replace(NOTHING, said=True, **changes)))


def whole_table() -> CaseMinutes:
    """A case of which everything was said at the table."""
    return a_case(
        at_the_table=replace(
            NOTHING,
            said=True,
            views=(a_view_line(MEETING),),
            risks=(a_risk_line(weighed=True, agreed="high"),),
            decisions=(a_decision_line(),),
            plan=a_plan_line(),
        )
    )


def with_action(**changes: Any) -> CaseTold:
    return a_case_told(minutes=a_case(actions=(an_action_line(**changes),)))


def of_the_group(**changes: Any) -> MeetingTold:
    agency = replace(
        a_minutes_paper().by_agency[0],
        actions=(an_action_line(case=None, set_on=MEETING, **changes),),
    )
    return a_meeting_told(paper=a_minutes_paper(by_agency=(agency,)))


def attended_by(**changes: Any) -> MeetingTold:
    return a_meeting_told(paper=a_minutes_paper(attending=(an_attendee(**changes),)))


def found(told: CaseTold | MeetingTold) -> list[Finding]:
    if isinstance(told, CaseTold):
        return case_findings(told, WORDS)
    return general_findings(told, WORDS)


SOUND: dict[str, CaseTold | MeetingTold] = {
    "a whole case": a_case_told(),
    "a whole meeting": a_meeting_told(),
    "a case that was not reached": a_case_told(
        minutes=a_case(discussed=False, actions=()), said={}, taken_on=True
    ),
    "a case the group did not take on": a_case_told(minutes=DECLINED, taken_on=False),
    "a closure without a plan": a_case_told({"plan": ()}, minutes=a_case(kind="closure")),
    "headings that may be empty": a_case_told(
        dict.fromkeys(("information", "discussion", "barriers", "capacity"), ())
    ),
    "the reason views were not obtained": a_case_told(
        {"views": ("Not obtained: he was on a ward and too ill.",)}
    ),
    "an outcome that says why nobody acts": a_case_told(
        {"outcome": ("Closed: moved on.",)}, minutes=a_case(actions=())
    ),
    "views that were given": a_case_told({"views": ()}, minutes=whole_table()),
    "a case told at the table alone": a_case_told(
        dict.fromkeys(("views", "risks", "decisions", "plan", "feedback"), ()),
        minutes=whole_table(),
    ),
    "a risk nobody could agree on, and who dissents": at_the_table(
        risks=(
            a_risk_line(weighed=True, dissent=(DissentLine(agency="GLOW", text="Still high."),)),
        )
    ),
    "an action that runs on": a_case_told(minutes=a_case(actions=()), goes_on=True),
    "an action that was closed at once": with_action(status="done", owner=None, due=MEETING),
    "a group's own level": a_case_told({"risks": ("Tier two.",)}, own_levels=("tier two",)),
    "a first meeting": a_meeting_told({"accuracy": ()}, has_earlier=False),
    "nothing to review": a_meeting_told({"matters": ()}, paper=a_minutes_paper(reviewed=())),
    "interests that were declared": a_meeting_told(
        {"declarations": ()}, paper=a_minutes_paper(declarations=(declared(),))
    ),
    "no quorum, as the minutes say": a_meeting_told(
        {"aob": ("Not quorate.",)}, paper=a_minutes_paper(quorum=a_quorum(2, "GLOW"))
    ),
    "a quorum": a_meeting_told(paper=a_minutes_paper(quorum=a_quorum(1, "GLOW"))),
    "a guest who signed": attended_by(signed=True),
    "a guest who stayed away": attended_by(state="apologies", signed=False),
    "a deputy with authority": attended_by(deputy_for="Member two", authority=True),
    "a deputy known to have none": attended_by(deputy_for="Member two", authority=False),
    "a quiet meeting": a_meeting_told(dict.fromkeys(("welcome", "systems", "aob"), ())),
}

AMISS: dict[str, CaseTold | MeetingTold] = {
    "views": a_case_told({"views": ()}),
    "views: without a reason": a_case_told({"views": ("Not obtained.",)}),
    "outcome: not reached, and more": a_case_told({"outcome": ("Not reached.",)}),
    "risks": a_case_told({"risks": ()}),
    "risks: no level": a_case_told({"risks": ("Cold and feet.",)}),
    "decisions": a_case_told({"decisions": ()}),
    "decisions: no reason": a_case_told({"decisions": ("Refer to MARAC.",)}),
    "lead agency": a_case_told(minutes=replace(a_case(), lead_agency=None)),
    "case coordinator": a_case_told(minutes=replace(a_case(), case_coordinator=None)),
    "actions: none": a_case_told(
        {"outcome": ("Continue; review in January.",)}, minutes=a_case(actions=())
    ),
    "actions: no owner": with_action(owner=None),
    "actions: due that day": with_action(due=MEETING),
    "actions: long due": with_action(due=date(2026, 12, 1)),
    "actions: withdrew": a_case_told(withdrew=frozenset({"Tenancy lead"})),
    "actions: no intent": with_action(intended=None),
    "outcome": a_case_told({"outcome": ()}),
    "plan": a_case_told({"plan": ()}),
    "feedback": a_case_told({"feedback": ()}),
    "risks: not settled": at_the_table(risks=(a_risk_line(),)),
    "decisions: no rationale": at_the_table(decisions=(a_decision_line(because=None),)),
    "plan: no contingency": at_the_table(plan=a_plan_line(contingency=None)),
    "plan: a factor nobody spoke of": at_the_table(plan=a_plan_line(experts=None)),
    "feedback: no day": at_the_table(plan=a_plan_line(tell_by=None)),
    "views: only old ones": a_case_told(
        {"views": ()}, minutes=a_case(at_the_table=replace(NOTHING, views=(a_view_line(OLD),)))
    ),
    "why": a_case_told({"why": ()}),
    "declarations: stayed": a_case_told(stayed=True),
    "capacity: a placeholder": a_case_told({"capacity": ("...",)}),
    "attendance: none": a_meeting_told(attendance=False, silent=("GP",)),
    "attendance: no quorum": a_meeting_told(paper=a_minutes_paper(quorum=a_quorum(2, "GLOW"))),
    "attendance: no quorum for a time": a_meeting_told(
        paper=a_minutes_paper(
            quorum=a_quorum(1, "GLOW", gaps=(Gap(since=None, until="10:20"),)),
        )
    ),
    "attendance: a guest who did not sign": attended_by(signed=False),
    "attendance: a deputy of whom nobody knows": attended_by(deputy_for="Member two"),
    "attendance: silent": a_meeting_told(silent=("GP", "NMH")),
    "statement": a_meeting_told({"statement": ()}),
    "declarations": a_meeting_told({"declarations": ()}),
    "finish": a_meeting_told(paper=a_minutes_paper(finished_at=None)),
    "accuracy": a_meeting_told({"accuracy": ()}),
    "matters": a_meeting_told({"matters": ()}),
    "actions: the group's without owner": of_the_group(owner=None),
    "actions: the group's without intent": of_the_group(intended=None),
    "next meeting": a_meeting_told(paper=a_minutes_paper(next_meeting=None)),
    "aob: a placeholder": a_meeting_told({"aob": ("tbc",)}),
    "chair": a_meeting_told(paper=a_minutes_paper(head=a_head(chair=None))),
    "minute taker": a_meeting_told(paper=a_minutes_paper(head=a_head(minute_taker=None))),
    "venue": a_meeting_told(paper=a_minutes_paper(head=a_head(venue=None))),
    "time": a_meeting_told(paper=a_minutes_paper(head=a_head(at=None))),
}


@pytest.mark.parametrize("what", SOUND)
def test_what_is_as_it_should_be_is_passed(what: str):
    assert found(SOUND[what]) == []


@pytest.mark.parametrize("what", AMISS)
def test_what_is_amiss_is_found_once_under_its_heading(what: str):
    assert [finding.heading for finding in found(AMISS[what])] == [what.split(":", maxsplit=1)[0]]


def test_every_rule_is_broken_by_something_here():
    words = WORDS | {"case": "M26-001"}
    cases = [told for told in AMISS.values() if isinstance(told, CaseTold)]
    meetings = [told for told in AMISS.values() if isinstance(told, MeetingTold)]
    assert all(any(rule.found(told, None, words) for told in cases) for rule in CASE_RULES)
    assert all(any(rule.found(told, None, words) for told in meetings) for rule in GENERAL_RULES)


@pytest.mark.parametrize("what", AMISS)
def test_every_finding_is_a_sentence_with_its_command(what: str):
    for finding in found(AMISS[what]):
        assert finding.finding.endswith(".")
        assert finding.mend.startswith("marg ")
        assert "{" not in finding.finding + finding.mend


def test_a_finding_names_its_case_its_entry_and_its_action():
    (entry,) = found(AMISS["decisions: no reason"])
    (action,) = found(AMISS["actions: no intent"])
    assert (entry.case, entry.entry, entry.mend) == (
        "M26-001",
        "E8",
        'marg minutes edit E8 "..."',
    )
    assert (action.action, action.mend) == ("A31", 'marg action edit A31 --intended "..."')


def test_a_case_that_was_not_reached_but_has_an_entry_saying_so_is_one_finding():
    heard = dict.fromkeys(a_case_told().said, ()) | {"discussion": ("Not reached.",)}
    (finding,) = found(a_case_told(heard, minutes=a_case(actions=())))
    assert finding.mend == "marg minutes remove E1"


def test_the_most_serious_of_a_case_comes_first():
    nothing = a_case_told(said={}, minutes=a_case(actions=()))
    headings = [finding.heading for finding in found(nothing)]
    assert headings[:3] == ["views", "risks", "decisions"]
    assert headings[-2:] == ["feedback", "why"]


def test_what_may_rightly_be_empty_is_listed_and_not_found():
    told = a_case_told({"capacity": (), "discussion": ()})
    assert left_empty(told) == ["discussion", "capacity"]
    assert general_left_empty(a_meeting_told({"aob": ()})) == ["aob"]


def test_a_case_that_was_not_discussed_has_no_empty_headings():
    assert left_empty(a_case_told(minutes=a_case(discussed=False), said={})) == []


def test_findings_stand_in_the_order_of_the_agenda_after_the_general_part():
    cases = ["M26-009", None, "M26-001", "M26-002", None]
    rows = [Finding(case, str(n), "", "") for n, case in enumerate(cases)]
    ordered = in_order(rows, ["M26-002", "M26-001"])
    assert [row.case for row in ordered] == [None, None, "M26-002", "M26-001", "M26-009"]
    assert [row.heading for row in ordered[:2]] == ["1", "4"]
