from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    return marg


def summary(marg: Marg, ref: str) -> str:
    answer = marg("case", "render", ref, "--as", "md", "--out", "-")
    assert answer.code == 0, answer.err
    return answer.out


def test_the_file_is_named_by_the_day_and_the_reference(netherwick: Marg, tmp_path: Path):
    answer = netherwick("case", "render", "m26-1", "--out", str(tmp_path), "--format", "json")
    (made,) = answer.json
    assert Path(made["file"]).name == "OFFICIAL-SENSITIVE_case-summary_2026-11-23_M26-001.html"
    assert set(made) == {"file", "as", "sha256"}


@pytest.mark.parametrize("number", range(10))
def test_nothing_in_it_identifies_the_person(netherwick: Marg, number: int):
    case = json.loads(NETHERWICK.read_text("utf-8"))["cases"][number]
    shown = netherwick("case", "show", case["ref"], "--format", "json").json["person"]
    text = summary(netherwick, case["ref"])
    for field in ("name", "address", "nhs", "police_ref"):
        assert shown[field] is None or shown[field] not in text
    assert not [alias for alias in shown["aliases"] if alias in text]


def test_it_says_what_the_screen_says(netherwick: Marg):
    shown = netherwick("case", "show", "M26-006", "--format", "json").json
    text = " ".join(summary(netherwick, "M26-006").split())
    for said in ("views", "last_decision", "plan"):
        assert shown[said]["text"] in text
    assert shown["every_risk"]
    assert all(risk["text"] in text for risk in shown["every_risk"])
    assert shown["resolving"] in text
    assert all(f"- **{action['ref']}** " in text for action in shown["actions"])
    assert "Tuesday 8 December 2026, 10.20am: review" in text


def test_a_repeat_shows_its_earlier_referral(netherwick: Marg):
    text = summary(netherwick, "M25-009")
    assert "referred, repeat" in text
    assert "; before that " in text


def test_a_case_of_which_hardly_anything_is_known_can_be_rendered(marg: Marg):
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("case", "add", "--initials", "ZZ", "--referrer", "GLOW", "--reason", "Alone")
    text = summary(marg, "M26-001")
    assert "**What we are trying to resolve:** [not recorded]" in text
    assert "not on an agenda" in text
    assert "ZZ" not in text


def test_an_unknown_case_is_refused_with_the_near_ones(netherwick: Marg):
    answer = netherwick("case", "render", "M26-040")
    assert answer.code == 4
    assert "Did you mean" in answer.err


def test_the_audit_names_the_case(netherwick: Marg):
    summary(netherwick, "M26-001")
    audit = netherwick("audit", "list", "--case", "M26-001", "--format", "json").json
    assert [line["command"] for line in audit][-1] == "case render"


def test_the_room_sees_neither_risks_nor_plan(netherwick: Marg):
    shown = netherwick("case", "show", "M26-001", "--room", "--format", "json").json
    assert shown["risks"] is None
    assert shown["plan"] is None


def test_once_the_person_was_told_the_screen_and_the_page_say_who_did(netherwick: Marg):
    to_tell = "Tell       Zélie Brambling; by 12 Nov 2026, late\n"
    assert to_tell in netherwick("case", "show", "M26-004").out
    netherwick("view", "told", "M26-004", "--by", "LAMP", "--on", "2026-11-09")
    assert to_tell in netherwick("case", "show", "M26-004").out  # that was of an earlier plan
    netherwick("view", "told", "M26-004", "--by", "LAMP", "--on", "2026-11-22")
    assert "Tell       told on 22 Nov 2026 by LAMP\n" in netherwick("case", "show", "M26-004").out
    page = summary(netherwick, "M26-004")
    assert "**Told to the person:** on 22 Nov 2026 by LAMP" in page
    assert "Who tells the person" not in page
