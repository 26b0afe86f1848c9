from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import TODAY, Marg

DAY, NEXT = "2026-11-10", "2026-12-08"
CLOSED = ("case", "close", "M26-002", "--destination", "prison")
OLD, NEW = "Ring [b]the[/b] landlord", "Ring the other landlord"


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(
            an_agency(),
            a_case(),
            a_case(ref="M26-002", initials="RT", status=CaseStatus.ACTIVE),
            a_meeting(),
            a_meeting(number=2, held_on=date(2026, 12, 8)),
        )


@pytest.fixture
def drafted(marg: Marg) -> Marg:
    for command in (
        ("minutes", "start", DAY, "--at", "10:02"),
        ("minutes", "record", "M26-001", "discussion", OLD),
        ("action", "add", "M26-001", OLD, "-a", "GLOW", "-d", "friday", "--intended", OLD),
        ("decision", "add", "M26-001", OLD, "--because", OLD),
        ("risk", "add", "M26-001", OLD, "--to", "self"),
        ("barrier", "add", "M26-001", OLD, "--service", OLD),
        ("view", "add", "M26-001", OLD, "--how", OLD, "--by", "GLOW", "--meeting", DAY),
        ("info", "add", "M26-001", OLD, "--agency", "GLOW", "--fact", "--meeting", DAY),
        (*CLOSED, "--outcome", OLD, "--on", DAY, "--learnt", OLD),
    ):
        answer = marg(*command)
        assert answer.code == 0, (command, answer.err)
    return marg


@pytest.fixture
def final(drafted: Marg) -> Marg:
    answer = drafted("minutes", "finalise", DAY, "--yes")
    assert answer.code == 0, answer.err
    return drafted


THINGS = [
    ("A1", "what", ("action", "edit", "A1", "--what", NEW)),
    ("A1", "intended", ("action", "edit", "A1", "--intended", NEW)),
    ("E1", "text", ("minutes", "edit", "E1", NEW)),
    ("D1", "text", ("decision", "edit", "D1", NEW)),
    ("D1", "because", ("decision", "edit", "D1", "--because", NEW)),
    ("R1", "text", ("risk", "edit", "R1", NEW)),
    ("B1", "text", ("barrier", "edit", "B1", NEW)),
    ("V1", "text", ("view", "edit", "V1", NEW)),
    ("I1", "text", ("info", "edit", "I1", NEW)),
    ("L1", "text", ("learning", "edit", "L1", NEW)),
    ("M26-002", "outcome", ("case", "edit", "M26-002", "--outcome", NEW)),
]


@pytest.mark.parametrize(("ref", "field", "edit"), THINGS)
def test_what_final_minutes_say_is_corrected_and_not_edited(
    final: Marg, ref: str, field: str, edit: tuple[str, ...]
):
    refused = final(*edit)
    assert refused.code == 5
    assert f"marg correct {ref} " in refused.err
    assert f"marg minutes amend {DAY} --because TEXT" in refused.err
    answer = final("correct", ref.lower(), field, NEW, "--because", "Misheard", "--format", "json")
    assert answer.code == 0, answer.err
    assert answer.json == {
        "ref": ref,
        "case": "M26-002" if ref in {"M26-002", "L1"} else "M26-001",
        "field": field,
        "was": OLD,
        "now": NEW,
        "because": "Misheard",
        "on": TODAY,
        "by": "coordinator",
    }


@pytest.mark.parametrize(("ref", "field", "edit"), THINGS)
def test_what_has_not_left_is_edited_and_not_corrected(
    drafted: Marg, ref: str, field: str, edit: tuple[str, ...]
):
    refused = drafted("correct", ref, field, NEW, "--because", "Misheard")
    assert refused.code == 5
    assert " ".join(edit[:3]) in refused.err
    assert drafted(*edit).code == 0


@pytest.mark.parametrize(
    "remove",
    [
        ("action", "remove", "A1"),
        ("minutes", "remove", "E1"),
        ("decision", "remove", "D1"),
        ("risk", "remove", "R1"),
        ("barrier", "remove", "B1"),
        ("view", "remove", "V1"),
        ("info", "remove", "I1"),
        ("learning", "remove", "L1"),
    ],
)
def test_what_final_minutes_say_is_not_removed(final: Marg, remove: tuple[str, ...]):
    refused = final(*remove)
    assert refused.code == 5
    assert f"marg correct {remove[2]} " in refused.err


@pytest.mark.parametrize(
    ("ref", "show"),
    [
        ("A1 what", ("action", "show", "A1")),
        ("D1 text", ("decision", "show", "D1")),
        ("R1 text", ("risk", "show", "R1")),
        ("B1 text", ("barrier", "show", "B1")),
        ("V1 text", ("view", "show", "V1")),
        ("I1 text", ("info", "show", "I1")),
        ("E1 text", ("minutes", "show", DAY)),
    ],
)
def test_both_wordings_are_shown_and_told_in_the_history(
    final: Marg, ref: str, show: tuple[str, ...]
):
    assert final("correct", *ref.split(), NEW, "--because", "Misheard").code == 0
    shown = final(*show)
    assert OLD in shown.out
    assert NEW in shown.out
    assert "Misheard" in shown.out
    (correction,) = final(*show, "--format", "json").json["corrections"]
    assert (correction["was"], correction["now"]) == (OLD, NEW)
    history = final("case", "history", "M26-001").out
    assert f"correction of {ref[:2]}" in history
    assert "Misheard" in history
    assert f"{ref[:2]}: marg case history M26-001" in final("case", "show", "M26-001").out


def test_a_paper_marks_what_was_corrected(final: Marg):
    kept = final("minutes", "render", DAY, "--as", "md", "--out", "-").out
    for ref, field, _ in THINGS:
        assert final("correct", ref, field, NEW, "--because", "Misheard").code == 0
    assert final("minutes", "render", DAY, "--as", "md", "--out", "-").out == kept
    assert final("minutes", "amend", DAY, "--because", "Corrections").code == 0
    amended = final("minutes", "render", DAY, "--as", "md", "--out", "-").out
    marked = amended.replace("\\", "").count(f"{NEW} (corrected ")
    assert marked >= len(THINGS)


def test_a_corrected_outcome_is_marked_where_the_case_shows_it(final: Marg):
    marked = f"{NEW} (corrected 23 Nov 2026)"
    assert "(corrected" not in final("case", "show", "M26-002").out
    assert final("correct", "M26-002", "outcome", NEW, "--because", "Misheard").code == 0
    assert marked in final("case", "show", "M26-002").out
    assert marked in final("case", "render", "M26-002", "--as", "md", "--out", "-").out
    closed = final("case", "show", "M26-002", "--format", "json").json["closed"]
    assert (closed["outcome"], closed["corrected_on"]) == (NEW, TODAY)
    assert "(corrected" not in final("case", "show", "M26-002", "--room").out


def test_what_was_learnt_is_marked_when_it_was_corrected(final: Marg):
    assert final("correct", "L1", "text", NEW, "--because", "Misheard").code == 0
    marked = f"{NEW} (corrected 23 Nov 2026)"
    assert f"L1 {marked}" in final("case", "show", "M26-002").out
    assert marked in final("case", "render", "M26-002", "--as", "md", "--out", "-").out
    shown = final("learning", "show", "L1", "--format", "json").json
    assert [each["was"] for each in shown["corrections"]] == [OLD]


def test_a_correction_can_be_taken_back_until_minutes_were_made_final_since(final: Marg):
    assert final("correct", "D1", "text", NEW, "--because", "Misheard").code == 0
    assert final("undo").code == 0
    assert final("decision", "show", "D1", "--format", "json").json["text"] == OLD
    assert final("decision", "show", "D1", "--format", "json").json["corrections"] == []


def test_a_field_there_is_not_names_those_there_are(final: Marg):
    answer = final("correct", "D1", "colour", NEW, "--because", "x")
    assert answer.code == 2
    assert "text, because" in answer.err


@pytest.mark.parametrize("ref", ["D9", "X1", "M26-040", "E40", "word"])
def test_what_is_not_there_is_not_found(final: Marg, ref: str):
    assert final("correct", ref, "text", NEW, "--because", "x").code == 4


def test_a_correction_says_something_else_and_why(final: Marg):
    assert final("correct", "D1", "text", OLD, "--because", "x").code == 5
    assert final("correct", "D1", "text", NEW, "--no-input").code == 2
    assert final("correct", "D1", "text", "-", "--because", "Misheard", typed=NEW).code == 0


def test_corrections_come_back_from_an_export(final: Marg, tmp_path: Path):
    assert final("correct", "D1", "text", NEW, "--because", "Misheard").code == 0
    out = tmp_path / "all.json"
    assert final("export", "--reason", "x", "--out", str(out)).code == 0
    (said,) = json.loads(out.read_text())["corrections"]
    assert (said["ref"], said["was"], said["now"]) == ("D1", OLD, NEW)
    again = final("import", str(out))
    assert again.code == 0, again.err
    assert len(final("decision", "show", "D1", "--format", "json").json["corrections"]) == 1
