from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
NEXT = "2026-12-08"
WITHOUT_AGREEMENT = {"FIRE", "NMH", "JBO", "GP", "WICK"}


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    return marg


@pytest.fixture
def small(marg: Marg) -> Marg:
    """One core agency that has signed, and a meeting with one case on its agenda."""
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("agency", "isa", "GLOW", "--status", "signed off", "--signed", "2026-01-02")
    marg("meeting", "add", NEXT)
    marg("case", "add", "--name", "Quill Featherstone", "--referrer", "GLOW", "--reason", "Alone")
    marg("agenda", "add", "M26-001")
    return marg


def request(marg: Marg, agency: str, *more: str) -> str:
    answer = marg("trawl", "render", agency, "--as", "md", "--out", "-", *more)
    assert answer.code == 0, answer.err
    return answer.out


def made(marg: Marg, folder: Path, *more: str, code: int = 0) -> Any:
    answer = marg("trawl", "render", *more, "--out", str(folder), "--format", "json")
    assert answer.code == code, answer.err
    return answer


def listed(marg: Marg) -> set[str]:
    return {slot["case"] for slot in marg("agenda", "list", "--format", "json").json}


def test_every_core_agency_with_an_agreement_gets_a_file_of_its_own(
    netherwick: Marg, tmp_path: Path
):
    agencies = netherwick("agency", "list", "--format", "json").json
    core = {a["code"] for a in agencies if a["kind"] == "core" and a["isa"]["in_force"]}
    answer = made(netherwick, tmp_path)
    assert {file["for"] for file in answer.json} == core
    assert {Path(file["file"]).name for file in answer.json} == {
        f"OFFICIAL-SENSITIVE_lateral-checks_{NEXT}_{code}.html" for code in core
    }


def test_those_without_an_agreement_in_force_are_named_with_the_way_out(
    netherwick: Marg, tmp_path: Path
):
    answer = made(netherwick, tmp_path)
    assert not WITHOUT_AGREEMENT & {file["for"] for file in answer.json}
    assert "No request for FIRE, NMH, JBO, GP and WICK:" in answer.err
    assert 'marg agency isa CODE --status "signed off"' in answer.err


def test_a_core_agency_is_asked_about_every_listed_case(netherwick: Marg):
    text = request(netherwick, "LAMP")
    assert {ref for ref in listed(netherwick) if f"Answer on {ref} " in text} == listed(netherwick)


def test_under_a_narrow_policy_core_agencies_are_asked_all_the_same(netherwick: Marg):
    netherwick("config", "set", "sharing.policy", "involved")
    text = request(netherwick, "LAMP")
    assert all(ref in text for ref in listed(netherwick))


def test_another_agency_is_asked_only_about_the_cases_it_is_involved_in(netherwick: Marg):
    netherwick("agency", "isa", "LAW", "--status", "signed off", "--signed", "2026-01-02")
    netherwick("case", "involve", "M26-002", "LAW")
    text = request(netherwick, "LAW")
    assert "Answer on M26-002 " in text
    assert not [ref for ref in listed(netherwick) - {"M26-002"} if ref in text]


def test_another_agency_that_is_involved_in_nothing_is_not_asked(netherwick: Marg):
    answer = netherwick("trawl", "render", "LAW")
    assert answer.code == 5
    assert "No request for LAW: not a core agency" in answer.err


def test_a_guest_is_asked_only_about_a_case_it_is_involved_in(netherwick: Marg):
    netherwick("agency", "isa", "PAWS", "--status", "signed off", "--signed", "2026-01-02")
    answer = netherwick("trawl", "render", "PAWS")
    assert (answer.code, answer.out) == (5, "")
    assert "No request for PAWS: not a core agency" in answer.err
    netherwick("case", "involve", "M26-001", "PAWS")
    text = request(netherwick, "PAWS")
    assert "Answer on M26-001 " in text
    assert not [ref for ref in listed(netherwick) - {"M26-001"} if ref in text]


def test_a_retired_agency_is_not_asked(netherwick: Marg):
    netherwick("agency", "retire", "LAMP")
    answer = netherwick("trawl", "render", "LAMP")
    assert answer.code == 5
    assert "retired" in answer.err


def test_a_request_names_the_person_and_its_file_does_not(small: Marg, tmp_path: Path):
    (file,) = made(small, tmp_path).json
    assert "Quill Featherstone" in Path(file["file"]).read_text("utf-8")
    assert "quill" not in file["file"].casefold()


def test_an_agreement_whose_review_is_past_is_not_in_force(small: Marg, tmp_path: Path):
    small("agency", "isa", "GLOW", "--review", "2026-11-23")
    assert made(small, tmp_path).json
    small("agency", "isa", "GLOW", "--review", "2026-11-22")
    answer = made(small, tmp_path / "later", code=5)
    assert "No request for GLOW: no information-sharing agreement in force." in answer.err
    assert not (tmp_path / "later").exists()


def test_who_was_left_out_is_not_in_the_audit_as_having_got_it(netherwick: Marg):
    netherwick("trawl", "render", "FIRE")
    audit = netherwick("audit", "list", "--format", "json").json
    assert [line["refs"] for line in audit if line["command"] == "trawl render"] == [NEXT]


def test_the_audit_has_a_line_for_each_agency_with_every_case(netherwick: Marg, tmp_path: Path):
    sent = {file["for"] for file in made(netherwick, tmp_path).json}
    audit = netherwick("audit", "list", "--format", "json").json
    lines = [line["refs"].split() for line in audit if line["command"] == "trawl render"]
    by_agency = {refs[1]: set(refs[2:]) for refs in lines if refs[0] == NEXT and refs[1:]}
    assert set(by_agency) == sent
    assert all(cases == listed(netherwick) for cases in by_agency.values())


def test_a_case_without_any_name_is_listed_as_not_checkable(small: Marg):
    small("case", "add", "--initials", "ZZ", "--referrer", "GLOW", "--reason", "Unknown")
    small("agenda", "add", "M26-002")
    answer = small("trawl", "render", "GLOW", "--as", "md", "--out", "-")
    assert "No name is known yet for M26-002." in answer.out
    assert "Answer on M26-002" not in answer.out
    assert "marg case edit M26-002 --name" in answer.err


def test_where_no_case_has_a_name_nothing_is_asked(small: Marg):
    small("agenda", "remove", "M26-001")
    small("case", "add", "--initials", "ZZ", "--referrer", "GLOW", "--reason", "Unknown")
    small("agenda", "add", "M26-002")
    answer = small("trawl", "render", "--out", "-")
    assert answer.code == 5
    assert "no person's name is recorded" in answer.err


def test_without_cases_on_the_agenda_nothing_is_asked(small: Marg):
    small("agenda", "remove", "M26-001")
    answer = small("trawl", "render")
    assert answer.code == 5
    assert "No cases are listed for Tuesday 8 December 2026." in answer.err
    assert "marg agenda build" in answer.err


def test_without_a_meeting_nothing_is_asked(marg: Marg):
    answer = marg("trawl", "render")
    assert answer.code == 4
    assert "No meeting is planned." in answer.err


def test_nothing_is_asked_for_a_meeting_that_is_past(netherwick: Marg):
    answer = netherwick("trawl", "render", "--meeting", "last")
    assert answer.code == 5
    assert answer.out == ""


def test_an_unknown_agency_is_refused_with_the_near_ones(netherwick: Marg):
    answer = netherwick("trawl", "render", "LMP")
    assert answer.code == 4
    assert "Did you mean LAMP" in answer.err


def test_the_day_to_answer_by_is_the_groups(netherwick: Marg):
    netherwick("config", "set", "deadline.checks_back", "-4")
    assert "Wednesday 2 December 2026, in time for the meeting" in request(netherwick, "LAMP")
