from __future__ import annotations

import pytest

from marg_cli.errors import Exit
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_agency
from tests.conftest import Marg

WHOLE = (
    *("--lawful", "public task", "--lawful-because", "Care Act 2014 s.42 [b]"),
    *("--special", "substantial", "--special-because", "Safeguarding"),
    *("--criminal", "safeguarding", "--criminal-because", "Arrests bear on the risk"),
)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(an_agency(), a_case(), a_case(ref="M26-002", initials="RT"))


def test_three_answers_are_kept_apart_each_with_its_reason(marg: Marg):
    kept = marg("case", "basis", "m26-1", *WHOLE, "--format", "json")
    assert kept.code == 0, kept.err
    assert kept.json["lawful"] == "public task"
    assert kept.json["special"] == "substantial public interest"
    assert kept.json["criminal_because"] == "Arrests bear on the risk"
    assert kept.json["missing"] == []
    shown = marg("case", "show", "M26-001")
    assert "lawful basis: Public task, Art 6(1)(e)" in shown.out


def test_what_is_not_answered_is_said(marg: Marg):
    kept = marg("case", "basis", "M26-001", *WHOLE[:4])
    assert "Still open: condition for special category data and condition for" in kept.err
    assert "no condition for special category data yet" in marg("case", "show", "M26-001").out
    assert "not decided yet: marg case basis M26-002" in marg("case", "show", "M26-002").out


def test_a_choice_without_a_reason_and_an_unknown_one_are_refused(marg: Marg):
    for typed in (
        ("--lawful", "contract"),
        ("--lawful", "because we may", "--lawful-because", "x"),
        ("--special-because", "of nothing"),
        ("--lawful", "l", "--lawful-because", "two begin so"),
        (),
    ):
        refused = marg("case", "basis", "M26-001", *typed)
        assert refused.code == Exit.USAGE, refused.err
        assert refused.err
    assert marg("case", "basis", "M26-009", *WHOLE).code == Exit.NOT_FOUND


def test_consent_may_be_chosen_and_says_why_it_seldom_fits(marg: Marg):
    chosen = marg("case", "basis", "M26-001", "--lawful", "consent", "--lawful-because", "Asked")
    assert chosen.code == 0
    assert "Consent is seldom right here" in chosen.err
    assert "Consent" not in marg("case", "basis", "M26-001", *WHOLE).err


def test_a_reason_alone_is_reworded_and_the_rest_stays(marg: Marg):
    marg("case", "basis", "M26-001", *WHOLE)
    again = marg(
        "case", "basis", "M26-001", "--special-because", "-", "--format", "json", typed="New\n"
    ).json
    assert (again["special"], again["special_because"]) == ("substantial public interest", "New")
    assert again["lawful_because"] == "Care Act 2014 s.42 [b]"


def test_it_is_told_in_the_history_and_undone(marg: Marg):
    marg("case", "basis", "M26-001", *WHOLE)
    told = marg("case", "history", "M26-001").out
    assert "basis for sharing" in told
    assert "public task" in told
    assert marg("undo").code == 0
    assert "not decided yet" in marg("case", "show", "M26-001").out
    assert marg("case", "basis", "M26-001", "--remove").code == Exit.REFUSED


def test_screening_says_how_sharing_stands(marg: Marg):
    answers = (
        *("--supervision", "yes", "--other-process", "none", "--theme", "homelessness"),
        *("--tried", "Visits", "--immediate-risk", "no"),
    )
    assert (
        "no basis is decided yet: marg case basis M26-001"
        in marg("case", "screen", "M26-001", *answers).err
    )
    marg("case", "basis", "M26-001", *WHOLE)
    said = marg("case", "screen", "M26-001", "--same").err
    assert "Sharing: lawful basis: Public task" in said


def test_the_report_counts_by_basis_and_names_cases_without_one(marg: Marg):
    marg("case", "basis", "M26-001", *WHOLE[:4])
    found = marg("report", "sharing", "--format", "json").json
    assert found["without_basis"] == ["M26-002"]
    assert found["unanswered"] == ["M26-001"]
    assert found["lawful"] == {"public task": 1}
    assert found["untrained"] == ["GLOW"]
    told = marg("report", "sharing")
    assert "1 public task" in told.out
    assert "marg case basis M26-002" in told.err
