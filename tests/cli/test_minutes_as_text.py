"""`marg minutes edit`: the draft goes out as one text and comes back with what was corrected."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.case import CaseStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import Marg

DAY = "2026-11-10"
EDITOR = """
import pathlib, sys
file = pathlib.Path(sys.argv[-1])
seen = pathlib.Path({seen!r})
turns = sorted(seen.parent.glob("turn-*"))
text = file.read_text()
seen.write_text(text)
if turns:
    code = turns[0].read_text()
    turns[0].unlink()
    exec(code)
    file.write_text(text)
"""


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(an_agency(), a_case(), a_meeting())
        change.save(a_case(ref="M26-002", initials="RT", status=CaseStatus.ACCEPTED))


@pytest.fixture
def drafted(marg: Marg) -> Marg:
    marg("minutes", "start", DAY, "--at", "10:02")
    marg("minutes", "record", "M26-001", "views", "Wants a door that locks")
    marg("minutes", "record", "M26-001", "outcome", "Continue")
    marg("minutes", "record", "general", "aob", "The [b]car[/b] park")
    return marg


@pytest.fixture
def turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person at a terminal whose editor does, one after another, what `turn-N` files say."""
    program = tmp_path / "editor.py"
    program.write_text(EDITOR.format(seen=str(tmp_path / "seen")))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
    monkeypatch.setattr(Session, "may_ask", True)
    return tmp_path


def handed_out(marg: Marg) -> str:
    answer = marg("minutes", "edit", "--out", "-")
    assert answer.code == 0, answer.err
    return answer.out


def taken_over(marg: Marg, tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    (tmp_path / "back.txt").write_text(text)
    answer = marg("minutes", "edit", "--from", str(tmp_path / "back.txt"), *options)
    return answer.code, answer.err


def entries(marg: Marg) -> dict[str, tuple[str | None, str, str]]:
    seen = marg("minutes", "show", "--format", "json").json["entries"]
    return {entry["ref"]: (entry["case"], entry["heading"], entry["text"]) for entry in seen}


def test_a_text_nobody_touched_changes_nothing(drafted: Marg, tmp_path: Path):
    before = entries(drafted)
    assert taken_over(drafted, tmp_path, handed_out(drafted)) == (0, "Nothing was changed.\n")
    assert entries(drafted) == before


def test_changed_added_and_moved_come_back_as_one_change_and_one_undo(
    drafted: Marg, tmp_path: Path
):
    before = entries(drafted)
    text = handed_out(drafted).replace("a door that locks", "a door")
    text = text.replace("[E2] Continue\n", "").replace(
        "## Discussion\n", "## Discussion\n[E2] Continue\n\nSomething new\n", 1
    )
    code, said = taken_over(drafted, tmp_path, text)
    assert (code, said) == (
        0,
        (
            "M26-001 is not on the agenda of 2026-11-10.\n"
            "2 entries changed, 1 entry added. Take it back with: marg undo\n"
        ),
    )
    assert entries(drafted) == {
        "E1": ("M26-001", "views", "Wants a door"),
        "E2": ("M26-001", "discussion", "Continue"),
        "E3": (None, "aob", "The [b]car[/b] park"),
        "E4": ("M26-001", "discussion", "Something new"),
    }
    drafted("undo")
    assert entries(drafted) == before


def test_what_is_left_out_goes_only_when_that_is_meant(drafted: Marg, tmp_path: Path):
    text = handed_out(drafted).replace("[E2] Continue\n", "")
    code, said = taken_over(drafted, tmp_path, text)
    assert code == 2
    assert "The text leaves out E2." in said
    assert "--yes" in said
    assert "E2" in entries(drafted)
    assert taken_over(drafted, tmp_path, text, "--yes")[0] == 0
    assert "E2" not in entries(drafted)


def test_what_was_recorded_meanwhile_stays(drafted: Marg, tmp_path: Path):
    text = handed_out(drafted).replace("a door that locks", "a door")
    drafted("minutes", "record", "general", "systems", "Said since")
    drafted("minutes", "edit", "E2", "Continue to January")
    assert taken_over(drafted, tmp_path, text)[0] == 0
    assert entries(drafted)["E1"][2] == "Wants a door"
    assert entries(drafted)["E2"][2] == "Continue to January"
    assert entries(drafted)["E4"][2] == "Said since"


@pytest.mark.parametrize("meanwhile", [("edit", "E1", "Wants a key"), ("remove", "E1")])
def test_what_both_changed_is_refused_and_named(
    drafted: Marg, tmp_path: Path, meanwhile: tuple[str, ...]
):
    text = handed_out(drafted).replace("a door that locks", "a door")
    drafted("minutes", *meanwhile)
    before = entries(drafted)
    code, said = taken_over(drafted, tmp_path, text)
    assert code == 5
    assert "The register changed E1 since this text was written." in said
    assert entries(drafted) == before


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("## Weather", "is no heading of the general part"),
        ("# M26-009", "No case M26-009"),
        ("## Any other business\n[E99] what", "[E99] is no entry of these minutes"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_changed(
    drafted: Marg, tmp_path: Path, written: str, says: str
):
    before = entries(drafted)
    text = handed_out(drafted).replace("# General\n", f"# General\n{written}\n", 1)
    code, said = taken_over(drafted, tmp_path, text)
    assert code == 2
    assert "Line " in said
    assert says in said
    assert entries(drafted) == before


def test_a_new_paragraph_is_a_first_discussion_too(drafted: Marg, tmp_path: Path):
    text = f"{handed_out(drafted)}\n# M26-002\n## Outcome\nContinue\n"
    code, said = taken_over(drafted, tmp_path, text)
    assert code == 0
    assert "M26-002 is active now" in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_text_may_come_back_from_any_system(drafted: Marg, tmp_path: Path, encoding: str):
    text = handed_out(drafted).replace("a door that locks", "a door for £5")
    (tmp_path / "a.txt").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert drafted("minutes", "edit", "--from", str(tmp_path / "a.txt")).code == 0
    assert entries(drafted)["E1"][2] == "Wants a door for £5"


def test_a_word_document_is_told_from_a_text(drafted: Marg, tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 and so on")
    answer = drafted("minutes", "edit", "--from", str(tmp_path / "a.docx"))
    assert answer.code == 2
    assert "not plain text" in answer.err


def test_a_file_is_named_by_marking_and_day_and_for_its_owner_alone(drafted: Marg, tmp_path: Path):
    answer = drafted("minutes", "edit", "--out", str(tmp_path))
    file = Path(answer.out.strip())
    assert file.name == f"OFFICIAL-SENSITIVE_minutes-text_{DAY}.txt"
    assert file.stat().st_mode & 0o077 == 0
    assert drafted("minutes", "edit", "--out", str(tmp_path)).code == 16


def test_without_a_terminal_the_options_are_named(drafted: Marg):
    answer = drafted("minutes", "edit")
    assert answer.code == 2
    assert "--out" in answer.err


def test_one_entry_and_the_whole_draft_are_not_mixed_up(drafted: Marg):
    assert drafted("minutes", "edit", DAY, "words").code == 2
    assert drafted("minutes", "edit", "--out", "-", "--from", "-").code == 2


def test_the_draft_opens_in_an_editor_and_is_taken_over(drafted: Marg, turns: Path):
    (turns / "turn-1").write_text("text = text.replace('door that locks', 'door')")
    assert drafted("minutes", "edit").code == 0
    assert entries(drafted)["E1"][2] == "Wants a door"


def test_a_slip_opens_the_editor_again_with_the_line_named_and_nothing_lost(
    drafted: Marg, turns: Path
):
    (turns / "turn-1").write_text(
        "text = text.replace('## Outcome', '## Outcom').replace('a door that locks', 'a door')"
    )
    (turns / "turn-2").write_text("text = text.replace('## Outcom\\n', '## Outcome\\n')")
    assert drafted("minutes", "edit").code == 0
    again = (turns / "seen").read_text().split("\n")
    at = again.index("## Outcom")
    assert "Outcom is no heading of a case." in again[at - 2]
    assert again[at - 1] == "%% To give up, close it without a change."
    assert entries(drafted)["E1"][2] == "Wants a door"


def test_closing_it_without_a_change_after_a_slip_gives_up(drafted: Marg, turns: Path):
    before = entries(drafted)
    (turns / "turn-1").write_text("text = text.replace('## Outcome', '## Outcom')")
    answer = drafted("minutes", "edit")
    assert answer.code == 2
    assert entries(drafted) == before


@pytest.mark.parametrize("code", ["pass", "text = ''"])
def test_closing_it_unchanged_or_emptied_changes_nothing(drafted: Marg, turns: Path, code: str):
    before = entries(drafted)
    (turns / "turn-1").write_text(code)
    answer = drafted("minutes", "edit")
    assert (answer.code, answer.err) == (0, "Nothing was changed.\n")
    assert entries(drafted) == before


def test_what_changed_meanwhile_is_shown_in_the_editor_and_what_is_saved_then_stands(
    drafted: Marg, turns: Path, store: SqliteStore
):
    from marg_cli.services.minutes import as_text as minutes_text
    from marg_cli.services.minutes import minutes

    handed = minutes_text.handed_out

    def and_then_another_records(*args: object, **options: object) -> minutes_text.Handed:
        found = handed(*args, **options)  # type: ignore[arg-type]
        minutes.edit(store, "E1", "Wants a key")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(minutes_text, "handed_out", and_then_another_records)
        (turns / "turn-1").write_text("text = text.replace('a door that locks', 'a door')")
        (turns / "turn-2").write_text("text = text.replace('a door', 'a door and a key')")
        assert drafted("minutes", "edit").code == 0
    assert "%% Wants a key" in (turns / "seen").read_text()
    assert entries(drafted)["E1"][2] == "Wants a door and a key"
