"""Action sheets sent out, filled in, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from marg_cli.domain.chase_sheet import Label
from tests.conftest import Marg
from tests.filling import typed_into

Fill = Callable[..., str]


@pytest.fixture
def promised(marg: Marg) -> Marg:
    """Two agencies; POL holds three actions, one of them the group's own, and GLOW one."""
    for code in ("GLOW", "POL"):
        marg("agency", "add", code.title(), "--code", code)
        marg("agency", "isa", code, "--status", "signed off", "--signed", "2026-01-02")
    marg("meeting", "add", "2026-12-08")
    marg("case", "add", "--initials", "QF", "--referrer", "GLOW", "--reason", "Alone")
    for case, agency in (
        ("M26-001", "POL"),
        ("M26-001", "POL"),
        ("group", "POL"),
        ("group", "GLOW"),
    ):
        marg("action", "add", case, "Ring", "-a", agency, "-o", "Wren", "-d", "2026-11-30")
    return marg


@pytest.fixture
def fill(promised: Marg, tmp_path: Path) -> Fill:
    """Make an agency's Word sheet and type into it: `fill("POL", {("A1", DONE): "today"})`."""

    def filled(agency: str, typed: dict[tuple[str, Label], str], name: str = "") -> str:
        file = tmp_path / f"{name or agency}.docx"
        answer = promised("action", "chase", agency, "--out", str(file), "--force")
        assert answer.code == 0, answer.err
        return str(typed_into(file, typed))

    return filled


DONE, OUTCOME, PROGRESS, WHY = Label.DONE, Label.OUTCOME, Label.PROGRESS, Label.WHY
NEW_DATE, AGENCY, CIRCUMSTANCES = Label.NEW_DATE, Label.AGENCY, Label.CIRCUMSTANCES
ANSWERED = {
    ("A1", DONE): "20 November 2026",
    ("A1", OUTCOME): "He opened “the door” [b]himself[/b]",
    ("A2", PROGRESS): "Rang twice",
    ("A3", AGENCY): "X",
    ("A3", WHY): "Nobody was free",
}


def action(marg: Marg, ref: str) -> dict[str, Any]:
    found: dict[str, Any] = marg("action", "show", ref, "--format", "json").json["action"]
    return found


def story(marg: Marg, ref: str) -> list[str]:
    lines = marg("action", "show", ref, "--format", "json").json["story"]
    return [line["text"] for line in lines]


def statuses(marg: Marg) -> list[str]:
    return [action(marg, ref)["status"] for ref in ("A1", "A2", "A3")]


def test_a_filled_in_sheet_is_read_back(promised: Marg, fill: Fill):
    answer = promised("action", "review", fill("POL", ANSWERED), "--yes")
    assert answer.code == 0, answer.err
    assert "Take it back with: marg undo" in answer.err
    assert statuses(promised) == ["done", "open", "not_done"]
    assert action(promised, "A1")["outcome"] == "He opened “the door” [b]himself[/b]"
    assert story(promised, "A2") == ["Rang twice"]
    assert (action(promised, "A3")["closed_because"], action(promised, "A3")["outcome"]) == (
        "agency",
        "Nobody was free",
    )


def test_the_sheet_as_it_was_sent_answers_nothing(promised: Marg, fill: Fill):
    found = promised("action", "review", fill("POL", {}), "--format", "json").json
    assert (found["read"], found["changed"], found["empty"]) == (1, 0, 3)
    assert found["problems"] == []


def test_it_says_what_it_would_do_and_a_rehearsal_writes_nothing(promised: Marg, fill: Fill):
    answer = promised("action", "review", fill("POL", ANSWERED), "--dry-run")
    assert answer.code == 0
    assert "done on Friday 20 November 2026" in answer.out
    assert "not done, because: agency" in answer.out
    assert "This was a rehearsal" in answer.err
    assert statuses(promised) == ["open", "open", "open"]


def test_nobody_to_agree_is_exit_2_and_nothing_is_written(promised: Marg, fill: Fill):
    answer = promised("action", "review", fill("POL", ANSWERED))
    assert answer.code == 2
    assert "--yes" in answer.err
    assert statuses(promised) == ["open", "open", "open"]


def test_the_same_sheet_again_changes_nothing_on_another_day_either(promised: Marg, fill: Fill):
    file = fill("POL", ANSWERED | {("A1", DONE): "yes"})
    promised("action", "review", file, "--yes")
    before = promised("action", "list", "--format", "json").json
    again = promised("action", "review", file, "--format", "json", MARG_TODAY="2026-11-25").json
    assert (again["changed"], again["same"], again["answers"]) == (0, 3, [])
    assert promised("action", "list", "--format", "json").json == before


def test_several_sheets_are_one_change(promised: Marg, fill: Fill):
    files = fill("POL", ANSWERED), fill("GLOW", {("A4", DONE): "x"})
    found = promised("action", "review", *files, "--yes", "--format", "json").json
    assert (found["read"], found["changed"], found["empty"]) == (2, 4, 0)
    promised("undo")
    assert statuses(promised) == ["open", "open", "open"]
    assert action(promised, "A4")["status"] == "open"


def test_a_new_date_moves_the_action_only_where_somebody_agreed(promised: Marg, fill: Fill):
    file = fill("POL", {("A1", NEW_DATE): "4 December 2026", ("A1", WHY): "Ill"})
    answer = promised("action", "review", file, "--yes")
    assert "A1 asks for a new date that is the group's to agree: marg action move A1" in answer.err
    assert story(promised, "A1") == ["Asks for Friday 4 December 2026: Ill"]
    assert action(promised, "A1")["due"] == "2026-11-30"
    promised("action", "review", file, "--yes", "--agreed-by", "the chair")
    moved = action(promised, "A1")
    assert (moved["due"], moved["first_due"], moved["times_moved"]) == (
        "2026-12-04",
        "2026-11-30",
        1,
    )
    again = promised("action", "review", file, "--agreed-by", "the chair", "--format", "json").json
    assert (again["changed"], again["same"]) == (0, 1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({("A1", DONE): "x", ("A1", AGENCY): "x"}, "done, and not done"),
        ({("A1", CIRCUMSTANCES): "x", ("A1", AGENCY): "x"}, "both reasons"),
        ({("A1", OUTCOME): "Seen"}, "not when it was done"),
        ({("A1", WHY): "Ill"}, "says why, but neither"),
        ({("A1", NEW_DATE): "4 December 2026"}, "without saying why"),
        ({("A1", AGENCY): "perhaps"}, "is neither ticked nor empty"),
        ({("A1", DONE): "soonish"}, "cannot be read as a date"),
        ({("A1", DONE): "1 January 2027"}, "still to come"),
    ],
)
def test_what_is_not_plain_is_told_at_its_action_and_nothing_is_written(
    promised: Marg, fill: Fill, typed: dict[tuple[str, Label], str], says: str
):
    file = fill("POL", typed | {("A2", DONE): "x"})
    answer = promised("action", "review", file, "--yes")
    assert answer.code == 2
    assert "POL.docx, A1" in answer.out
    assert says in answer.out
    assert statuses(promised) == ["open", "open", "open"]
    assert promised("action", "review", file, "--yes", "--keep-good").code == 0
    assert statuses(promised) == ["open", "done", "open"]


def test_a_sheet_of_another_agency_is_noticed(promised: Marg, fill: Fill):
    answer = promised("action", "review", fill("POL", ANSWERED), "--agency", "GLOW", "--yes")
    assert (answer.code, "POL.docx: is of POL, not of GLOW" in answer.out) == (2, True)


def test_an_action_given_to_another_agency_since_is_noticed(promised: Marg, fill: Fill):
    file = fill("POL", {("A1", DONE): "x"})
    promised("action", "reassign", "A1", "--agency", "GLOW")
    answer = promised("action", "review", file, "--yes")
    assert (answer.code, "A1: is held by GLOW, not by POL" in answer.out) == (2, True)


def test_an_action_that_was_closed_otherwise_is_told(promised: Marg, fill: Fill):
    file = fill("POL", {("A1", AGENCY): "x", ("A2", PROGRESS): "Rang"})
    promised("action", "done", "A1")
    promised("action", "done", "A2")
    answer = promised("action", "review", file, "--yes")
    assert answer.code == 2
    assert "A1 is done already." in answer.out
    assert "A2 is done already." in answer.out


def test_two_sheets_that_contradict_each_other_are_noticed(promised: Marg, fill: Fill):
    files = (
        fill("POL", {("A1", PROGRESS): "Rang"}, "first"),
        fill("POL", {("A1", DONE): "x"}, "second"),
    )
    answer = promised("action", "review", *files, "--yes")
    assert answer.code == 2
    assert "second.docx, A1: says something else than first.docx" in answer.out


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_a_sheet_filled_in_as_text_is_read_back_with_its_lines(
    promised: Marg, tmp_path: Path, kind: str
):
    file = tmp_path / f"sheet.{kind}"
    promised("action", "chase", "POL", "--out", str(file))
    text = file.read_text("utf-8")
    row = next(line for line in text.splitlines() if "Progress" in line)
    typed = "| **Progress** | Rang twice |" if kind == "md" else "Progress  Rang twice"
    file.write_text(text.replace(row, typed, 1), "utf-8")
    assert promised("action", "review", str(file), "--yes").code == 0
    assert story(promised, "A1") == ["Rang twice"]
    file.write_text(text.replace(row, f"{typed}\n{typed}", 1), "utf-8")
    (problem,) = promised("action", "review", str(file), "--format", "json").json["problems"]
    assert problem["line"] == text.splitlines().index(row) + 2
    assert "stands twice" in problem["message"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"PK\x03\x04nothing", b"Dear all,\nnothing here\n"]
)
def test_what_is_no_sheet_is_told_and_nothing_is_written(
    promised: Marg, tmp_path: Path, content: bytes
):
    file = tmp_path / "other.docx"
    file.write_bytes(content)
    answer = promised("action", "review", str(file), "--yes")
    assert answer.code == 2
    assert "other.docx: is" in answer.out


def test_a_file_that_is_not_there_is_said(promised: Marg):
    answer = promised("action", "review", "nowhere.docx")
    assert (answer.code, answer.out) == (4, "")


@pytest.mark.parametrize(
    "words",
    [("--dry-run",), ("--agreed-by", "Ann"), ("--keep-good",), ("x.docx", "--meeting", "next")],
)
def test_options_of_the_other_way_of_reviewing_are_refused(promised: Marg, words: tuple[str, ...]):
    assert promised("action", "review", *words).code == 2


def test_every_row_of_the_sheet_is_one_that_is_read(promised: Marg):
    text = promised("action", "chase", "GLOW", "--as", "md", "--out", "-").out
    box = text[text.index("| Answer on") :].split("\n\n")[0]
    rows = [line.split("|")[1].strip(" *") for line in box.splitlines()[2:]]
    assert rows == list(Label)
