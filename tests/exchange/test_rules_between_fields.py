from __future__ import annotations

import pytest

from tests.exchange.files import document, only_problem, reading

ACTION = {"case": None, "what": "Ring", "agency": "GLOW", "due": "2026-12-08"}
CASE = {"initials": "AB", "referred_on": "2026-11-02"}
MOVE = {
    "on": "2026-11-30",
    "from": "2026-12-01",
    "to": "2026-12-08",
    "because": "ill",
    "agreed_by": "Ann",
}


def problem_of(**parts: object) -> tuple[str | None, str]:
    problem = only_problem(reading(document(**parts)))
    return problem.field, problem.message


@pytest.mark.parametrize("extra", [{"status": "not_done"}, {"closed_because": "agency"}])
def test_why_it_was_not_done_is_said_of_an_action_not_done_and_of_no_other(extra: dict[str, str]):
    field, _ = problem_of(actions=[{**ACTION, **extra}])
    assert field == "actions[0].closed_because"


def test_moves_of_a_due_date_lead_from_the_first_day_to_the_last():
    good = {**ACTION, "first_due": "2026-12-01", "times_moved": 1, "moves": [MOVE]}
    assert reading(document(actions=[good])).problems == ()


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"due": "2026-12-09"}, "due"),
        ({"first_due": "2026-11-30"}, "first_due"),
        ({"times_moved": 2}, "times_moved"),
        ({"moves": [MOVE, MOVE]}, "moves"),
    ],
)
def test_moves_that_do_not_fit_are_a_problem(extra: dict[str, object], field: str):
    found, _ = problem_of(actions=[{**ACTION, "moves": [MOVE], **extra}])
    assert found == f"actions[0].{field}"


def test_a_case_needs_initials_or_a_name_to_make_them_from():
    assert problem_of(cases=[{"referred_on": "2026-11-02"}])[0] == "cases[0].initials"
    named = reading(document(cases=[{"name": "Wendell van Brackenpipe", "ref": "M26-001"}]))
    assert named.cases[0].initials_shown == "WVB"


def test_a_new_case_needs_the_day_of_its_referral():
    field, message = problem_of(cases=[{"initials": "AB"}])
    assert field == "cases[0].referred_on"
    assert "takes its year from it" in message


def test_a_referrer_without_a_day_is_no_referral():
    case = {"ref": "M26-001", "initials": "AB", "referrer": "GLOW"}
    assert problem_of(cases=[case])[0] == "cases[0].referred_on"


def test_one_referral_may_be_said_flat():
    case = reading(document(cases=[{**CASE, "referrer": "glow", "reason": "why"}])).cases[0]
    (referral,) = case.all_referrals
    assert (str(referral.on), referral.referrer, referral.reason) == ("2026-11-02", "GLOW", "why")


def test_a_flat_referral_beside_a_list_must_be_one_of_it():
    both = {**CASE, "referrals": [{"on": "2026-11-02"}, {"on": "2026-11-09"}]}
    assert len(reading(document(cases=[both])).cases[0].all_referrals) == 2
    assert problem_of(cases=[{**CASE, "referrals": [{"on": "2026-11-09"}]}])[0] == (
        "cases[0].referred_on"
    )


def test_the_lead_agency_is_one_however_it_is_said():
    involved = [{"code": "GLOW", "lead": True}, {"code": "POL"}]
    assert reading(document(cases=[{**CASE, "agencies": involved}])).cases[0].lead == "GLOW"
    assert reading(document(cases=[{**CASE, "lead_agency": "POL"}])).cases[0].lead == "POL"
    field, _ = problem_of(cases=[{**CASE, "agencies": involved, "lead_agency": "POL"}])
    assert field == "cases[0].lead_agency"


def test_a_heading_of_a_case_is_none_of_the_meeting():
    entry = {"case": "M26-001", "heading": "systems", "text": "x"}
    meeting = {"date": "2026-12-08", "minutes": {"entries": [entry]}}
    field, message = problem_of(meetings=[meeting])
    assert field == "meetings[0].minutes.entries[0].heading"
    assert "is no heading for a case" in message


@pytest.mark.parametrize("heading", ["why", "views", "risks", "decisions", "capacity", "feedback"])
def test_every_heading_of_a_case_is_read(heading: str):
    entry = {"case": "M26-001", "heading": heading, "text": "x"}
    meeting = {"date": "2026-12-08", "minutes": {"entries": [entry]}}
    assert reading(document(meetings=[meeting])).problems == ()


def test_minutes_that_are_final_come_with_what_they_say():
    field, message = problem_of(meetings=[{"date": "2026-12-08", "minutes": {"status": "final"}}])
    assert field == "meetings[0].minutes.status"
    assert "without a final version" in message


@pytest.mark.parametrize("time", ["9:00", "24:00", "10.30", "noon"])
def test_a_time_is_written_with_a_colon_and_four_figures(time: str):
    assert problem_of(meetings=[{"date": "2026-12-08", "at": time}])[0] == "meetings[0].at"


def test_the_groups_own_actions_name_no_case():
    given = [{**ACTION, "case": case} for case in (None, "group", "GROUP")]
    assert [a.case for a in reading(document(actions=given)).actions] == [None, None, None]


def test_references_come_out_whole():
    found = reading(document(actions=[{**ACTION, "ref": "a007", "case": " m26-4 "}])).actions[0]
    assert (found.ref, found.case) == ("A7", "M26-004")


def test_what_a_file_does_not_say_is_told_from_what_it_says_is_unknown():
    found = reading(document(actions=[{**ACTION, "owner": None}])).actions[0]
    assert "owner" in found.model_fields_set
    assert "intended" not in found.model_fields_set
