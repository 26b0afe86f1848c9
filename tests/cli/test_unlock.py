"""`marg unlock` and `marg lock`, with real agents."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.agent.client import holder_at
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.agent.conftest import has_ended, process_at, unlocked, where
from tests.cli.test_key import a_file
from tests.conftest import Answer, Marg, Place
from tests.leaks.seeded import found_in
from tests.terminal import answered
from tests.test_at_a_terminal import WORDS

__all__ = ["unlocked", "where"]

RUNTIME = "XDG_RUNTIME_DIR"
Call = Callable[..., Answer]


def runtime() -> dict[str, str]:
    return {RUNTIME: os.environ[RUNTIME]}


def test_the_next_commands_need_nothing(unlocked: Call):
    for arguments in (["status"], ["action", "overdue", "--no-input"], ["key", "list"]):
        answer = unlocked(*arguments)
        assert answer.code == 0, answer.err
        assert "assphrase" not in answer.err


def test_it_says_as_whom_for_how_long_and_how_to_end_it(marg: Marg):
    answer = marg("unlock", "--idle", "5", "--hours", "3", **runtime())
    assert (answer.code, answer.out) == (0, "")
    assert "Unlocked as coordinator. It locks itself 5 minutes after the last" in answer.err
    assert "marg lock" in answer.err
    marg("lock", **runtime())


def test_for_programs_it_answers_with_the_register_and_the_time(marg: Marg, place: Place):
    answer = marg("unlock", "--format", "json", **runtime())
    record = answer.json
    assert list(record) == ["store", "id", "holder", "idle_minutes", "until"]
    assert (record["holder"], record["idle_minutes"]) == ("coordinator", 10)
    assert record["store"] == str(place.folder)
    assert record["until"].endswith("Z")
    assert marg("lock", "--format", "json", **runtime()).json == {"locked": 1}


def test_lock_ends_it_at_once_and_the_next_command_asks(unlocked: Call, where: str):
    process = process_at(where)
    answer = unlocked("lock")
    assert answer.code == 0
    assert answer.err.startswith("Locked: 1 register.")
    assert not Path(where).exists()
    assert has_ended(process)
    answer = unlocked("status", "--no-input")
    assert answer.code != 0
    assert list(Path(where).parent.iterdir()) == []


def test_lock_where_nothing_is_unlocked_says_so(marg: Marg):
    answer = marg("lock", **runtime())
    assert (answer.code, answer.err) == (0, "Nothing was unlocked.\n")


def test_lock_needs_no_register(marg: Marg, tmp_path: Path):
    assert marg("lock", MARG_STORE=str(tmp_path / "none"), **runtime()).code == 0


def test_lock_ends_the_agent_of_every_register(unlocked: Call, marg: Marg, tmp_path: Path):
    key = a_file(tmp_path, "another.txt", new_identity().text())
    other = {"MARG_STORE": str(tmp_path / "other"), "MARG_IDENTITY_FILE": key, **runtime()}
    public = public_key(Secret(Path(key).read_bytes().strip()))
    start = ["init", "--group", "Other", "--holder", "ben", "--sharing", "core"]
    assert marg(*start, "--recipient", public, **other).code == 0
    assert marg("unlock", **other).code == 0
    other["MARG_IDENTITY_FILE"] = ""
    assert marg("status", **other).code == 0
    assert unlocked("status").code == 0
    assert unlocked("lock").err.startswith("Locked: 2 registers.")
    assert marg("status", "--no-input", **other).code != 0


def test_unlocking_stands_in_the_audit_and_so_does_who_used_it(unlocked: Call):
    unlocked("status")
    rows = unlocked("audit", "list", "--format", "json").json
    told = [(row["holder"], row["command"], row["refs"]) for row in rows]
    assert told[-2:] == [
        ("coordinator", "unlock", "idle=10 hours=12"),
        ("coordinator", "status", ""),
    ]


@pytest.mark.parametrize("option", [("--idle", "0"), ("--idle", "721"), ("--hours", "13")])
def test_no_longer_than_twelve_hours(marg: Marg, option: tuple[str, str]):
    assert marg("unlock", *option, **runtime()).code == 2


def test_what_is_named_comes_before_what_is_kept(unlocked: Call, tmp_path: Path):
    wrong = a_file(tmp_path, "wrong.txt", new_identity().text())
    answer = unlocked("status", MARG_IDENTITY_FILE=wrong)
    assert answer.code == 12
    assert unlocked("status", MARG_PASSPHRASE_FILE=str(tmp_path / "none")).code == 12
    assert unlocked("status").code == 0


def test_unlocking_while_something_is_named_says_that_it_comes_first(marg: Marg):
    answer = marg("unlock", **runtime())
    assert "While MARG_IDENTITY_FILE is set, commands use that" in answer.err
    marg("lock", **runtime())


def test_another_holders_name_is_not_answered_with_this_ones_key(unlocked: Call):
    assert unlocked("status", MARG_HOLDER="Coordinator").code == 0
    answer = unlocked("status", "--no-input", MARG_HOLDER="ben")
    assert answer.code == 12
    assert unlocked("status").code == 0


def test_unlocking_again_shows_the_key_again_and_takes_the_others_place(
    unlocked: Call, where: str, marg: Marg
):
    before = process_at(where)
    assert unlocked("unlock", "--no-input").code != 0
    assert marg("unlock", **runtime()).code == 0
    assert has_ended(before)
    assert unlocked("status").code == 0


def test_after_an_agent_was_killed_commands_go_on_as_before(unlocked: Call, where: str, marg: Marg):
    process = process_at(where)
    os.kill(process, signal.SIGKILL)
    assert has_ended(process)
    assert unlocked("status", "--no-input").code != 0
    assert marg("status", **runtime()).code == 0
    assert not Path(where).exists()


def test_it_stays_right_when_the_register_gets_a_new_key(unlocked: Call, where: str):
    assert unlocked("key", "recovery", "--yes").code == 0
    assert unlocked("status").code == 0
    assert holder_at(where) == "coordinator"


def test_a_holder_let_go_by_another_is_locked_out_and_told(
    unlocked: Call, where: str, marg: Marg, tmp_path: Path
):
    identity = new_identity()
    ben = a_file(tmp_path, "ben.txt", identity.text())
    assert unlocked("key", "add", "ben", "--recipient", public_key(identity), "--yes").code == 0
    process = process_at(where)
    assert marg("key", "remove", "coordinator", "--yes", MARG_IDENTITY_FILE=ben).code == 0
    answer = unlocked("status", "--no-input")
    assert "opens this register no longer. It is forgotten." in answer.err
    assert answer.code == 12
    assert has_ended(process)


def test_a_holder_who_removes_themselves_is_locked_out_at_once(unlocked: Call, where: str):
    identity = new_identity()
    assert unlocked("key", "add", "ben", "--recipient", public_key(identity), "--yes").code == 0
    answer = unlocked("key", "remove", "coordinator", "--yes")
    assert answer.code == 0
    assert "locked again" in answer.err
    assert not Path(where).exists()


def test_an_agent_goes_on_when_somebody_else_is_removed(unlocked: Call):
    identity = new_identity()
    assert unlocked("key", "add", "ben", "--recipient", public_key(identity), "--yes").code == 0
    assert "locked" not in unlocked("key", "remove", "ben", "--yes").err
    assert unlocked("status").code == 0


def test_it_holds_the_recovery_key_too_until_there_is_another(marg: Marg, place: Place):
    file = a_file(place.folder.parent, "recovery.txt", place.recovery_key)
    assert marg("unlock", MARG_IDENTITY_FILE=file, **runtime()).code == 0
    answer = marg("key", "recovery", "--yes", MARG_IDENTITY_FILE="", **runtime())
    assert answer.code == 0
    assert "locked again" in answer.err
    assert marg("status", "--no-input", MARG_IDENTITY_FILE="", **runtime()).code != 0


def test_a_file_of_several_keys_leaves_the_one_that_opens(marg: Marg, place: Place):
    keys = f"{new_identity().text()}\n{place.identity.read_text().strip()}"
    file = a_file(place.folder.parent, "several.txt", keys)
    assert marg("unlock", MARG_IDENTITY_FILE=file, **runtime()).code == 0
    assert marg("status", MARG_IDENTITY_FILE="", **runtime()).code == 0
    marg("lock", **runtime())


def test_a_backup_is_made_and_proven_with_it(unlocked: Call, tmp_path: Path):
    assert unlocked("register", "backup", str(tmp_path / "one.backup")).code == 0


def test_a_restore_asks_for_what_opens_the_backup(unlocked: Call, tmp_path: Path, place: Place):
    backup = str(tmp_path / "one.backup")
    assert unlocked("register", "backup", backup).code == 0
    assert unlocked("register", "restore", backup, "--yes", "--no-input").code != 0
    answer = unlocked(
        "register", "restore", backup, "--yes", MARG_IDENTITY_FILE=str(place.identity)
    )
    assert answer.code == 0, answer.err


def test_where_there_can_be_no_agent_the_shell_is_named(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("marg_cli.agent.starting.is_possible", lambda: False)
    answer = marg("unlock", **runtime())
    assert answer.code == 12
    assert "marg shell" in answer.err
    error = json.loads(marg("unlock", "--format", "json", **runtime()).err)["error"]
    assert (error["code"], error["exit"]) == ("cannot-unlock", 12)


def test_an_agent_that_cannot_be_ended_is_never_called_locked(
    unlocked: Call, where: str, monkeypatch: pytest.MonkeyPatch
):
    process = process_at(where)
    monkeypatch.setattr("marg_cli.agent.client.PATIENCE", 0.2)
    monkeypatch.setattr("marg_cli.agent.client.peer", lambda _: (0, os.geteuid()))
    os.kill(process, signal.SIGSTOP)
    answer = unlocked("lock")
    assert answer.code == 11
    assert "still unlocked" in answer.err
    monkeypatch.undo()
    os.kill(process, signal.SIGCONT)


def test_the_folder_of_the_socket_holds_no_byte_of_a_secret(
    unlocked: Call, where: str, place: Place
):
    unlocked("status")
    key = place.identity.read_text().strip()
    words = "\n".join(str(path) for path in Path(where).parent.rglob("*"))
    assert not [path for path in Path(where).parent.iterdir() if path.is_file()]
    assert found_in(words.encode(), [key, "coordinator", str(place.folder)]) == []


@pytest.fixture
def ann(marg: Marg, place: Place) -> dict[str, str]:
    """A holder with a passphrase, and what her commands are told."""
    file = a_file(place.folder.parent, "words", WORDS)
    assert marg("key", "add", "ann", MARG_NEW_PASSPHRASE_FILE=file).code == 0
    environ = {**place.environ, **runtime(), "MARG_HOLDER": "ann"}
    del environ["MARG_IDENTITY_FILE"]
    return environ


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], *words: str) -> str:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    status, screen = answered([sys.executable, "-m", "marg_cli", *words], WORDS)
    assert status == 0, screen
    return screen


def test_a_passphrase_is_typed_once_and_the_terminal_can_be_closed(
    ann: dict[str, str], monkeypatch: pytest.MonkeyPatch, marg: Marg, place: Place
):
    screen = at_a_terminal(monkeypatch, ann, "unlock")  # which waits until nobody holds it
    assert "Unlocked as ann" in " ".join(screen.split())
    nothing = {**ann, "MARG_IDENTITY_FILE": ""}
    assert marg("status", "--no-input", **nothing).code == 0
    new = a_file(place.folder.parent, "new", "five random words here instead")
    answer = marg("key", "passphrase", MARG_NEW_PASSPHRASE_FILE=new, **nothing)
    assert answer.code == 2, "the old passphrase is to be typed, agent or not"
    old = str(place.folder.parent / "words")
    answer = marg(
        "key", "passphrase", MARG_NEW_PASSPHRASE_FILE=new, MARG_PASSPHRASE_FILE=old, **nothing
    )
    assert answer.code == 0, answer.err
    assert "locked again" in answer.err
    assert marg("status", "--no-input", **nothing).code == 2
