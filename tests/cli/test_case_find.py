"""Finding a person, and the history of a case."""

from __future__ import annotations

from datetime import date

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_agency
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _cases(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            a_case(ref="M26-001", initials="QF", name="Quill Fenwick", nhs="999 000 1111"),
            a_case(ref="M26-002", initials="MU", name="Mara Underhill", aliases=("Q Fenwick",)),
            a_case(ref="M26-003", initials="Q F", status=CaseStatus.WITHDRAWN, because="x"),
            Referral(
                number=1,
                case_ref="M26-001",
                referred_on=date(2026, 9, 3),
                referrer="GLOW",
                reason=None,
            ),
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quill fenwick", {"M26-001": ["same name"], "M26-002": ["near spelling of alias"]}),
        ("Fenwik", {"M26-001": ["part of name"], "M26-002": ["part of alias"]}),
        ("mu", {"M26-002": ["initials"]}),
        (
            "q f",
            {"M26-002": ["part of alias"], "M26-001": ["part of name"], "M26-003": ["initials"]},
        ),
        ("9990001111", {"M26-001": ["same NHS number"]}),
        ("Zebedee", {}),
    ],
)
def test_a_person_is_found_by_reference_and_it_is_said_what_matched(
    marg: Marg, text: str, found: dict[str, list[str]]
):
    answer = marg("case", "find", text, "--format", "json")
    assert answer.code == 0
    assert {case["ref"]: case["matched"] for case in answer.json} == found


def test_the_answer_names_nobody(marg: Marg):
    answer = marg("case", "find", "-", typed="Fenwick\n")
    assert "M26-001  referred  3 Sep 2026  part of name" in answer.out
    assert "Fenwick" not in answer.out + answer.err
    assert answer.err == "See one with: marg case show M26-001\n"


def test_the_likest_comes_first(marg: Marg):
    found = marg("case", "find", "Q Fenwick", "--format", "json").json
    assert [case["ref"] for case in found] == ["M26-002", "M26-001"]


def test_the_name_is_asked_for_and_never_needed_as_an_argument(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    assert marg("case", "find").code == 2
    monkeypatch.setattr(Session, "may_ask", True)
    answer = marg("case", "find", "--format", "json", typed="Mara Underhill\n")
    assert [case["ref"] for case in answer.json] == ["M26-002"]


def test_the_audit_knows_what_was_found_and_not_what_was_looked_for(marg: Marg, store: SqliteStore):
    marg("case", "find", "Fenwick")
    row = list(store.audit.rows())[-1]
    assert (row.command, row.refs) == ("case find", "M26-001 M26-002")


def test_nobody_found_is_an_empty_list_and_a_sentence(marg: Marg):
    answer = marg("case", "find", "Zebedee", "--format", "json")
    assert (answer.code, answer.json) == (0, [])
    assert answer.err == "No case of anybody of that name, or near it.\n"


def history(marg: Marg) -> list[dict[str, object]]:
    told: list[dict[str, object]] = marg("case", "history", "m26-1", "--format", "json").json
    return told


def test_a_history_tells_who_changed_what_with_which_command_and_from_what(marg: Marg):
    marg("case", "edit", "M26-001", "--resolving", "Keep the flat")
    marg("case", "edit", "M26-001", "--resolving", "Keep the tenancy", "--theme", "hoarding")
    line = history(marg)[-1]
    assert (line["by"], line["command"], line["about"], line["what"], line["undone"]) == (
        "coordinator",
        "case edit",
        "case",
        "changed",
        False,
    )
    assert line["changes"] == [
        {"field": "themes", "before": None, "after": ["hoarding"]},
        {"field": "resolving", "before": "Keep the flat", "after": "Keep the tenancy"},
    ]


def test_a_change_that_was_taken_back_is_marked_and_stays_in_the_history(marg: Marg):
    marg("case", "involve", "M26-001", "GLOW", "--contact", "Desk 4")
    marg("undo")
    done, undo = history(marg)[-2:]
    assert (done["about"], done["what"], done["undone"]) == (
        "involvement of GLOW",
        "added",
        True,
    )
    assert (undo["command"], undo["what"], undo["undone"]) == ("undo", "removed", False)
    assert "case involve  (undone since)" in marg("case", "history", "M26-001").out


def test_actions_and_their_moves_are_told_in_words(marg: Marg):
    marg("action", "add", "M26-001", "Visit", "--agency", "GLOW", "--due", "2026-11-27")
    move = "--due", "2026-12-04", "--because", "Ill", "--agreed-by", "the chair"
    marg("action", "move", "A1", *move)
    out = marg("case", "history", "M26-001").out
    assert "  A1 added\n" in out
    assert "    due          27 Nov 2026 → 4 Dec 2026\n" in out
    assert "  note on A1 added\n" in out


def test_a_referral_and_what_is_cleared_are_told_in_words(marg: Marg):
    marg("case", "edit", "M26-001", "--reason", "Rent")
    marg("case", "edit", "M26-001", "--reason", "")
    out = marg("case", "history", "M26-001").out
    assert out.endswith("  referral changed\n    reason  Rent → (nothing)\n")
