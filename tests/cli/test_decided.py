"""Barriers, decisions and the shared plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.cli.test_attendance import TODAY
from tests.cli.test_view import answered
from tests.conftest import Marg

SAID = (
    ("view", "request", "M26-001", "--by", "GLOW", "--until", "friday"),
    ("view", "told", "M26-001", "What was agreed", "--by", "Wren"),
    (
        *("risk", "add", "M26-001", "Cold", "--to", "self", "--rate", "GLOW=high"),
        *("--agreed", "high", "--dissent", "POL:too high"),
    ),
    ("barrier", "add", "M26-001", "No letter", "--service", "Housing"),
    ("barrier", "unblock", "B1", "--how", "Written"),
    ("decision", "add", "M26-001", "Keep open", "--because", "risk is rising"),
    (
        *("case", "plan", "M26-001", "A bed", "--contingency", "Another bed"),
        *("--no-experts", "Not asked yet", "--tells", "Wren", "--tell-by", "friday"),
    ),
)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            a_case(status=CaseStatus.ACTIVE),
            a_meeting(held_on=TODAY, status=MeetingStatus.UNDER_WAY),
            Minutes(meeting=1),
        )


def test_a_barrier_stands_until_it_is_unblocked_and_may_stand_again(marg: Marg):
    marg("barrier", "add", "M26-001", "No letter", "--service", "Housing")
    assert answered(marg, "barrier", "unblock", "B1", "--how", "Written")["how"] == "Written"
    assert answered(marg, "barrier", "list", "--standing") == []
    assert marg("barrier", "unblock", "B1", "--how", "Again").code == 5
    assert answered(marg, "barrier", "edit", "B1", "--how", "")["unblocked_on"] is None
    assert marg("barrier", "unblock", "B1", "--how", "x", "--on", "1/11/2026").code == 5


def test_a_decision_without_its_rationale_is_kept_and_found_by_the_check(marg: Marg):
    answer = marg("decision", "add", "M26-001", "Keep open")
    assert "D1 has no rationale yet." in answer.err
    found = marg("minutes", "check", "--format", "json").json
    mends = [finding["mend"] for finding in found]
    assert 'marg decision edit D1 --because "..."' in mends
    marg("decision", "edit", "D1", "--because", "risk is rising")
    assert 'marg decision edit D1 --because "..."' not in marg("minutes", "check").out


def test_a_decision_belongs_to_the_meeting_under_way_or_to_the_one_named(marg: Marg):
    assert answered(marg, "decision", "add", "M26-001", "Keep")["meeting"] == "2026-11-23"
    marg("minutes", "finalise", "--yes")
    assert answered(marg, "decision", "add", "M26-001", "Close")["meeting"] is None
    assert len(answered(marg, "decision", "list", "--meeting", "2026-11-23")) == 1


def test_a_plan_says_what_it_lacks_and_a_later_meeting_makes_the_next_version(marg: Marg):
    answer = marg(*SAID[-1])
    assert "Not said yet: Case co-ordination and Shared risk" in answer.err
    marg("minutes", "finalise", "--yes")
    args = ("case", "plan", "M26-001", "--coordination", "One list", "--format", "json")
    later = marg(*args, MARG_TODAY="2026-12-01").json
    assert (later["plan"] if "plan" in later else later["text"]) == "A bed"
    assert later["coordination"] == {"present": True, "text": "One list"}
    assert later["experts"] == {"present": False, "text": "Not asked yet"}
    before = answered(marg, "case", "plan", "M26-001", "--remove")
    assert before["coordination"]["present"] is None


def test_a_factor_is_not_both_there_and_not_there(marg: Marg):
    answer = marg("case", "plan", "M26-001", "--sharing", "One list", "--no-sharing", "Nobody")
    assert answer.code == 2
    assert marg("case", "plan", "M26-001").code == 2


def test_the_minutes_say_it_all_before_what_was_recorded(marg: Marg):
    for typed in SAID:
        assert marg(*typed).code == 0
    marg("minutes", "record", "M26-001", "decisions", "And one more thing, because.")
    written = marg("minutes", "render", "--as", "md", "--out", "-").out
    for words in (
        "**Asked and not here yet:** GLOW by 27 Nov 2026",
        "| **R1** Cold | self | GLOW: high | high | **high** | POL: too high |",
        "- **B1** (Housing) No letter\\\n  **Unblocked** on 23 Nov 2026: Written",
        "- **D1** Keep open\\\n  **Rationale:** risk is rising\n\nAnd one more thing",
        "| **Expert Citizens involved** | no, because: Not asked yet |",
        "Wren; by Friday 27 November 2026.",
        "Told on 23 Nov 2026 by Wren: What was agreed",
    ):
        assert words in written


def test_all_of_it_leaves_by_export_and_comes_back_the_same(marg: Marg, tmp_path: Path):
    for typed in SAID:
        assert marg(*typed).code == 0
    marg("export", "--reason", "a test", "--out", str(tmp_path / "all.json"))
    document: Any = json.loads((tmp_path / "all.json").read_text("utf-8"))
    (held,) = document["at_the_table"]
    assert {key: len(value) for key, value in held.items() if key != "case"} == {
        "views": 2,
        "risks": 1,
        "barriers": 1,
        "decisions": 1,
        "plans": 1,
        "outcomes": 0,
        "learnt": 0,
    }
    for noun, ref in (("view", "V1"), ("view", "V2"), ("risk", "R1"), ("barrier", "B1")):
        assert marg(noun, "remove", ref).code == 0
    assert marg("decision", "remove", "D1").code == 0
    marg("case", "plan", "M26-001", "--remove")
    assert marg("import", str(tmp_path / "all.json")).code == 0
    marg("export", "--reason", "a test", "--out", str(tmp_path / "again.json"))
    again = json.loads((tmp_path / "again.json").read_text("utf-8"))
    assert again["at_the_table"] == document["at_the_table"]


def test_a_case_history_tells_it_in_words(marg: Marg):
    for typed in SAID:
        marg(*typed)
    told = marg("case", "history", "M26-001").out
    for words in ("V1 added", "GLOW's rating of R1 added", "POL's dissent on R1", "shared plan"):
        assert words in told


def test_the_room_sees_no_word_of_it(marg: Marg):
    for typed in SAID:
        marg(*typed)
    shown = marg("case", "show", "M26-001", "--room").out
    for word in ("Cold", "letter", "Keep open", "A bed", "Wren", "high"):
        assert word not in shown
