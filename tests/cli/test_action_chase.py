from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    for code in ("FIRE", "NMH", "JBO", "GP", "WICK"):
        signed = marg("agency", "isa", code, "--status", "signed off", "--signed", "2026-11-02")
        assert signed.code == 0, signed.err
    return marg


def sheet(marg: Marg, agency: str, *more: str) -> str:
    answer = marg("action", "chase", agency, "--as", "md", "--out", "-", *more)
    assert answer.code == 0, answer.err
    return answer.out


def actions_of(marg: Marg, agency: str | None = None) -> set[str]:
    only = ("--agency", agency) if agency else ()
    listed = marg("action", "list", "--status", "open", *only, "--format", "json").json
    return {action["ref"] for action in listed}


def test_each_agency_with_open_actions_gets_a_file_of_its_own(netherwick: Marg, tmp_path: Path):
    holding = {
        action["agency"]
        for action in netherwick("action", "list", "--status", "open", "--format", "json").json
    }
    answer = netherwick("action", "chase", "--out", str(tmp_path / "sheets"), "--format", "json")
    assert {made["for"] for made in answer.json} == holding
    names = {Path(made["file"]).name for made in answer.json}
    assert "OFFICIAL-SENSITIVE_actions_2026-12-08_LAMP.html" in names
    assert set(answer.json[0]) == {"file", "as", "sha256", "for"}
    assert len(names) == len(holding)


def test_a_sheet_holds_that_agencys_actions_and_nobody_elses(netherwick: Marg):
    text = sheet(netherwick, "LAMP")
    own = actions_of(netherwick, "LAMP")
    assert own
    assert all(f"Answer on {ref} " in text for ref in own)
    assert not [ref for ref in actions_of(netherwick) - own if f"{ref} " in text]


def test_no_name_of_a_person_is_on_a_sheet(netherwick: Marg):
    text = sheet(netherwick, "LAMP")
    assert "M26-001" in text
    assert "Brackenpipe" not in text


@pytest.mark.parametrize("policy", ["core", "involved", "named"])
def test_an_agency_reads_its_own_actions_whatever_the_policy(netherwick: Marg, policy: str):
    netherwick("config", "set", "sharing.policy", policy)
    assert "Take him the photographs" in sheet(netherwick, "LAMP")


def test_it_is_due_when_the_agenda_goes_out_as_the_group_has_set(netherwick: Marg):
    netherwick("config", "set", "deadline.agenda", "-4")
    assert "Wednesday 2 December 2026, when the agenda goes out" in sheet(netherwick, "LAMP")


def test_several_do_not_fit_on_standard_output(netherwick: Marg):
    answer = netherwick("action", "chase", "LAMP", "GP", "--out", "-")
    assert answer.code == 2
    assert answer.out == ""
    assert "these are 2" in answer.err


def test_several_do_not_fit_into_one_file(netherwick: Marg, tmp_path: Path):
    answer = netherwick("action", "chase", "LAMP", "GP", "--out", str(tmp_path / "sheet.html"))
    assert answer.code == 2
    assert not (tmp_path / "sheet.html").exists()


def test_either_every_sheet_is_written_or_none(netherwick: Marg, tmp_path: Path):
    sheets = tmp_path / "sheets"
    netherwick("action", "chase", "WICK", "--out", str(sheets))
    answer = netherwick("action", "chase", "--out", str(sheets))
    assert answer.code == 16
    assert len(list(sheets.iterdir())) == 1


def test_codes_that_a_file_system_cannot_tell_apart_get_files_of_their_own(
    marg: Marg, tmp_path: Path
):
    for code in ("A&B", "A-B"):
        marg("agency", "add", f"Agency {code}", "--code", code)
        marg("action", "add", "group", f"Ring {code}", "-a", code, "-o", "Jory", "-d", "2026-12-01")
    answer = marg("action", "chase", "--out", str(tmp_path), "--format", "json")
    files = {made["for"]: Path(made["file"]) for made in answer.json}
    assert len(set(files.values())) == 2
    assert "Ring A&amp;B" in files["A&B"].read_text("utf-8")
    assert "Ring A-B" in files["A-B"].read_text("utf-8")


def test_an_unknown_agency_is_refused_with_the_near_ones(netherwick: Marg):
    answer = netherwick("action", "chase", "LMP", "--out", "-")
    assert answer.code == 4
    assert "Did you mean LAMP" in answer.err


def test_an_agency_that_holds_nothing_is_said(netherwick: Marg):
    answer = netherwick("action", "chase", "PAWS", "--format", "json")
    assert answer.code == 0
    assert answer.json == []
    assert "PAWS holds no open action." in answer.err


def test_where_nothing_is_open_that_is_said(marg: Marg, tmp_path: Path):
    answer = marg("action", "chase", "--out", str(tmp_path / "sheets"))
    assert answer.code == 0
    assert answer.out == ""
    assert "No agency holds an open action." in answer.err
    assert not (tmp_path / "sheets").exists()


def test_without_a_meeting_the_sheet_belongs_to_the_day(marg: Marg, tmp_path: Path):
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("action", "add", "group", "Ring", "-a", "GLOW", "-o", "Jory", "-d", "2026-12-01")
    answer = marg("action", "chase", "--out", str(tmp_path), "--format", "json")
    assert Path(answer.json[0]["file"]).name == "OFFICIAL-SENSITIVE_actions_2026-11-23_GLOW.html"
    assert "marg meeting add" in answer.err


def test_a_meeting_that_is_named_must_be_there(netherwick: Marg):
    assert netherwick("action", "chase", "--meeting", "2031-01-01", "--out", "-").code == 4


def test_a_retired_agency_is_named_and_gets_a_sheet_only_when_asked_for(
    netherwick: Marg, tmp_path: Path
):
    netherwick("agency", "retire", "LAMP")
    answer = netherwick("action", "chase", "--out", str(tmp_path), "--format", "json")
    assert "LAMP" not in {made["for"] for made in answer.json}
    assert "LAMP has retired and still holds 3 open actions" in answer.err
    assert "Answer on A22" in sheet(netherwick, "LAMP")


def test_the_audit_names_the_agency_its_cases_and_its_actions(netherwick: Marg):
    sheet(netherwick, "LAMP")
    audit = netherwick("audit", "list", "--format", "json").json
    refs, entered = [line["refs"] for line in audit if line["command"] == "action chase"]
    assert set(refs.split()) == {
        "LAMP", "M26-001", "M26-007", "M26-009", *actions_of(netherwick, "LAMP")
    }  # fmt: skip
    assert entered.endswith("M26-001 M26-007 M26-009")


LAST = "2026-11-10"


def test_the_list_after_a_meeting_is_a_draft_until_its_minutes_are_final(netherwick: Marg):
    text = sheet(netherwick, "LAMP", "--meeting", "last")
    assert "# Action list" in text
    assert "| **Version** | DRAFT, made on 23 Nov 2026 |" in text
    assert "new at this meeting" in text
    netherwick("minutes", "finalise", LAST, "--yes")
    assert "| **Version** | Made on 23 Nov 2026 |" in sheet(netherwick, "LAMP", "--meeting", LAST)


def test_it_is_to_be_answered_before_the_meeting_after_it(netherwick: Marg):
    text = sheet(netherwick, "LAMP", "--meeting", "last")
    assert "| **Send back by** | Tuesday 1 December 2026, when the agenda goes out |" in text
    assert "| **Next meeting** | Tuesday 8 December 2026, 10am |" in text


def test_its_file_belongs_to_the_meeting_it_follows(netherwick: Marg, tmp_path: Path):
    answer = netherwick(
        "action", "chase", "LAMP", "--meeting", "last", "--out", str(tmp_path), "--format", "json"
    )
    assert Path(answer.json[0]["file"]).name == f"OFFICIAL-SENSITIVE_actions_{LAST}_LAMP.html"


def test_an_agency_is_told_what_it_was_given_while_it_was_away(netherwick: Marg):
    assert "WICK was not there when it was set" in sheet(netherwick, "WICK")


def test_status_names_the_list_until_it_is_made(netherwick: Marg):
    said = "11 Nov 2026  Action list out (2026-11-10), late: marg action chase --meeting 2026-11-10"
    assert said in netherwick("status").out
    sheet(netherwick, "LAMP")
    assert said in netherwick("status").out
    sheet(netherwick, "LAMP", "--meeting", "last")
    assert said not in netherwick("status").out
