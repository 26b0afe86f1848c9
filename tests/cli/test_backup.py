from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.store import Clock
from tests.conftest import Marg, Place

LATER = "2026-12-01"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "netherwick.margbackup"


def test_a_backup_says_what_it_is_and_that_it_is_as_sensitive(marg: Marg, file: Path):
    head = marg("audit", "verify", "--format", "json").json["head"]
    answer = marg("register", "backup", str(file), "--format", "json")
    assert answer.code == 0
    assert answer.json["file"] == str(file)
    assert answer.json["size"] == file.stat().st_size
    assert len(answer.json["sha256"]) == 64
    assert answer.json["anchor"].split()[0] == f"#{int(head.split()[0][1:]) + 1}"
    assert "same passphrases and recovery key" in answer.err
    assert "as sensitive" in answer.err


def test_the_anchor_of_a_backup_is_found_in_the_register(marg: Marg, file: Path):
    anchor = marg("register", "backup", str(file), "--format", "json").json["anchor"]
    assert marg("audit", "verify", "--anchor", anchor).code == 0


def test_a_backup_is_in_the_audit_before_and_after(marg: Marg, file: Path):
    marg("register", "backup", str(file))
    rows = marg("audit", "list", "--format", "json").json
    told = [row["refs"].split()[0] for row in rows if row["command"] == "register backup"]
    assert told == ["begun", "written"]


def test_a_backup_there_already_is_exit_16_with_its_way_out(marg: Marg, file: Path):
    marg("register", "backup", str(file))
    answer = marg("register", "backup", str(file))
    assert (answer.code, "--force" in answer.err) == (16, True)
    assert marg("register", "backup", str(file), "--force").code == 0


def test_status_tells_of_a_backup_never_made_and_how_to_make_one(marg: Marg):
    answer = marg("status")
    assert "Last backup   never: marg register backup FILE" in answer.out
    assert "Recovery key  last tried never" in answer.out
    assert marg("status", "--format", "json").json["backup_due"] is True


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-11-23", "today\n"),
        ("2026-11-24", "yesterday\n"),
        ("2026-11-30", "7 days ago\n"),
        ("2026-12-01", "8 days ago: marg register backup FILE\n"),
    ],
)
def test_status_tells_how_old_the_last_backup_is(marg: Marg, file: Path, today: str, told: str):
    marg("register", "backup", str(file))
    assert f"Last backup   {told}" in marg("status", MARG_TODAY=today).out


def test_how_many_days_may_pass_is_the_groups_to_set(marg: Marg, file: Path):
    marg("register", "backup", str(file))
    marg("config", "set", "backup.days", "30")
    assert marg("status", "--format", "json", MARG_TODAY=LATER).json["backup_due"] is False


def test_status_tells_when_the_recovery_key_was_last_tried(marg: Marg, place: Place):
    clock = Clock(lambda: "2026-11-20T09:00:00Z", "2026-11-20")
    store = open_register(place.folder, IdentityFile(place.identity), clock=clock, warn=pytest.fail)
    with store.read("key recovery --test"):
        pass
    store.close()
    assert "Recovery key  last tried 3 days ago" in marg("status").out


def test_on_a_new_computer_the_register_comes_back(marg: Marg, file: Path, tmp_path: Path):
    marg("register", "backup", str(file))
    there = str(tmp_path / "laptop" / "register")
    answer = marg("register", "restore", str(file), "--format", "json", MARG_STORE=there)
    assert (answer.code, answer.json["store"], answer.json["aside"]) == (0, there, None)
    assert "The backup is sound." in answer.err
    assert marg("status", MARG_STORE=there).code == 0
    assert marg("register", "check", MARG_STORE=there).code == 0


def test_where_a_register_is_nobody_to_ask_changes_nothing(marg: Marg, place: Place, file: Path):
    marg("register", "backup", str(file))
    before = (place.folder / "register.db").read_bytes()
    answer = marg("register", "restore", str(file))
    assert (answer.code, "--yes" in answer.err) == (2, True)
    assert (place.folder / "register.db").read_bytes() == before


@pytest.mark.parametrize(("typed", "code"), [("register\n", 0), ("yes\n", 5), ("Register\n", 5)])
def test_the_name_of_the_register_that_is_there_has_to_be_typed(
    marg: Marg, file: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
):
    marg("register", "backup", str(file))
    monkeypatch.setattr("marg_cli.cli.session.Session.may_ask", property(lambda _: True))
    assert marg("register", "restore", str(file), typed=typed).code == code


def test_restoring_says_what_will_be_missing_and_where_the_old_one_is(
    marg: Marg, place: Place, file: Path
):
    marg("register", "backup", str(file))
    marg("config", "set", "meeting.venue", "Town Hall")
    answer = marg("register", "restore", str(file), "--yes")
    assert answer.code == 0
    assert "1 change made since will be missing from the register." in answer.err
    assert f"{place.folder}.before-restore-2026-11-23" in answer.out
    assert "Town Hall" not in marg("config", "show").out
    assert marg("status", MARG_STORE=f"{place.folder}.before-restore-2026-11-23").code == 0


def test_a_key_that_does_not_open_the_backup_is_exit_12(marg: Marg, place: Place, file: Path):
    marg("register", "backup", str(file))
    strange = place.folder.parent / "strange.txt"
    create_file(strange, f"{new_identity().text()}\n".encode())
    before = (place.folder / "register.db").read_bytes()
    answer = marg("register", "restore", str(file), "--yes", MARG_IDENTITY_FILE=str(strange))
    assert answer.code == 12
    assert (place.folder / "register.db").read_bytes() == before


def test_a_file_that_is_no_backup_is_exit_14(marg: Marg, place: Place):
    answer = marg("register", "restore", str(place.identity), "--yes")
    assert answer.code == 14
    assert "no backup" in answer.err
    assert "Traceback" not in answer.err


def test_the_recovery_key_brings_a_backup_back(marg: Marg, place: Place, file: Path):
    marg("register", "backup", str(file))
    recovery = place.folder.parent / "recovery.txt"
    create_file(recovery, f"{place.recovery_key}\n".encode())
    there = str(place.folder.parent / "laptop")
    answer = marg(
        "register", "restore", str(file), MARG_STORE=there, MARG_IDENTITY_FILE=str(recovery)
    )
    assert answer.code == 0


def test_a_backup_of_a_passphrase_is_proven_with_it_asked_for_once(
    marg: Marg, tmp_path: Path, file: Path
):
    phrase = tmp_path / "phrase.txt"
    create_file(phrase, b"correct horse battery staple\n")
    environ = {
        "MARG_STORE": str(tmp_path / "other"),
        "MARG_IDENTITY_FILE": "",
        "MARG_PASSPHRASE_FILE": str(phrase),
    }
    marg("init", "--group", "Glim", "--holder", "ann", "--sharing", "core", **environ)
    assert marg("register", "backup", str(file), **environ).code == 0
    there = environ | {"MARG_STORE": str(tmp_path / "laptop")}
    assert marg("register", "restore", str(file), **there).code == 0


@pytest.fixture
def ben(marg: Marg, tmp_path: Path) -> dict[str, str]:
    """A second key holder; the environment he gives commands in."""
    identity = new_identity()
    create_file(tmp_path / "ben.txt", f"{identity.text()}\n".encode())
    marg("key", "add", "ben", "--recipient", public_key(identity), "--yes")
    return {"MARG_IDENTITY_FILE": str(tmp_path / "ben.txt")}


def test_a_backup_from_before_somebody_was_let_go_is_said_to_let_them_in_again(
    marg: Marg, file: Path, ben: dict[str, str]
):
    assert "for those who are let go" in marg("register", "backup", str(file)).err
    removed = marg("key", "remove", "ben", "--yes")
    assert "one put back lets them in again" in removed.err
    assert marg("status", **ben).code == 12
    asked = marg("register", "restore", str(file))
    assert (asked.code, "Let go since, and let in again: ben." in asked.err) == (2, True)
    answer = marg("register", "restore", str(file), "--yes", "--format", "json")
    assert answer.json["let_in_again"] == ["ben"]
    assert "ben can open the register again. To end that: marg key remove ben" in answer.err
    assert marg("status", **ben).code == 0
    assert marg("key", "remove", "ben", "--yes").code == 0
    assert marg("status", **ben).code == 12


def test_a_backup_from_before_the_recovery_key_was_replaced_says_so(marg: Marg, file: Path):
    marg("register", "backup", str(file))
    marg("key", "recovery", "--yes")
    said = marg("register", "restore", str(file), "--yes").err
    assert "The recovery key was replaced since" in said
    assert "et go since" not in said


@pytest.mark.usefixtures("ben")
def test_on_a_new_computer_whom_a_backup_lets_in_is_said(marg: Marg, place: Place, file: Path):
    marg("register", "backup", str(file))
    marg("key", "remove", "ben", "--yes")
    there = str(place.folder.parent / "laptop")
    said = marg("register", "restore", str(file), MARG_STORE=there).err
    assert "held a key then: ben and coordinator" in said
    assert "marg key remove NAME" in said


@pytest.mark.usefixtures("ben")
def test_where_nobody_was_let_go_nothing_is_said_of_it(marg: Marg, file: Path):
    marg("register", "backup", str(file))
    answer = marg("register", "restore", str(file), "--yes", "--format", "json")
    assert answer.json["let_in_again"] == []
    assert "et go since" not in answer.err


def test_the_groups_own_wording_comes_back_with_the_register(marg: Marg, place: Place, file: Path):
    assert marg("template", "copy", "minutes", "--extend").code == 0
    own = place.folder / "templates" / "minutes.md.j2"
    house = place.folder / "templates" / "house" / "house.toml"
    house.parent.mkdir()
    house.write_text("# ours\n")
    before = own.read_bytes()
    marg("register", "backup", str(file))
    there = place.folder.parent / "laptop"
    marg("register", "restore", str(file), MARG_STORE=str(there))
    assert (there / "templates" / "minutes.md.j2").read_bytes() == before
    assert (there / "templates" / "house" / "house.toml").read_text() == "# ours\n"
    listed = marg("template", "list", "--format", "json", MARG_STORE=str(there)).json
    assert str(there / "templates" / "minutes.md.j2") in [line["file"] for line in listed]
