from __future__ import annotations

import os
from pathlib import Path

from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.conftest import Marg

GROUP = ["init", "--group", "Netherwick", "--holder", "coordinator", "--sharing", "core"]


def key() -> str:
    return public_key(new_identity())


def test_a_register_is_made_with_its_recovery_key_shown_once(marg: Marg, tmp_path: Path):
    answer = marg(
        *GROUP, "--recipient", key(), "--format", "json", MARG_STORE=str(tmp_path / "new")
    )
    assert answer.code == 0
    assert list(answer.json) == ["store", "id", "holder", "recovery_key"]
    assert answer.json["recovery_key"].startswith("AGE-SECRET-KEY-1")


def test_the_recovery_key_is_nowhere_on_disk(marg: Marg, tmp_path: Path):
    place = tmp_path / "new"
    secret = marg(*GROUP, "--recipient", key(), "--format", "json", MARG_STORE=str(place)).json
    for file in place.rglob("*"):
        if file.is_file():
            assert secret["recovery_key"].encode() not in file.read_bytes()


def test_a_passphrase_file_opens_what_it_made_and_another_does_not(marg: Marg, tmp_path: Path):
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    for file, words in ((right, "four random words here"), (wrong, "four other words here")):
        file.write_text(f"{words}\n")
        file.chmod(0o600)
    there = {"MARG_STORE": str(tmp_path / "new"), "MARG_IDENTITY_FILE": ""}
    assert marg(*GROUP, **there, MARG_PASSPHRASE_FILE=str(right)).code == 0
    assert marg("status", **there, MARG_PASSPHRASE_FILE=str(right)).code == 0
    answer = marg("status", **there, MARG_PASSPHRASE_FILE=str(wrong))
    assert answer.code == 12
    assert "passphrase" in answer.err.casefold()


def test_there_is_no_silent_sharing_policy(marg: Marg, tmp_path: Path):
    answer = marg(*GROUP[:-2], "--recipient", key(), MARG_STORE=str(tmp_path / "new"))
    assert answer.code == 2
    assert "--sharing" in answer.err
    assert not (tmp_path / "new").exists()


def test_a_register_is_never_made_over_another(marg: Marg):
    answer = marg(*GROUP, "--recipient", key())
    assert answer.code == 16
    assert "already" in answer.err


def test_a_place_that_cannot_be_written_is_exit_17(marg: Marg):
    answer = marg(*GROUP, "--recipient", key(), MARG_STORE="/proc/marg")
    assert answer.code == 17


def test_what_is_typed_cannot_be_found_in_the_files(marg: Marg, tmp_path: Path):
    needle = "Quillfeather"
    csv = tmp_path / "agencies.csv"
    csv.write_text(f"code,name\nGLOW,{needle}\n")
    assert marg("import", str(csv)).code == 0
    csv.unlink()
    for folder, _, files in os.walk(tmp_path):
        for file in files:
            content = (Path(folder) / file).read_bytes()
            for form in (needle, needle.lower()):
                assert form.encode() not in content
                assert form.encode("utf-16-le") not in content


def test_help_needs_no_register_and_no_passphrase(marg: Marg):
    answer = marg("--help", MARG_STORE="/nowhere", MARG_IDENTITY_FILE="")
    assert answer.code == 0
    assert "attendance" in answer.out


def test_marg_alone_without_a_register_says_how_to_start(marg: Marg):
    answer = marg(MARG_STORE="/nowhere")
    assert answer.code == 0
    assert "marg init" in answer.out
