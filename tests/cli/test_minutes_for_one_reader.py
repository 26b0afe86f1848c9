from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
FINAL, DRAFT = "2026-09-08", "2026-11-10"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    assert marg("config", "set", "sharing.policy", "involved").code == 0
    return marg


def minutes(marg: Marg, meeting: str, reader: str) -> str:
    answer = marg("minutes", "render", meeting, "--for", reader, "--as", "md", "--out", "-")
    assert answer.code == 0, answer.err
    return answer.out


def may_see(marg: Marg, code: str) -> set[str]:
    listed = marg("case", "list", "--all", "--format", "json").json
    return {
        case["ref"]
        for case in listed
        if code in {case["lead_agency"], case["referrer"], *(a["code"] for a in case["agencies"])}
    }


@pytest.mark.parametrize("meeting", [FINAL, DRAFT])
def test_a_copy_holds_the_sections_of_the_cases_its_reader_may_see(netherwick: Marg, meeting: str):
    text = minutes(netherwick, meeting, "EBB")
    sections = {line.split()[1] for line in text.splitlines() if line.startswith("### M26-")}
    assert sections
    assert sections <= may_see(netherwick, "EBB")
    assert "> **Extract for EBB: " in text
    assert "Copy: EBB, an extract: " in text
    assert "All members" not in text


def test_final_minutes_name_no_other_case_in_one_readers_copy(netherwick: Marg):
    text = minutes(netherwick, FINAL, "EBB")
    every = {case["ref"] for case in netherwick("case", "list", "--all", "--format", "json").json}
    assert {ref for ref in every if ref in text} <= may_see(netherwick, "EBB")


def test_what_was_shared_for_some_agencies_stands_beside_their_copies_alone(netherwick: Marg):
    for code in ("EBB", "GLIM", "POL"):
        netherwick("case", "involve", "M26-001", code)
    kept = netherwick(
        "info", "add", "M26-001", "Zanzibar", "--agency", "GLIM", "--fact", "--only-for", "EBB",
        "--meeting", DRAFT,
    )  # fmt: skip
    assert kept.code == 0, kept.err
    assert "Zanzibar" in minutes(netherwick, DRAFT, "EBB")
    assert netherwick("minutes", "finalise", DRAFT, "--yes").code == 0
    assert "Zanzibar" in minutes(netherwick, DRAFT, "EBB")
    assert "Zanzibar" in minutes(netherwick, DRAFT, "GLIM")
    assert "Zanzibar" not in minutes(netherwick, DRAFT, "POL")
    whole = netherwick("minutes", "render", DRAFT, "--as", "md", "--out", "-")
    assert "Zanzibar" not in whole.out


def test_an_unknown_reader_is_refused_with_the_near_ones(netherwick: Marg):
    answer = netherwick("minutes", "render", FINAL, "--for", "EB", "--out", "-")
    assert (answer.code, answer.out) == (4, "")
    assert "EBB" in answer.err
