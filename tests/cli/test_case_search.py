"""Searching what is written about cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.domain.information import InformationKind
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_action, an_agency, information
from tests.conftest import Marg, Place
from tests.terminal import at_a_terminal

LETTER = "The landlord wants a [b]letter[/b] about the dog."


@pytest.fixture(autouse=True)
def _written(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            a_case(resolving="How she keeps the flat"),
            a_case(ref="M26-002", initials="MU"),
            an_action(case_ref="M26-002", what="Ring the landlord", intended="She keeps it"),
            an_action(number=2, what="Ring the landlord of the venue"),
            information(text=LETTER, kind=InformationKind.FACT, only_for=("POL",)),
        )


def test_what_is_found_says_where_it_stands_and_marks_the_words(marg: Marg):
    answer = marg("case", "search", "landlord")
    said = "The «landlord» wants a [b]letter[/b] about the dog."
    assert answer.out.splitlines() == [
        "Case     What                          Date         Where it says so",
        "M26-002  action A1                     10 Nov 2026  Ring the «landlord» · She keeps it",
        f"M26-001  information I1, only for POL  4 Nov 2026   {said}",
    ]
    assert answer.err == "See one with: marg case show M26-002\n"


def test_programs_get_the_words_without_marks(marg: Marg):
    assert marg("case", "search", "letter dog", "--format", "json").json == [
        {
            "case": "M26-001",
            "kind": "information",
            "ref": "I1",
            "date": "2026-11-04",
            "excerpt": LETTER,
            "only_for": ["POL"],
        }
    ]
    csv = marg("case", "search", "flat", "--format", "csv").out
    assert csv.splitlines() == [
        "case,kind,ref,date,excerpt,only_for",
        "M26-001,case,,,How she keeps the flat,",
    ]


def test_what_is_not_written_anywhere_is_an_empty_answer(marg: Marg):
    answer = marg("case", "search", "Zebedee", "--format", "json")
    assert (answer.code, answer.json) == (0, [])
    assert answer.err == "That is not written about any case.\n"


def test_one_case_or_the_last_few_can_be_asked_for(marg: Marg):
    def cases(*words: str) -> list[str]:
        found = marg("case", "search", "landlord", *words, "--format", "json").json
        return [each["case"] for each in found]

    assert cases("--case", "m26-1") == ["M26-001"]
    assert cases("--limit", "1") == ["M26-001"]
    assert cases("--limit", "1", "--case", "M26-002") == ["M26-002"]
    wrong = marg("case", "search", "landlord", "--case", "M26-003")
    assert (wrong.code, "Did you mean" in wrong.err) == (4, True)


def test_the_audit_says_how_much_was_found_and_never_what_was_looked_for(marg: Marg):
    marg("case", "search", "landlord")
    marg("case", "search", "landlord", "--case", "M26-001")
    rows = marg("audit", "list", "--format", "json").json
    assert [f"{row['command']} {row['refs']}" for row in rows if "search" in row["command"]] == [
        "case search (2)",
        "case search case=M26-001 (1)",
    ]
    assert "landlord" not in str(rows)


def test_the_words_can_be_piped_in_and_somebody_missing_is_told_how(marg: Marg):
    assert "M26-001" in marg("case", "search", "-", typed="flat\n").out
    missing = marg("case", "search", "--no-input")
    assert (missing.code, "TEXT" in missing.err) == (2, True)
    empty = marg("case", "search", "")
    assert (empty.code, empty.err.count("\n")) == (2, 2)


def test_an_undone_text_is_found_no_longer_and_an_edited_one_by_its_new_words(marg: Marg):
    def found(text: str) -> int:
        return len(marg("case", "search", text, "--format", "json").json)

    assert marg("case", "edit", "M26-002", "--resolving", "A quiet stairwell").code == 0
    assert found("stairwell") == 1
    assert marg("case", "edit", "M26-002", "--resolving", "A quiet landing").code == 0
    assert (found("stairwell"), found("landing")) == (0, 1)
    assert marg("undo").code == 0
    assert (found("stairwell"), found("landing")) == (1, 0)
    assert marg("undo").code == 0
    assert (found("stairwell"), found("quiet")) == (0, 0)


def test_what_comes_by_an_import_is_found_as_where_it_came_from(marg: Marg, tmp_path: Path):
    file = tmp_path / "all.json"
    assert marg("export", "--reason", "A move", "--out", str(file)).code == 0
    asked = ("case", "search", "landlord", "--format", "json")
    before = marg(*asked).json
    words = ("init", "--group", "Netherwick", "--holder", "ann", "--sharing", "core")
    new = {"MARG_STORE": str(tmp_path / "new")}
    recipient = marg("key", "list", "--format", "json").json[0]["public_key"]
    assert marg(*words, "--recipient", recipient, **new).code == 0
    assert marg("import", str(file), **new).code == 0
    assert marg(*asked, **new).json == before


def test_a_whole_years_cases_are_found_each(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(*(a_case(ref=f"M25-{n:03d}", resolving="The stairwell") for n in range(1, 151)))
    answer = marg("case", "search", "stairwell")
    assert answer.out.count("«stairwell»") == 150


def test_the_room_is_shown_no_words_of_anybodys(marg: Marg):
    answer = marg("shell", "--room", typed="case search landlord\n")
    assert "is not for the room" in answer.err
    assert "dog" not in answer.out + answer.err


def test_a_terminal_shows_the_words_in_bold(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "xterm")
    with at_a_terminal(place, "case", "search", "landlord") as terminal:
        terminal.until("\x1b[1m«landlord»\x1b[0m")
        terminal.until("[b]letter[/b]")
        assert terminal.end() == 0
