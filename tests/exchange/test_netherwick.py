"""The invented group is sound, and holds everything there is to show."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from marg_cli.domain.settings import rule_of
from marg_cli.services.exchange.records import Document
from tests.exchange.files import EXAMPLES, TODAY, example

FILE = (EXAMPLES / "netherwick.json").read_text(encoding="utf-8")
GROUP = example("netherwick.json")
AGENCIES = {str(agency.code): agency for agency in GROUP.agencies}
MEMBERS = {member.name: member for member in GROUP.members}
CASES = {case.ref: case for case in GROUP.cases}
MEETINGS = {meeting.date.isoformat(): meeting for meeting in GROUP.meetings}
OPEN = [action for action in GROUP.actions if action.status == "open"]


def in_force(code: str) -> bool:
    isa = AGENCIES[code].isa
    return isa.status == "signed off" and (isa.review_on is None or isa.review_on >= TODAY)


def test_nothing_is_wrong_with_it():
    assert GROUP.problems == ()


def test_it_is_a_whole_document():
    assert len(Document.model_validate_json(FILE).actions) == len(GROUP.actions)


def test_every_setting_is_one_that_marg_knows():
    assert all(rule_of(key).read(value) == value for key, value in GROUP.group.items())


def test_everybody_and_everything_it_speaks_of_is_in_it():
    for action in GROUP.actions:
        assert action.case is None or action.case in CASES
        assert MEMBERS[str(action.owner)].agency == action.agency
        assert action.meeting is None or action.meeting.isoformat() in MEETINGS
    for case in GROUP.cases:
        assert {involved.code for involved in case.agencies} <= set(AGENCIES)
        assert {r.referrer for r in case.referrals} <= set(AGENCIES)
    for meeting in GROUP.meetings:
        assert {row.agency for row in meeting.attendance} <= set(AGENCIES)
        assert {row.member for row in meeting.attendance} <= {None, *MEMBERS}
        assert {slot.case for slot in meeting.agenda} <= set(CASES)


def test_fourteen_core_agencies_some_without_an_agreement_in_force():
    core = [code for code, agency in AGENCIES.items() if agency.kind == "core"]
    assert len(core) == 14
    assert {c for c in core if not in_force(c)} == {"NMH", "WICK", "GP", "JBO", "FIRE"}
    assert AGENCIES["GP"].isa.status == "expired"


def test_deputies_stand_in_for_members_of_their_own_agency():
    deputies = [member for member in GROUP.members if member.deputy_for]
    assert len(deputies) >= 5
    assert all(MEMBERS[str(d.deputy_for)].agency == d.agency for d in deputies)


def test_cases_stand_everywhere_in_their_life():
    assert len(CASES) == 10
    assert {case.status.value for case in GROUP.cases} == {
        *("referred", "accepted", "active", "deferred", "declined", "closed")
    }


def test_one_case_was_referred_again_within_a_year():
    (again,) = [case for case in GROUP.cases if len(case.referrals) > 1]
    first, latest = (referral.on for referral in again.referrals)
    assert latest - first < timedelta(days=365)


def test_the_group_meets_on_second_tuesdays():
    days = [meeting.date for meeting in GROUP.meetings]
    assert [str(day) for day in days] == [
        *("2026-09-08", "2026-10-13", "2026-11-10", "2026-12-08", "2027-01-12"),
    ]
    assert all(day.weekday() == 1 and 8 <= day.day <= 14 for day in days)


def test_one_case_on_an_agenda_was_not_reached():
    meeting = MEETINGS["2026-10-13"]
    assert meeting.minutes is not None
    spoken_of = {entry.case for entry in meeting.minutes.entries}
    assert [slot.case for slot in meeting.agenda if slot.case not in spoken_of] == ["M26-006"]


def test_the_next_agenda_has_every_kind_of_slot_and_one_guest():
    agenda = MEETINGS["2026-12-08"].agenda
    assert {slot.kind.value for slot in agenda} == {"review", "new", "repeat", "closure"}
    assert [slot.guest for slot in agenda if slot.guest] == ["Ottoline Fetlock"]
    assert AGENCIES[MEMBERS["Ottoline Fetlock"].agency].kind == "guest"


def test_meetings_show_apologies_absence_deputies_and_declarations():
    rows = [row for meeting in GROUP.meetings for row in meeting.attendance]
    assert {row.state.value for row in rows} == {"present", "apologies", "absent"}
    assert any(row.deputy_for for row in rows)
    assert sum(len(meeting.declarations) for meeting in GROUP.meetings) == 2


def test_actions_are_overdue_with_several_agencies_and_due_today_and_next_week():
    overdue = [action for action in OPEN if action.due < TODAY]
    assert len(overdue) >= 5
    assert len({action.agency for action in overdue}) >= 3
    assert TODAY in {action.due for action in OPEN}
    assert any(date(2026, 11, 23) <= action.due <= date(2026, 11, 29) for action in OPEN)


def test_actions_ended_in_every_way_there_is():
    assert {action.closed_because for action in GROUP.actions} == {None, "circumstances", "agency"}
    done = [action for action in GROUP.actions if action.status == "done"]
    assert all(action.outcome and action.closed_on for action in done)
    assert any(len(action.moves) > 1 for action in GROUP.actions)


def test_two_actions_are_the_groups_own():
    assert sum(action.case is None for action in GROUP.actions) == 2


def words_of(value: object) -> set[str]:
    """Every word of every text in a part of the document."""
    if isinstance(value, str):
        return set(re.findall(r"[^\W\d_]{3,}", value.casefold()))
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {word for part in parts for word in words_of(part)}


def test_no_text_names_the_person_a_case_is_about():
    identifying = {"name", "aliases", "initials", "address", "nhs", "police_ref", "area"}
    document = json.loads(FILE)
    people = {
        word
        for case in document["cases"]
        for word in words_of([case["name"], *case.get("aliases", [])])
    }
    texts = words_of([document["meetings"], document["actions"]]) | words_of(
        [{f: v for f, v in case.items() if f not in identifying} for case in document["cases"]]
    )
    assert people & texts == set()


@pytest.mark.parametrize("sign", ["'", "&", "£", "é", "نور"])
def test_its_texts_hold_signs_that_break_careless_programs(sign: str):
    assert sign in FILE


@pytest.mark.parametrize(
    ("name", "records"),
    [("agencies", 5), ("members", 5), ("cases", 3), ("meetings", 4), ("actions", 5)],
)
def test_the_small_examples_are_read_without_a_problem(name: str, records: int):
    found = example(f"{name}.csv")
    assert (len(getattr(found, name)), found.problems) == (records, ())
