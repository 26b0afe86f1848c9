"""Requests sent out, filled in, and read back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.domain.trawl_sheet import Label
from tests.conftest import Marg, Place
from tests.filling import typed_into

NEXT = "2026-12-08"
Fill = Callable[..., Path]


@pytest.fixture
def asked(marg: Marg) -> Marg:
    """Two agencies with an agreement, asked about two cases."""
    for code in ("GLOW", "POL"):
        marg("agency", "add", code.title(), "--code", code)
        marg("agency", "isa", code, "--status", "signed off", "--signed", "2026-01-02")
    marg("meeting", "add", NEXT)
    for name in ("Quill Featherstone", "Ash Pocket"):
        marg("case", "add", "--name", name, "--referrer", "GLOW", "--reason", "Alone")
    for ref in ("M26-001", "M26-002"):
        marg("agenda", "add", ref)
    assert marg("trawl", "ask").code == 0
    return marg


@pytest.fixture
def fill(asked: Marg, tmp_path: Path) -> Fill:
    """Render an agency's Word request and type into it: `fill("POL", {("M26-001", NIL): "X"})`."""

    def filled(agency: str, typed: dict[tuple[str, Label], str], name: str = "") -> Path:
        file = tmp_path / f"{name or agency}.docx"
        assert asked("trawl", "render", agency, "--out", str(file), "--force").code == 0
        return typed_into(file, typed)

    return filled


def states(marg: Marg, agency: str) -> dict[str, str]:
    answer = marg("trawl", "list", "--agency", agency, "--format", "json")
    return {row["case"]: row["state"] for row in answer.json}


NIL, SPEAK, FACTS = Label.NIL, Label.SPEAK, Label.FACTS
ANSWERED = {("M26-001", NIL): "X", ("M26-002", FACTS): "Seen “twice” [b]at night[/b]"}


def test_a_filled_in_sheet_is_read_back(asked: Marg, fill: Fill):
    answer = asked("trawl", "import", str(fill("POL", ANSWERED)))
    assert answer.code == 0, answer.err
    assert states(asked, "POL") == {"M26-001": "nil", "M26-002": "returned"}
    (shared,) = asked("info", "list", "--format", "json").json
    assert (shared["text"], shared["kind"]) == ("Seen “twice” [b]at night[/b]", "fact")
    assert "Take it back with: marg undo" in answer.err


def test_a_rehearsal_shows_what_would_be_and_writes_nothing(asked: Marg, fill: Fill):
    answer = asked("trawl", "import", str(fill("POL", ANSWERED)), "--dry-run")
    assert answer.code == 0
    assert "nil return" in answer.out
    assert "This was a rehearsal" in answer.err
    assert states(asked, "POL") == {"M26-001": "asked", "M26-002": "asked"}


def test_the_same_sheet_again_changes_nothing_on_another_day_either(asked: Marg, fill: Fill):
    file = fill("POL", ANSWERED)
    asked("trawl", "import", str(file))
    before = asked("trawl", "list", "--format", "json").json
    again = asked("trawl", "import", str(file), "--format", "json", MARG_TODAY="2026-11-25").json
    assert (again["changed"], again["same"], again["answers"]) == (0, 2, [])
    assert asked("trawl", "list", "--format", "json").json == before


def test_who_may_read_it_and_its_marks_outlive_another_import(asked: Marg, fill: Fill):
    file = fill("POL", ANSWERED)
    asked("trawl", "import", str(file))
    asked("info", "edit", "I1", "--criminal", "--only-for", "GLOW")
    assert asked("trawl", "import", str(file), "--format", "json").json["changed"] == 0
    (shared,) = asked("info", "list", "--format", "json").json
    assert (shared["criminal"], shared["only_for"]) == (True, ["GLOW"])


def test_several_sheets_are_one_change(asked: Marg, fill: Fill):
    files = fill("POL", ANSWERED), fill("GLOW", {("M26-001", SPEAK): "yes"})
    found = asked("trawl", "import", *map(str, files), "--format", "json").json
    assert (found["read"], found["changed"], found["empty"]) == (2, 3, 1)
    asked("undo")
    assert set(states(asked, "POL").values()) | set(states(asked, "GLOW").values()) == {"asked"}


def test_one_problem_stops_all_unless_the_good_is_to_be_kept(asked: Marg, fill: Fill):
    file = str(fill("POL", {("M26-001", NIL): "perhaps", ("M26-002", NIL): "X"}))
    answer = asked("trawl", "import", file)
    assert answer.code == 2
    assert "POL.docx, M26-001, “Nil return”: is neither ticked nor empty" in answer.out
    assert states(asked, "POL") == {"M26-001": "asked", "M26-002": "asked"}
    assert asked("trawl", "import", file, "--keep-good").code == 0
    assert states(asked, "POL") == {"M26-001": "asked", "M26-002": "nil"}


def test_a_sheet_of_another_agency_or_meeting_is_noticed(asked: Marg, fill: Fill):
    file = str(fill("POL", ANSWERED))
    answer = asked("trawl", "import", file, "--agency", "GLOW")
    assert (answer.code, "is of POL, not of GLOW" in answer.out) == (2, True)
    asked("meeting", "add", "2026-11-30")
    answer = asked("trawl", "import", file)
    assert answer.code == 2
    assert "take it with --meeting 2026-12-08" in answer.out
    assert asked("trawl", "import", file, "--meeting", NEXT).code == 0


def test_two_sheets_that_contradict_each_other_are_noticed(asked: Marg, fill: Fill):
    files = (
        fill("POL", {("M26-001", NIL): "X"}, "first"),
        fill("POL", {("M26-001", SPEAK): "X"}, "second"),
    )
    answer = asked("trawl", "import", *map(str, files))
    assert answer.code == 2
    assert "second.docx, M26-001: says something else than first.docx" in answer.out


def test_the_day_and_the_person_are_the_sheets_own(asked: Marg, fill: Fill):
    file = fill(
        "POL",
        {
            ("M26-001", NIL): "X",
            ("M26-001", Label.ON): "24/11/2026",
            ("M26-001", Label.BY): "Pip Invented",
        },
    )
    assert asked("trawl", "import", str(file), MARG_TODAY="2026-11-26").code == 0
    row = asked("trawl", "list", "--agency", "POL", "--format", "json").json[0]
    assert (row["answered_on"], row["answered_by"]) == ("2026-11-24", "Pip Invented")


@pytest.mark.parametrize(
    ("typed", "says"), [("soon", "cannot be read as a date"), ("1 January 2027", "still to come")]
)
def test_a_day_that_cannot_be_is_told_at_its_case(asked: Marg, fill: Fill, typed: str, says: str):
    file = fill("POL", {("M26-001", NIL): "X", ("M26-001", Label.ON): typed})
    (problem,) = asked("trawl", "import", str(file), "--format", "json").json["problems"]
    assert problem["ref"] == "M26-001"
    assert problem["fatal"]
    assert says in problem["message"]


def test_a_text_file_in_any_writing_is_read_back(asked: Marg, tmp_path: Path):
    file = tmp_path / "sheet.txt"
    asked("trawl", "render", "POL", "--out", str(file))
    text = file.read_text("utf-8").replace(FACTS, f"{FACTS}  Café, £5", 1)
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        file.write_bytes(text.encode(encoding, "replace"))
        found = asked("trawl", "import", str(file), "--dry-run", "--format", "json").json
        assert found["changed"] == 1, encoding
        told = [problem["message"] for problem in found["problems"]]
        assert [text[:23] for text in told] == (
            ["read as Windows-1252, s"] if encoding == "cp1252" else []
        )


def test_a_text_file_comes_through_standard_input_too(asked: Marg, place: Place, tmp_path: Path):
    file = tmp_path / "sheet.md"
    asked("trawl", "render", "POL", "--out", str(file))
    text = file.read_text("utf-8").replace(f"**{NIL}** | ☐", f"**{NIL}** | x", 1)
    command = [sys.executable, "-m", "marg_cli", "trawl", "import", "-"]
    environ = {**os.environ, **place.environ}
    subprocess.run(command, input=text.encode(), env=environ, check=True, capture_output=True)
    assert states(asked, "POL")["M26-001"] == "nil"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"PK\x03\x04nothing", b"Dear all,\nnothing here\n"]
)
def test_what_is_no_request_is_told_and_nothing_is_written(
    asked: Marg, tmp_path: Path, content: bytes
):
    file = tmp_path / "other.docx"
    file.write_bytes(content)
    answer = asked("trawl", "import", str(file))
    assert answer.code == 2
    assert "other.docx: is" in answer.out


def test_a_file_that_is_not_there_is_said(asked: Marg):
    answer = asked("trawl", "import", "nowhere.docx")
    assert (answer.code, answer.out) == (4, "")
    assert "nowhere.docx cannot be read" in answer.err


def test_a_case_the_agency_was_not_asked_about_is_told(asked: Marg, fill: Fill):
    file = fill("POL", {("M26-001", NIL): "X"})
    asked("trawl", "remove", "POL", "M26-001")
    answer = asked("trawl", "import", str(file))
    assert answer.code == 2
    assert "POL was not asked about M26-001 for 2026-12-08." in answer.out
