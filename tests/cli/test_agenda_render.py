from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
GUEST = "guest:Ottoline Fetlock"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    return marg


def agenda(marg: Marg, *more: str) -> str:
    answer = marg("agenda", "render", "--as", "md", "--out", "-", *more)
    assert answer.code == 0, answer.err
    return answer.out


def cases(marg: Marg) -> set[str]:
    return {case["ref"] for case in marg("case", "list", "--all", "--format", "json").json}


def test_every_section_stands_in_its_order(netherwick: Marg):
    headings = [line for line in agenda(netherwick).splitlines() if line.startswith("## ")]
    assert [heading.split()[1] for heading in headings] == [str(n) for n in range(1, 12)]


def test_the_chair_gets_timings_prompts_and_who_is_late(netherwick: Marg):
    text = agenda(netherwick, "--audience", "chair")
    assert "For the chair" in text
    assert "Overdue actions by agency" in text
    assert "For the chair" not in agenda(netherwick)


def test_a_guest_gets_their_own_case_and_not_a_word_of_another(netherwick: Marg):
    text = agenda(netherwick, "--audience", GUEST)
    others = cases(netherwick) - {"M26-001"}
    assert "M26-001" in text
    assert not [ref for ref in others if ref in text]
    headings = [line.split()[1] for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["1", "2", "7", "11"]


def test_a_guest_without_a_slot_gets_nothing(netherwick: Marg):
    answer = netherwick("agenda", "render", "--audience", "guest:Wren", "--out", "-")
    assert answer.code in {4, 5}
    assert answer.out == ""


def test_a_guests_file_is_named_by_the_case_and_not_by_the_person(netherwick: Marg, tmp_path: Path):
    answer = netherwick(
        "agenda", "render", "--audience", GUEST, "--out", str(tmp_path / "papers"),
        "--format", "json",
    )  # fmt: skip
    name = Path(answer.json[0]["file"]).name
    assert name == "OFFICIAL-SENSITIVE_agenda_2026-12-08_guest-M26-001.html"


@pytest.mark.parametrize("policy", ["involved", "named"])
def test_under_a_narrower_policy_a_paper_for_all_says_nothing_of_a_case_but_its_reference(
    netherwick: Marg, policy: str
):
    whole = agenda(netherwick)
    netherwick("config", "set", "sharing.policy", policy)
    bare = agenda(netherwick)
    for words in ("dog Biscuit", "the hard frosts", "cuckooing", "Register him without proof"):
        assert words in whole
        assert words not in bare
    assert "M26-001" in bare
    assert "Rewrite the invitation letter" in bare


def test_the_chair_sees_every_case_whatever_the_policy(netherwick: Marg):
    netherwick("config", "set", "sharing.policy", "involved")
    assert "dog Biscuit" in agenda(netherwick, "--audience", "chair")


def test_there_is_no_agenda_for_anybody_else(netherwick: Marg):
    answer = netherwick("agenda", "render", "--audience", "everybody")
    assert answer.code == 4
    assert "chair, members, an agency by its code" in answer.err


def test_the_same_agenda_comes_out_byte_for_byte_the_same_twice(netherwick: Marg):
    assert agenda(netherwick) == agenda(netherwick)


def test_an_agencys_own_copy_holds_the_cases_it_may_see_and_no_reference_of_another(
    netherwick: Marg,
):
    netherwick("config", "set", "sharing.policy", "involved")
    text = agenda(netherwick, "--audience", "EBB")
    named = {ref for ref in cases(netherwick) if ref in text}
    tied = {
        case["ref"]
        for case in netherwick("case", "list", "--all", "--format", "json").json
        if "EBB" in {case["lead_agency"], case["referrer"], *(a["code"] for a in case["agencies"])}
    }
    own = netherwick("action", "list", "--agency", "EBB", "--status", "open", "--format", "json")
    assert named
    assert named <= tied | {action["case"] for action in own.json}
    assert "Extract for EBB:" in text
    assert "**Copy for** | EBB, an extract:" in text


def test_a_core_agency_that_may_see_every_case_gets_no_extract(netherwick: Marg):
    text = agenda(netherwick, "--audience", "EBB")
    assert "**Copy for** | EBB |" in text
    assert "Extract" not in text


def test_an_agencys_file_is_named_by_its_code(netherwick: Marg, tmp_path: Path):
    answer = netherwick(
        "agenda", "render", "--audience", "EBB", "--out", str(tmp_path), "--format", "json"
    )
    assert Path(answer.json[0]["file"]).name == "OFFICIAL-SENSITIVE_agenda_2026-12-08_EBB.html"
