"""Who gets personal data: an agreement in force, a signed statement, or a reason that is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
NEXT = "2026-12-08"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    assert marg("action", "add", "M26-001", "Ring [b]", "-a", "GP", "-o", "x", "-d", NEXT).code == 0
    return marg


def request(marg: Marg, *more: str) -> tuple[int, str, str]:
    answer = marg("trawl", "render", "GP", "--as", "md", "--out", "-", *more)
    return answer.code, answer.out, answer.err


def chair(marg: Marg) -> str:
    return marg("agenda", "render", "--audience", "chair", "--as", "md", "--out", "-").out


def test_an_agency_without_an_agreement_gets_no_request_and_no_sheet(netherwick: Marg):
    assert request(netherwick)[:2] == (5, "")
    answer = netherwick("action", "chase", "GP", "--as", "md", "--out", "-")
    assert answer.out == ""
    assert "No action sheet for GP: no information-sharing agreement in force." in answer.err
    assert "--override CODE:REASON" in answer.err


def test_a_sheet_of_the_groups_own_actions_needs_no_agreement(netherwick: Marg):
    netherwick("agency", "add", "Newcomers", "--code", "NEW")
    netherwick("action", "add", "group", "Find a room", "-a", "NEW", "-o", "x", "-d", NEXT)
    assert "Find a room" in netherwick("action", "chase", "NEW", "--as", "md", "--out", "-").out


def test_an_override_with_a_reason_lets_it_through_and_is_shown_to_the_chair(netherwick: Marg):
    code, out, err = request(netherwick, "--override", "GP:The [b] review is tomorrow")
    assert code == 0
    assert "Answer on M26-001" in out
    assert "GP by override, without an agreement in force: tell the chair." in err
    assert "| **GP** | The \\[b\\] review is tomorrow | 23 Nov 2026 |" in chair(netherwick)


def test_it_holds_for_every_paper_of_that_meeting_and_for_no_other(netherwick: Marg):
    assert request(netherwick, "--override", "GP:Signed on paper")[0] == 0
    assert request(netherwick)[0] == 0
    assert "Ring" in netherwick("action", "chase", "GP", "--as", "md", "--out", "-").out
    netherwick("meeting", "add", "2027-01-12")
    netherwick("agenda", "add", "M26-001", "--meeting", "2027-01-12")
    assert request(netherwick, "--meeting", "2027-01-12")[0] == 5


def test_another_reason_takes_its_place_and_undo_takes_it_back(netherwick: Marg):
    def gate(reason: str) -> None:
        answer = netherwick("action", "chase", "LAMP", "--override", f"GP:{reason}", "--out", "-")
        assert answer.code == 0, answer.err

    gate("Reason one")
    gate("Reason two")
    assert "Reason two" in chair(netherwick)
    assert "Reason one" not in chair(netherwick)
    assert netherwick("undo").code == 0
    assert "Reason one" in chair(netherwick)


def test_it_can_be_said_before_anything_is_sent_and_taken_out_again(netherwick: Marg):
    answer = netherwick("agency", "override", "gp", "Signed on paper", "--format", "json")
    assert answer.json == {
        "agency": "GP",
        "meeting": NEXT,
        "because": "Signed on paper",
        "said_on": "2026-11-23",
        "said_by": "coordinator",
    }
    assert request(netherwick)[0] == 0
    assert netherwick("agency", "override", "GP", "--remove").code == 0
    assert request(netherwick)[0] == 5
    answer = netherwick("agency", "override", "GP", "--remove")
    assert (answer.code, answer.out) == (4, "")


def test_what_is_left_out_of_it_is_asked_and_without_a_person_named(netherwick: Marg):
    code, out, err = request(netherwick, "--override", "GP")
    assert (code, out) == (2, "")
    assert "--override GP:REASON" in err
    answer = netherwick(
        "trawl", "render", "GP", "--as", "md", "--out", "-", "--override", "GP:-",
        typed="By telephone\n",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "By telephone" in chair(netherwick)


def test_an_agency_that_nothing_holds_back_needs_none(netherwick: Marg):
    code, _, err = request(netherwick, "--override", "LAMP:why not")
    assert code == 5
    assert "LAMP needs no override: nothing holds it back." in err


def test_an_override_goes_into_the_export_and_comes_back(netherwick: Marg, tmp_path: Path):
    assert request(netherwick, "--override", "GP:Signed on paper")[0] == 0
    out = tmp_path / "all.json"
    netherwick("export", "--reason", "test", "--out", str(out))
    meetings = json.loads(out.read_text())["meetings"]
    kept = next(meeting["overrides"] for meeting in meetings if meeting["date"] == NEXT)
    assert [(each["agency"], each["because"]) for each in kept] == [("GP", "Signed on paper")]
    assert netherwick("undo").code == 0
    netherwick("undo")
    assert netherwick("import", str(out)).code == 0
    assert "Signed on paper" in chair(netherwick)


def test_a_guests_agency_passes_with_a_signed_statement_for_the_meeting(netherwick: Marg):
    netherwick("case", "involve", "M26-001", "PAWS")
    answer = netherwick("trawl", "render", "PAWS", "--out", "-", "--as", "md")
    assert answer.code == 5
    assert "no signed confidentiality statement" in answer.err
    said = netherwick(
        "attendance", "set", "PAWS", "present", "--meeting", NEXT, "--member", "Ottoline Fetlock",
        "--signed",
    )  # fmt: skip
    assert said.code == 0, said.err
    answer = netherwick("trawl", "render", "PAWS", "--out", "-", "--as", "md")
    assert answer.code == 0, answer.err
    assert "Answer on M26-001" in answer.out


def test_an_agency_without_an_agreement_gets_no_copy_of_agenda_or_minutes(netherwick: Marg):
    commands = (
        ("agenda", "render", "--audience", "GP", "--as", "md", "--out", "-"),
        ("minutes", "render", "2026-09-08", "--for", "GP", "--as", "md", "--out", "-"),
    )
    for command, day in zip(commands, (NEXT, "2026-09-08"), strict=True):
        answer = netherwick(*command)
        assert (answer.code, answer.out) == (5, "")
        assert "No copy for GP: no information-sharing agreement in force." in answer.err
        assert netherwick("agency", "override", "GP", "By telephone", "-m", day).code == 0
        assert netherwick(*command).code == 0
