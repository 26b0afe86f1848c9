from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.torture.pages import PAGE
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.identities import new_identity, public_key, read_identities
from marg_cli.store.sqlite.unlock import open_register
from tests.conftest import Marg, Place


def test_info_names_no_person_and_says_how_much_there_is(marg: Marg, place: Place):
    info = marg("register", "info", "--format", "json").json
    assert (info["store"], info["holders"], info["cases"]) == (
        str(place.folder),
        ["coordinator"],
        0,
    )


def test_a_sound_register_is_said_to_be_sound(marg: Marg):
    answer = marg("register", "check", "--format", "json")
    assert (answer.code, answer.json) == (0, {"ok": True, "problems": []})


def test_a_check_of_a_sound_register_is_in_the_audit(marg: Marg):
    marg("register", "check")
    last = marg("audit", "list", "--format", "json").json[-1]
    assert (last["command"], last["refs"]) == ("register check", "sound")


def test_a_check_changes_no_byte_of_a_damaged_register(marg: Marg, place: Place):
    file = place.folder / "register.db"
    with closing(
        open_register(inspect(place.folder), IdentityFile(place.identity)).connection
    ) as db:
        ((page,),) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'risk'")
    content = bytearray(file.read_bytes())
    content[page * PAGE - 100] ^= 1
    file.write_bytes(content)
    answer = marg("register", "check")
    assert (answer.code, file.read_bytes()) == (3, bytes(content))
    assert "marg register restore FILE" in answer.out


def test_damage_that_lets_nothing_be_read_has_its_way_out_too(marg: Marg, place: Place):
    file = place.folder / "register.db"
    file.write_bytes(b"\0" * file.stat().st_size)
    answer = marg("register", "check")
    assert answer.code == 14
    assert "marg register restore FILE" in answer.err


def test_a_file_others_may_read_is_a_problem_with_its_way_out(marg: Marg, place: Place):
    (place.folder / "store.json").chmod(0o644)
    answer = marg("register", "check", "--format", "json")
    assert answer.code == 3
    assert "chmod" in answer.json["problems"][0]["mend"]
    assert not answer.json["problems"][0]["damage"]


def test_one_flipped_bit_is_damage_and_never_data(marg: Marg, place: Place):
    file = place.folder / "register.db"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    answer = marg("register", "check")
    assert answer.code == 14
    assert "damaged" in answer.err


def test_no_register_is_exit_10(marg: Marg, place: Place):
    answer = marg("status", MARG_STORE=str(place.folder / "nowhere"))
    assert answer.code == 10
    assert "marg init" in answer.err


def test_a_folder_that_is_no_register_says_so(marg: Marg, place: Place):
    answer = marg("status", MARG_STORE=str(place.folder / "holders"))
    assert answer.code == 10
    assert "not a register" in answer.err


def test_a_newer_register_is_exit_13(marg: Marg, place: Place):
    marker = place.folder / "store.json"
    newer = json.loads(marker.read_text()) | {"format": 99}
    marker.write_text(json.dumps(newer))
    assert marg("status").code == 13


def test_a_strange_key_is_exit_12(marg: Marg, place: Place):
    strange = place.folder.parent / "strange.txt"
    strange.write_text(f"{new_identity().text()}\n")
    strange.chmod(stat.S_IRUSR | stat.S_IWUSR)
    answer = marg("status", MARG_IDENTITY_FILE=str(strange))
    assert answer.code == 12


def test_the_recovery_key_opens_the_register(marg: Marg, place: Place):
    recovery = place.folder.parent / "recovery.txt"
    recovery.write_text(f"{place.recovery_key}\n")
    recovery.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert marg("status", MARG_IDENTITY_FILE=str(recovery)).code == 0


def test_a_plain_database_in_its_place_is_damage(marg: Marg, place: Place):
    file = place.folder / "register.db"
    file.unlink()
    with sqlite3.connect(file) as plain:
        plain.execute("CREATE TABLE case_record (ref TEXT)")
    plain.close()
    assert marg("status").code == 14


@pytest.mark.parametrize(
    ("name", "mode"), [("", 0o700), ("holders", 0o700), ("register.db", 0o600),
                       ("register.key.age", 0o600), ("store.json", 0o600)]
)  # fmt: skip
def test_nobody_else_on_the_machine_may_look(place: Place, name: str, mode: int):
    assert stat.S_IMODE((place.folder / name).stat().st_mode) == mode


def test_another_writer_is_exit_11(marg: Marg, place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(open_register.__kwdefaults__ or {}, "busy_seconds", 0.05)
    other = open_register(inspect(place.folder), IdentityFile(place.identity))
    other.connection.execute("BEGIN IMMEDIATE")
    answer = marg("status")
    other.connection.rollback()
    other.connection.close()
    assert answer.code == 11
    assert "Another command" in answer.err


def test_a_store_json_of_another_register_is_exit_14_and_a_finding(marg: Marg, place: Place):
    marker = place.folder / "store.json"
    right = marker.read_bytes()
    marker.write_text(json.dumps(json.loads(right) | {"id": "0" * 32}))
    answer = marg("status")
    assert (answer.code, "of another register" in answer.err) == (14, True)
    checked = marg("register", "check", "--format", "json")
    assert checked.code == 3
    (problem,) = checked.json["problems"]
    assert problem["mend"].endswith(right.decode().strip())
    marker.write_bytes(right)
    assert marg("register", "check").code == 0


@pytest.mark.parametrize("name", ["store.json", "register.db", "register.key.age"])
def test_a_part_of_another_register_is_refused_and_never_shown(
    marg: Marg, place: Place, tmp_path: Path, name: str
):
    other = str(tmp_path / "other")
    key = public_key(read_identities(place.identity)[0])
    start = ("init", "--group", "Elsewhere", "--holder", "ann", "--sharing", "core")
    assert marg(*start, "--recipient", key, MARG_STORE=other).code == 0
    shutil.copy(tmp_path / "other" / name, place.folder / name)
    answer = marg("config", "show")
    assert (answer.code, answer.out) == (14, "")
    assert "Elsewhere" not in answer.err
