from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marg_cli.cli.entering import LEDGERED
from marg_cli.services.undo import ENTERS
from marg_cli.store.sqlite.identities import public_key, read_identities
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import TODAY, Marg, Place

CASES = [f"M26-00{number}" for number in (1, 2)]


@pytest.fixture(autouse=True)
def _group(store: SqliteStore, marg: Marg) -> None:
    with store.change("init") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police [b]"),
            a_case(name="Quill Fennimore"),
            a_case(ref="M26-002", initials="RT", name="Rowan Tamarisk"),
            a_meeting(held_on=date(2026, 12, 8)),
        )
    for case in CASES:
        assert marg("agenda", "add", case).code == 0


@pytest.fixture
def rendered(marg: Marg, tmp_path: Path) -> Marg:
    """Two copies have left: the members' agenda, and the chair's running order in two formats."""
    out = str(tmp_path / "out")
    assert marg("agenda", "render", "--out", out).code == 0
    chair = ("--audience", "chair", "--as", "md,pdf")
    assert marg("agenda", "render", *chair, "--out", out).code == 0
    return marg


def ledger(marg: Marg, *args: str):
    return marg("pack", "ledger", *args, "--format", "json").json


def test_what_is_rendered_stands_in_the_ledger_with_its_files_and_cases(rendered: Marg):
    from hashlib import sha256

    members, chair = ledger(rendered)
    assert (members["ref"], members["recipient"], members["state"]) == ("P1", "members", "built")
    assert (chair["kind"], chair["recipient"], chair["cases"]) == ("agenda", "chair", CASES)
    assert [file["format"] for file in chair["files"]] == ["md", "pdf"]
    for file in chair["files"]:
        assert sha256(Path(file["file"]).read_bytes()).hexdigest() == file["sha256"]


def test_the_ledger_is_asked_by_case_agency_and_meeting(rendered: Marg):
    assert [p["ref"] for p in ledger(rendered, "--case", "m26-1")] == ["P1", "P2"]
    assert ledger(rendered, "--agency", "GLOW") == []
    assert len(ledger(rendered, "--meeting", "next")) == 2


def test_a_file_that_cannot_be_written_enters_nothing(marg: Marg, tmp_path: Path):
    (tmp_path / "there.html").write_text("here before")
    answer = marg("agenda", "render", "--out", str(tmp_path / "there.html"))
    assert answer.code == 16
    assert ledger(marg) == []


def test_what_goes_to_the_screen_is_entered_without_a_place(marg: Marg):
    answer = marg("case", "render", "M26-001", "--as", "md", "--out", "-")
    assert answer.code == 0
    (pack,) = ledger(marg)
    assert (pack["kind"], pack["cases"], pack["files"][0]["file"]) == ("case", ["M26-001"], "")


def test_the_whole_caseload_stands_in_the_ledger_until_it_is_removed(marg: Marg, tmp_path: Path):
    out = tmp_path / "all.json"
    exported = marg("export", "--reason", "Moving house", "--out", str(out))
    assert "marg pack expire P1" in exported.err
    (pack,) = ledger(marg, "--case", "M26-002")
    assert (pack["kind"], pack["recipient"], pack["cases"]) == ("caseload", "holder", CASES)
    assert pack["files"][0]["file"] == str(out)
    assert "P1: your own." in marg("pack", "recall", "M26-001").err
    assert marg("pack", "expire", "P1", "--yes").code == 0
    assert not out.exists()
    assert "your own" not in marg("pack", "recall", "M26-001").err
    to_screen = marg("export", "--reason", "Moving house", "--out", "-")
    assert "The ledger has it as P2." in to_screen.err


def test_a_document_saved_stands_in_the_ledger_until_it_is_removed(marg: Marg, tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir, I write about the flat.\n")
    assert marg("document", "add", "M26-001", str(letter)).code == 0
    saved = marg("document", "save", "F1", "--out", str(tmp_path / "out.txt"))
    assert (saved.code, "marg pack expire P1" in saved.err) == (0, True)
    (pack,) = ledger(marg, "--case", "M26-001")
    assert (pack["kind"], pack["files"][0]["format"]) == ("document", "txt")
    there = marg("document", "save", "F1", "--out", str(tmp_path / "out.txt"))
    assert (there.code, len(ledger(marg))) == (16, 1)
    shown = marg("document", "save", "F1", "--out", "-")
    assert (shown.out, "The ledger has it as P2." in shown.err) == (letter.read_text(), True)
    assert marg("undo").err.startswith("Undone: document add")
    assert marg("pack", "expire", "P1", "--yes").code == 0
    assert not (tmp_path / "out.txt").exists()


def test_undo_knows_every_command_that_enters_a_paper():
    assert {paper.command for paper in LEDGERED.values()} <= ENTERS


def test_undo_goes_past_what_only_entered_a_paper(rendered: Marg):
    undone = rendered("undo")
    assert undone.err.startswith("Undone: agenda add")
    assert len(ledger(rendered)) == 2


def test_a_case_that_left_says_so_in_its_history(rendered: Marg):
    told = rendered("case", "history", "M26-002", "--format", "json").json
    assert "copy P1" in [line["about"] for line in told]


def test_several_packs_are_sent_at_once(rendered: Marg):
    answer = rendered("pack", "sent", "p1-P2", "--how", "By e-mail [b]")
    assert answer.code == 0
    assert answer.err.startswith("P1 and P2 sent.")
    assert {pack["state"] for pack in ledger(rendered)} == {"sent"}
    assert "By e-mail [b]" in rendered("pack", "show", "P2").out


def test_a_missent_pack_says_what_it_held_and_when_the_72_hours_end(rendered: Marg):
    answer = rendered("pack", "missent", "P2", "--to", "A namesake", "--known-at", "friday 9.30am")
    assert answer.code == 5  # this Friday is still to come
    known = ("--known-at", "2026-11-23 00:00")
    answer = rendered("pack", "missent", "P2", "--to", "A namesake", *known)
    assert "It speaks of M26-001 and M26-002." in answer.err
    assert "midnight on Thursday 26 November 2026" in answer.err
    assert ledger(rendered)[1]["state"] == "astray"
    again = rendered("pack", "missent", "P2", "--to", "Another", *known)
    assert again.code == 5


@pytest.mark.parametrize("known", ["00:00", "12.00 am", "12am", "midnight", "today 12 am"])
def test_a_time_alone_is_todays(rendered: Marg, known: str):
    answer = rendered("pack", "missent", "P2", "--to", "X", "--known-at", known)
    assert answer.code == 0, answer.err
    assert ledger(rendered)[1]["events"][-1]["known_at"] == "2026-11-23T00:00"


@pytest.mark.parametrize("known", ["10.11", "11", "tomorrow"])
def test_what_may_be_a_day_alone_is_no_time(rendered: Marg, known: str):
    answer = rendered("pack", "missent", "P2", "--to", "X", "--known-at", known)
    assert (answer.code, "unless it was today" in answer.err) == (2, True)


def test_what_went_astray_is_settled_with_a_reason(rendered: Marg):
    settle = ("pack", "settle", "P2", "--not-reported", "--because", "Came back unopened")
    assert rendered(*settle).code == 5
    rendered("pack", "missent", "P2", "--to", "X", "--known-at", "2026-11-23 00:00")
    undecided = rendered("pack", "settle", "P2", "--because", "Came back unopened")
    assert (undecided.code, "--not-reported" in undecided.err) == (2, True)
    assert rendered(*settle).code == 0
    assert ledger(rendered)[1]["state"] == "settled"


def test_a_copy_comes_back_once(rendered: Marg):
    assert rendered("pack", "returned", "P1").code == 0
    twice = rendered("pack", "returned", "P1")
    assert (twice.code, "came back on 23 Nov 2026 already" in twice.err) == (5, True)
    assert rendered("pack", "returned", "P1", "--copy", "2").code == 5


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("show", "P9"), 4),
        (("show", "what"), 4),
        (("sent", "P1", "--how", "Post", "--on", "2026-11-01"), 5),
        (("sent", "P1", "--how", "Post", "--on", "2026-12-01"), 5),
        (("sent", "P1"), 2),
        (("sent", "P2-P1", "--how", "Post"), 2),
        (("missent", "P1", "--to", "X"), 2),
        (("missent", "P1", "--to", "X", "--known-at", "yesterday"), 2),
        (("ledger", "--case", "M26-009"), 4),
        (("ledger", "--agency", "NONE"), 4),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(rendered: Marg, typed: tuple[str, ...], code: int):
    before = ledger(rendered)
    answer = rendered("pack", *typed)
    assert answer.code == code, answer.err
    assert ledger(rendered) == before


def test_the_ledger_goes_out_and_comes_back_the_same(rendered: Marg, place: Place, tmp_path: Path):
    rendered("pack", "sent", "P1", "--how", "By e-mail")
    rendered("pack", "missent", "P2", "--to", "X", "--known-at", "2026-11-23 00:00")
    out = tmp_path / "all.json"
    rendered("export", "--reason", "moving house", "--out", str(out))
    before = json.loads(out.read_text())["packs"]
    assert [pack["ref"] for pack in before] == ["P1", "P2"]
    again = rendered("import", str(out), "--format", "json").json
    assert (again["added"], again["changed"]) == (0, 0)
    other = tmp_path / "other"
    environ = {"MARG_STORE": str(other)}
    key = public_key(read_identities(place.identity)[0])
    init = ("init", "--group", "G", "--holder", "coordinator", "--sharing", "core")
    assert rendered(*init, "--recipient", key, **environ).code == 0
    came = rendered("import", str(out), **environ)
    assert came.code == 0, came.err
    after = rendered("export", "--reason", "x", "--out", "-", **environ).json["packs"]
    assert after == before


def test_another_pack_under_the_same_number_is_refused(rendered: Marg, tmp_path: Path):
    out = tmp_path / "all.json"
    rendered("export", "--reason", "moving house", "--out", str(out))
    document = json.loads(out.read_text())
    document["packs"][0]["audience"] = "chair"
    out.write_text(json.dumps(document))
    answer = rendered("import", str(out))
    assert answer.code == 2
    assert "P1 is another pack here" in answer.out + answer.err


def test_the_status_counts_the_hours_until_a_copy_gone_astray_is_settled(rendered: Marg):
    rendered("pack", "missent", "P2", "--to", "X", "--known-at", "2026-11-23 00:00")
    (astray,) = rendered("status", "--format", "json").json["astray"]
    assert (astray["pack"], astray["report_by"][:16]) == ("P2", "2026-11-26T00:00")
    assert 47 < astray["hours_left"] <= 72
    assert "Gone astray" in rendered("status").out
    assert "OVER" in rendered("status", MARG_TODAY="2026-11-27").out
    assert "Gone astray" not in rendered("status", "--room").out
    rendered("pack", "settle", "P2", "--reported", "--because", "It named two adults")
    assert rendered("status", "--format", "json").json["astray"] == []


LATER = "2026-12-30"
"""More than thirty days on."""


def test_files_past_their_time_are_removed_and_no_other(rendered: Marg, tmp_path: Path):
    files = [Path(file["file"]) for pack in ledger(rendered) for file in pack["files"]]
    files[1].write_text("annotated since")
    (tmp_path / "out" / "mine.txt").write_text("not marg's")
    assert rendered("pack", "expire").err == "No rendered file is past its time.\n"
    assert rendered("status", "--format", "json", MARG_TODAY=LATER).json["files_past"] == 3
    listed = rendered("pack", "expire", "--dry-run", "--format", "json", MARG_TODAY=LATER).json
    assert [file["state"] for file in listed] == ["there", "changed", "there"]
    assert rendered("pack", "expire", MARG_TODAY=LATER).code == 2
    done = rendered("pack", "expire", "--yes", MARG_TODAY=LATER)
    assert "2 files removed." in done.err
    assert "1 file not as marg wrote them" in done.err
    assert [file.exists() for file in files] == [False, True, False]
    assert (tmp_path / "out" / "mine.txt").exists()
    left = rendered("pack", "expire", "--dry-run", "--format", "json", MARG_TODAY=LATER).json
    assert [file["state"] for file in left] == ["changed", "gone"]


def test_a_pack_is_expired_before_its_time_by_its_name(rendered: Marg):
    assert rendered("pack", "expire", "P1", "--yes").code == 0
    (members, chair) = ledger(rendered)
    assert [Path(pack["files"][0]["file"]).exists() for pack in (members, chair)] == [False, True]
    assert members["events"][-1]["what"] == "expired"


def test_a_paper_that_took_the_place_of_another_is_no_changed_file(marg: Marg, tmp_path: Path):
    for _ in range(2):
        out = str(tmp_path / "agenda.md")
        assert marg("agenda", "render", "--out", out, "--force", MARG_TODAY=TODAY).code == 0
        marg("agenda", "move", "M26-002", "--to", "1")
    listed = marg("pack", "expire", "--dry-run", "--format", "json", MARG_TODAY=LATER).json
    assert [file["state"] for file in listed] == ["gone", "there"]


def test_a_recall_says_whose_copies_speak_of_the_case_and_writes_each_a_notice(
    rendered: Marg, tmp_path: Path
):
    rendered("case", "render", "M26-001", "--as", "md", "--out", "-")
    told = rendered("pack", "recall", "m26-1")
    assert "2 recipients to ask." in told.err
    assert "P3: your own." in told.err
    assert rendered("pack", "recall", "M26-001", "--out", str(tmp_path / "notices")).code == 2
    notices = tmp_path / "notices"
    because = ("--because", "It held [b] another's address", "--as", "md", "--out", str(notices))
    written = rendered("pack", "recall", "M26-001", *because)
    assert written.code == 0, written.err
    assert {pack["state"] for pack in ledger(rendered)} == {"recalled", "built"}
    chair = (notices / "OFFICIAL-SENSITIVE_recall-notice_2026-11-23_chair.md").read_text("utf-8")
    assert "It held \\[b\\] another's address" in chair
    assert "**P2**" in chair
    assert "Quill" not in chair


def test_a_copy_that_is_back_is_not_recalled(rendered: Marg):
    rendered("pack", "returned", "P1-P2")
    assert rendered("pack", "recall", "M26-001", "--format", "json").json["copies"] == []
    answer = rendered("pack", "recall", "M26-001", "--because", "x", "--as", "md", "--out", "-")
    assert answer.code == 5
    assert rendered("pack", "recall", "M26-404").code == 4


def test_a_case_that_left_in_a_paper_cannot_be_removed(marg: Marg, store: SqliteStore):
    with store.change("init") as change:
        change.save(a_case(ref="M26-009"))
    assert marg("case", "render", "M26-009", "--as", "md", "--out", "-").code == 0
    refused = marg("case", "remove", "M26-009", "--yes")
    assert (refused.code, "1 paper that left" in refused.err) == (5, True)
