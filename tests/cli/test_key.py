from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marg_cli.store.disk import create_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.conftest import Marg, Place


def a_file(folder: Path, name: str, content: str) -> str:
    path = folder / name
    create_file(path, f"{content}\n".encode())
    return str(path)


@pytest.fixture
def ben(tmp_path: Path) -> tuple[str, str]:
    """Ben's public key, and the file he keeps the secret one in."""
    identity = new_identity()
    return public_key(identity), a_file(tmp_path, "ben.txt", identity.text())


def names(marg: Marg) -> list[str]:
    return [line["name"] for line in marg("key", "list", "--format", "json").json]


def test_the_list_names_everybody_the_register_is_sealed_to(marg: Marg):
    coordinator, recovery = marg("key", "list", "--format", "json").json
    assert (coordinator["kind"], recovery["kind"]) == ("holder", "recovery")
    assert coordinator["added_by"] == recovery["added_by"] == "coordinator"
    assert coordinator["public_key"].startswith(coordinator["fingerprint"].replace(" ", "")[:12])


def test_the_list_is_for_programs_too(marg: Marg):
    answer = marg("key", "list", "--format", "csv")
    assert answer.out.splitlines()[0] == "name,fingerprint,kind,since,added_by,public_key"


def test_whoever_is_added_by_a_public_key_opens_it(marg: Marg, ben: tuple[str, str]):
    answer = marg("key", "add", "ben", "--recipient", ben[0], "--yes")
    assert (answer.code, answer.out) == (0, "")
    assert "ben can open the register now" in answer.err
    assert marg("status", MARG_IDENTITY_FILE=ben[1]).code == 0
    rows = marg("audit", "list", "--format", "json").json
    assert ("coordinator", "key add", "ben") in [
        (r["holder"], r["command"], r["refs"]) for r in rows
    ]


def test_a_public_key_is_shown_and_not_taken_unconfirmed(marg: Marg, ben: tuple[str, str]):
    answer = marg("key", "add", "ben", "--recipient", ben[0])
    assert answer.code == 2
    assert ben[0] in answer.err
    assert "--yes" in answer.err
    assert names(marg) == ["coordinator", "recovery"]


@pytest.mark.parametrize("right", [True, False])
def test_the_last_characters_are_typed_as_the_other_reads_them(
    marg: Marg, ben: tuple[str, str], monkeypatch: pytest.MonkeyPatch, right: bool
):
    from marg_cli.cli.session import Session

    monkeypatch.setattr(Session, "may_ask", True)
    typed = f"{ben[0][-8:-4]} {ben[0][-4:].upper()}" if right else "qqqq qqqq"
    answer = marg("key", "add", "ben", "--recipient", ben[0], typed=f"{typed}\n")
    assert answer.code == (0 if right else 2)
    assert ("ben" in names(marg)) is right


def test_whoever_is_added_by_a_passphrase_opens_it_and_changes_it(
    marg: Marg, place: Place, tmp_path: Path
):
    first = a_file(tmp_path, "first", "four words of cleo")
    second = a_file(tmp_path, "second", "four other words of cleo")
    assert marg("key", "add", "cleo", MARG_NEW_PASSPHRASE_FILE=first).code == 0
    as_cleo: dict[str, Any] = {"MARG_IDENTITY_FILE": "", "MARG_HOLDER": "cleo"}
    before = (place.folder / "holders" / "cleo.age").read_bytes()
    changed = marg(
        "key", "passphrase", **as_cleo, MARG_PASSPHRASE_FILE=first, MARG_NEW_PASSPHRASE_FILE=second
    )
    assert changed.code == 0, changed.err
    assert marg("status", **as_cleo, MARG_PASSPHRASE_FILE=first).code == 12
    assert marg("status", **as_cleo, MARG_PASSPHRASE_FILE=second).code == 0
    assert before not in [file.read_bytes() for file in place.folder.rglob("*") if file.is_file()]


def test_a_key_in_a_file_has_no_passphrase_to_change(marg: Marg):
    answer = marg("key", "passphrase")
    assert answer.code == 5
    assert "MARG_IDENTITY_FILE" in answer.err


def test_a_new_passphrase_is_never_the_one_that_opens_the_register(marg: Marg):
    answer = marg("key", "add", "cleo")
    assert answer.code == 2
    assert "MARG_NEW_PASSPHRASE_FILE" in answer.err
    assert names(marg) == ["coordinator", "recovery"]


@pytest.mark.parametrize("name", ["Coordinator", "recovery", "../ben", ""])
def test_a_name_that_is_taken_or_none_is_refused(marg: Marg, ben: tuple[str, str], name: str):
    answer = marg("key", "add", name, "--recipient", ben[0], "--yes")
    assert answer.code in (2, 5)
    assert names(marg) == ["coordinator", "recovery"]


def test_one_key_goes_by_one_name(marg: Marg, ben: tuple[str, str]):
    assert marg("key", "add", "ben", "--recipient", ben[0], "--yes").code == 0
    answer = marg("key", "add", "benjamin", "--recipient", ben[0], "--yes")
    assert answer.code == 5
    assert "ben's already" in answer.err


def test_whoever_is_removed_is_locked_out_and_the_others_are_not(marg: Marg, ben: tuple[str, str]):
    marg("key", "add", "ben", "--recipient", ben[0], "--yes")
    answer = marg("key", "remove", "BEN", "--yes")
    assert answer.code == 0, answer.err
    assert "backups" in answer.err
    assert marg("status", MARG_IDENTITY_FILE=ben[1]).code == 12
    assert names(marg) == ["coordinator", "recovery"]
    assert marg("audit", "verify").code == 0


def test_removing_asks_first(marg: Marg, ben: tuple[str, str]):
    marg("key", "add", "ben", "--recipient", ben[0], "--yes")
    answer = marg("key", "remove", "ben")
    assert answer.code == 2
    assert "--yes" in answer.err
    assert "ben" in names(marg)


def test_removing_oneself_is_told_as_that(marg: Marg, ben: tuple[str, str]):
    marg("key", "add", "ben", "--recipient", ben[0], "--yes")
    assert "locked out" in marg("key", "remove", "ben", MARG_IDENTITY_FILE=ben[1]).err
    assert marg("key", "remove", "ben", "--yes", MARG_IDENTITY_FILE=ben[1]).code == 0
    assert names(marg) == ["coordinator", "recovery"]


@pytest.mark.parametrize(
    ("name", "code", "way_out"),
    [
        ("coordinator", 5, "marg key add"),
        ("recovery", 5, "marg key recovery"),
        ("nobody", 4, "marg key list"),
    ],
)
def test_what_cannot_be_removed_says_the_way_out(marg: Marg, name: str, code: int, way_out: str):
    answer = marg("key", "remove", name, "--yes")
    assert answer.code == code
    assert way_out in answer.err


def test_a_change_of_keys_is_not_undone_by_undo(marg: Marg, ben: tuple[str, str]):
    marg("key", "add", "ben", "--recipient", ben[0], "--yes")
    marg("undo")
    assert "ben" in names(marg)


def test_a_new_recovery_key_ends_the_one_before(marg: Marg, place: Place, tmp_path: Path):
    made = marg("key", "recovery", "--yes", "--format", "json")
    assert made.code == 0, made.err
    old = a_file(tmp_path, "old", place.recovery_key)
    new = a_file(tmp_path, "new", made.json["recovery_key"])
    assert marg("status", MARG_IDENTITY_FILE=old).code == 12
    assert marg("status", MARG_IDENTITY_FILE=new).code == 0
    assert marg("key", "recovery", "--test", "--file", old).code == 12
    tested = marg("key", "recovery", "--test", "--file", new, "--format", "json")
    assert (tested.code, tested.json["opens"]) == (0, True)


def test_a_new_recovery_key_is_shown_once_to_a_person(marg: Marg):
    answer = marg("key", "recovery", "--yes")
    heading, words = answer.out.splitlines()
    assert heading == "Recovery key"
    assert words.strip().startswith("AGE-SECRET-KEY-1")
    assert "envelope" in answer.err
    assert words.strip() not in json.dumps(marg("audit", "list", "--format", "json").json)


def test_testing_the_recovery_key_changes_nothing_but_the_audit(
    marg: Marg, place: Place, tmp_path: Path
):
    file = a_file(tmp_path, "envelope", place.recovery_key)
    before = (place.folder / "register.key.age").read_bytes()
    assert marg("key", "recovery", "--test", "--file", file).code == 0
    assert (place.folder / "register.key.age").read_bytes() == before
    last = marg("audit", "list", "--format", "json").json[-2:]
    assert "key recovery --test" in [row["command"] for row in last]


def test_a_recovery_key_may_be_typed_off_paper(
    marg: Marg, place: Place, monkeypatch: pytest.MonkeyPatch
):
    typed = place.recovery_key.lower()
    typed = " ".join(typed[at : at + 6] for at in range(0, len(typed), 6))
    monkeypatch.setattr("marg_cli.cli.passphrases.ask_hidden", lambda _: typed)
    assert marg("key", "recovery", "--test").code == 0


@pytest.mark.parametrize("words", ["", "correct horse", "AGE-SECRET-KEY-1QQQQ", "ä"])
def test_what_is_no_recovery_key_says_so_without_repeating_it(
    marg: Marg, monkeypatch: pytest.MonkeyPatch, words: str
):
    monkeypatch.setattr("marg_cli.cli.passphrases.ask_hidden", lambda _: words)
    answer = marg("key", "recovery", "--test")
    assert answer.code == 12
    assert "no recovery key" in answer.err
    assert not words or words not in answer.err


def test_a_key_holders_own_key_is_not_the_recovery_key(marg: Marg, place: Place):
    answer = marg("key", "recovery", "--test", "--file", str(place.identity))
    assert answer.code == 12
    assert "not the recovery key" in answer.err


def test_with_the_recovery_key_somebody_new_is_let_in(marg: Marg, place: Place, tmp_path: Path):
    envelope = a_file(tmp_path, "envelope", place.recovery_key)
    identity = new_identity()
    own = a_file(tmp_path, "dee", identity.text())
    let_in = ("key", "add", "dee", "--recipient", public_key(identity), "--yes")
    assert marg(*let_in, MARG_IDENTITY_FILE=envelope).code == 0
    assert marg("key", "remove", "coordinator", "--yes", MARG_IDENTITY_FILE=own).code == 0
    assert marg("status").code == 12


def test_a_secret_key_is_refused_where_a_public_one_is_wanted(marg: Marg):
    secret: Secret = new_identity()
    answer = marg("key", "add", "ben", "--recipient", secret.text(), "--yes")
    assert answer.code == 2
    assert secret.text() not in answer.err
