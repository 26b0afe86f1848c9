from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.store import SqliteStore
from marg_cli.store.sqlite.unlock import open_register as unlock
from tests.conftest import Answer, Marg, Place, but_exports

LETTER = b"%PDF-1.7 a letter about [b] nobody" + bytes(range(256)) * 1000


@pytest.fixture
def kept(marg: Marg, tmp_path: Path) -> Marg:
    """A case of a register with one document, F1."""
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("agency", "add", "Police", "--code", "POL")
    marg("case", "add", "--initials", "QF", "--referrer", "GLOW", "--reason", "x")
    assert added(marg, tmp_path, "[b] Fernsby letter.pdf").code == 0
    return marg


def added(marg: Marg, folder: Path, name: str, content: bytes = LETTER, *more: str) -> Answer:
    (folder / name).write_bytes(content)
    return marg("document", "add", "M26-001", str(folder / name), *more)


def documents(marg: Marg) -> list[dict[str, object]]:
    found: list[dict[str, object]] = marg("document", "list", "M26-001", "--format", "json").json
    return found


def saved(marg: Marg, folder: Path, *more: str) -> Answer:
    return marg("document", "save", "f1", "--out", str(folder), *more)


def test_a_document_is_kept_with_its_type_size_and_hash(kept: Marg):
    (document,) = documents(kept)
    assert document | {"sha256": ""} == {
        "ref": "F1",
        "case": "M26-001",
        "name": "[b] Fernsby letter.pdf",
        "type": "PDF",
        "size": len(LETTER),
        "sha256": "",
        "added_on": "2026-11-23",
        "kind": "document",
        "only_for": [],
    }
    assert "[b] Fernsby letter.pdf" in kept("document", "list", "M26-001").out


def test_a_case_lists_its_documents_briefly_and_without_their_names(kept: Marg):
    shown = kept("case", "show", "M26-001")
    assert "F1 document (23 Nov 2026)" in shown.out
    assert "Fernsby" not in shown.out
    paper = kept("case", "render", "M26-001", "--as", "md", "--out", "-").out
    assert "**Documents kept:** F1 document (23 Nov 2026)" in paper
    assert "Fernsby" not in paper
    assert kept("case", "show", "M26-001", "--format", "json").json["documents"] == [
        {"ref": "F1", "kind": "document", "on": "2026-11-23"}
    ]
    assert "F1" not in kept("case", "show", "M26-001", "--room").out


def test_it_comes_out_as_it_went_in_named_by_reference_for_its_owner_alone(
    kept: Marg, tmp_path: Path
):
    answer = saved(kept, tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "OFFICIAL-SENSITIVE_document_2026-11-23_M26-001-F1.pdf"
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (LETTER, 0o600)
    assert answer.out == f"{file}\n"


def test_nothing_is_overwritten_unless_asked(kept: Marg, tmp_path: Path):
    place = tmp_path / "mine.pdf"
    place.write_bytes(b"mine")
    assert saved(kept, place).code == 16
    assert place.read_bytes() == b"mine"
    assert saved(kept, place, "--force").code == 0
    assert place.read_bytes() == LETTER


def test_a_link_is_not_followed(kept: Marg, tmp_path: Path):
    place, target = tmp_path / "link.pdf", tmp_path / "target"
    place.symlink_to(target)
    assert saved(kept, place).code == 16
    assert not target.exists()


def test_a_removal_is_taken_back_by_an_undo_that_comes_next(kept: Marg, tmp_path: Path):
    before = documents(kept)
    assert "until the next change" in kept("document", "remove", "F1").err.casefold()
    assert documents(kept) == []
    assert kept("undo").code == 0
    assert documents(kept) == before
    assert saved(kept, tmp_path / "out").code == 0


def test_after_another_change_the_content_is_gone_and_an_undo_goes_past_it_when_told_to(
    kept: Marg,
):
    kept("document", "remove", "F1")
    kept("agency", "edit", "GLOW", "--name", "Glow on")
    kept("undo")
    answer = kept("undo")
    assert answer.code == 2
    assert answer.err.startswith(
        "document remove (F1 M26-001) cannot be undone, as the content of F1 is gone for good. "
        "Take back the change before it, case add (M26-001)?"
    )
    assert kept("case", "show", "M26-001").code == 0
    assert kept("undo", "--yes").err.startswith("Undone: case add (M26-001)")


def test_changes_whose_documents_are_all_gone_say_so(kept: Marg):
    kept("document", "remove", "F1", "--for-good", "--yes")
    for _ in range(3):
        assert kept("undo", "--yes").code == 0
    answer = kept("undo", "--yes")
    assert answer.code == 5
    assert (
        "the content of F1 is gone for good, and no change of yours stands before it" in answer.err
    )
    assert "marg document add CASE FILE" in answer.err


def test_for_good_is_at_once(kept: Marg):
    assert kept("document", "remove", "F1", "--for-good").code == 2
    assert kept("document", "remove", "F1", "--for-good", "--yes").code == 0
    answer = kept("undo")
    assert (answer.code, "the content of F1 is gone for good" in answer.err) == (2, True)


def test_undone_and_added_again_a_number_is_not_used_twice(kept: Marg, tmp_path: Path):
    kept("undo")
    assert documents(kept) == []
    added(kept, tmp_path, "again.pdf")
    assert [document["ref"] for document in documents(kept)] == ["F2"]
    assert kept("register", "check").code == 0


@pytest.mark.usefixtures("kept")
def test_the_journal_holds_no_content(store: SqliteStore):
    rows = json.dumps([line.after for line in store.journal.of_case("M26-001")])
    assert "Fernsby letter" in rows
    assert "a letter about" not in rows


def test_who_alone_may_see_it_is_marked_and_said(kept: Marg, tmp_path: Path):
    kept("document", "edit", "F1", "--only-for", "glow", "--only-for", "POL")
    assert documents(kept)[0]["only_for"] == ["GLOW", "POL"]
    assert "only for GLOW, POL" in saved(kept, tmp_path / "out").err
    assert "GLOW, POL" in kept("document", "list", "M26-001").out
    kept("document", "edit", "F1", "--only-for", "")
    assert documents(kept)[0]["only_for"] == []
    assert kept("document", "edit", "F1", "--only-for", "NOBODY").code == 4
    assert kept("document", "edit", "F1").code == 2


def test_it_is_named_anew(kept: Marg):
    kept("document", "edit", "F1", "--name", "Letter of May")
    assert documents(kept)[0]["name"] == "Letter of May"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("save", "F2"), 4, "No document F2. Did you mean F1?"),
        (("remove", "letter"), 4, "a document's reference looks like F2"),
        (("list", "M26-002"), 4, "Did you mean M26-001?"),
        (("add", "M26-001", "nowhere.pdf"), 4, "That file cannot be read."),
        (("add", "M26-001", "/dev/null"), 2, "That file is empty."),
        (("save", "F1", "--out", "-", "--format", "json"), 2, "cannot both go"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    kept: Marg, arguments: tuple[str, ...], code: int, said: str
):
    answer = kept("document", *arguments)
    assert answer.code == code
    assert said in answer.err


def test_the_largest_is_a_setting(kept: Marg, tmp_path: Path):
    kept("config", "set", "document.limit", "1")
    answer = added(kept, tmp_path, "large.bin", bytes(1024 * 1024 + 1))
    assert (answer.code, "larger than 1 MB" in answer.err) == (5, True)
    assert added(kept, tmp_path, "just.bin", bytes(1024 * 1024)).code == 0
    assert [document["ref"] for document in documents(kept)] == ["F1", "F2"]


def test_a_case_with_a_document_is_not_removed_by_mistake(kept: Marg):
    answer = kept("case", "remove", "M26-001", "--yes")
    assert (answer.code, "1 document" in answer.err) == (5, True)


def test_its_history_says_when_it_came_and_went(kept: Marg):
    kept("document", "remove", "F1")
    told = kept("case", "history", "M26-001").out
    assert "document F1 added" in told
    assert "document F1 removed" in told
    assert "a letter about" not in told


def test_a_whole_register_with_documents_goes_out_and_comes_back(kept: Marg, tmp_path: Path):
    out = tmp_path / "all.json"
    kept("document", "edit", "F1", "--only-for", "POL")
    kept("export", "--reason", "x", "--out", str(out))
    before = json.loads(out.read_text())
    (document,) = before["cases"][0]["documents"]
    assert b64decode(document["content"]) == LETTER
    assert kept("import", str(out), "--format", "json").json["changed"] == 0
    assert kept("document", "remove", "F1", "--for-good", "--yes").code == 0
    assert kept("import", str(out)).code == 0
    after = kept("export", "--reason", "x", "--out", "-").json
    assert but_exports(after) == before
    assert saved(kept, tmp_path / "back").code == 0


def test_an_export_without_documents_comes_back_without_them_and_says_so(
    kept: Marg, tmp_path: Path
):
    out = tmp_path / "all.json"
    kept("export", "--reason", "x", "--out", str(out), "--without-documents")
    assert json.loads(out.read_text())["cases"][0]["documents"][0]["content"] is None
    kept("document", "remove", "F1", "--for-good", "--yes")
    answer = kept("import", str(out))
    assert answer.code == 0
    assert "F1 comes without its content" in answer.out
    assert documents(kept) == []


def test_a_document_changed_on_its_way_is_not_taken(kept: Marg, tmp_path: Path):
    out = tmp_path / "all.json"
    kept("export", "--reason", "x", "--out", str(out))
    out.write_text(out.read_text().replace(documents(kept)[0]["sha256"][:9], "0" * 9))  # type: ignore[index]
    answer = kept("import", str(out))
    assert answer.code == 2
    assert "is not what its size and SHA-256 say" in answer.out


def test_a_backup_brings_documents_back(kept: Marg, tmp_path: Path):
    assert kept("register", "backup", str(tmp_path / "one.backup")).code == 0
    kept("document", "remove", "F1", "--for-good", "--yes")
    assert kept("register", "restore", str(tmp_path / "one.backup"), "--yes").code == 0
    assert saved(kept, tmp_path / "out").code == 0


@pytest.mark.usefixtures("kept")
def test_twenty_megabytes_pass_without_standing_in_memory(place: Place, tmp_path: Path):
    large = tmp_path / "large.bin"
    large.write_bytes(b"MZ" + bytes(24 * 1024 * 1024))
    program = (
        "import os, resource, sys; from marg_cli.cli.app import run;"
        "code = run(sys.argv[1:], os.environ);"
        "print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for arguments in (["list", "M26-001"], ["add", "M26-001", str(large)],
                      ["save", "F2", "--out", str(tmp_path / "out.bin")]):  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-c", program, "document", *arguments],
            env={**place.environ, "PATH": "/usr/bin", "HOME": str(tmp_path)},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        code, peak = ran.stdout.split()[-2:]
        assert code == "0"
        peaks.append(int(peak) // 1024)
    assert (tmp_path / "out.bin").read_bytes() == large.read_bytes()
    assert max(peaks) - peaks[0] < 12, peaks


def test_a_document_that_lost_a_part_is_found_and_not_given_out(
    kept: Marg, place: Place, tmp_path: Path
):
    opened = unlock(inspect(place.folder), IdentityFile(place.identity))
    opened.connection.execute("DELETE FROM document_part WHERE document = 1 AND part = 1")
    opened.connection.close()
    answer = kept("register", "check")
    assert answer.code == 3
    assert "The content of document F1 is not whole." in answer.out
    assert saved(kept, tmp_path / "out").code == 14
    assert list((tmp_path / "out").iterdir()) == []
