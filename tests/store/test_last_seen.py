from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from marg_cli.cli.app import run
from marg_cli.store.last_seen import LastSeen
from tests.conftest import Answer, Place

OLDER = "This register is an older copy"


class Machine:
    """A computer of its own: what it saw last of a register, and commands run on it."""

    def __init__(self, place: Place, state: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place = place
        self.state = state
        self.capsys = capsys

    def marg(self, *args: str) -> Answer:
        self.capsys.readouterr()
        code = run(args, {**self.place.environ, "XDG_STATE_HOME": str(self.state)})
        return Answer(code, *self.capsys.readouterr())

    def add(self, code: str) -> Answer:
        return self.marg("agency", "add", f"Agency {code}", "--code", code)

    @property
    def files(self) -> list[Path]:
        return sorted(path for path in self.state.rglob("*") if path.is_file())


@pytest.fixture
def machine(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Machine:
    return Machine(place, tmp_path / "state", capsys)


@pytest.fixture
def older(machine: Machine, tmp_path: Path) -> Path:
    """A copy of the register from before a change that this machine saw."""
    machine.add("GLOW")
    copy = tmp_path / "older"
    shutil.copytree(machine.place.folder, copy)
    machine.add("LAMP")
    return copy


def put_back(machine: Machine, copy: Path) -> None:
    shutil.rmtree(machine.place.folder)
    shutil.copytree(copy, machine.place.folder)


def test_an_older_copy_put_back_is_warned_of_until_the_next_change(machine: Machine, older: Path):
    assert OLDER not in machine.marg("agency", "list").err
    put_back(machine, older)
    for _ in range(2):
        answer = machine.marg("agency", "list", "--format", "json")
        assert (answer.code, [a["code"] for a in answer.json]) == (0, ["GLOW"])
        assert answer.err.startswith(f"{OLDER}, or went another way: change #3, ")
    assert OLDER in machine.add("EBB").err
    assert machine.marg("agency", "list").err == ""


def test_a_copy_that_went_another_way_is_warned_of(machine: Machine, older: Path, tmp_path: Path):
    put_back(machine, older)
    other = Machine(machine.place, tmp_path / "elsewhere", machine.capsys)
    for code in ("ONE", "TWO", "SIX"):
        assert OLDER not in other.add(code).err
    assert OLDER in machine.marg("agency", "list").err


def test_changes_made_on_another_machine_are_no_reason_to_warn(machine: Machine, tmp_path: Path):
    other = Machine(machine.place, tmp_path / "elsewhere", machine.capsys)
    machine.add("GLOW")
    other.add("LAMP")
    assert machine.marg("agency", "list").err == ""
    machine.add("EBB")
    assert other.marg("agency", "list").err == ""


def test_a_copy_that_is_only_missing_readings_is_not_warned_of(machine: Machine, tmp_path: Path):
    machine.add("GLOW")
    copy = tmp_path / "copy"
    shutil.copytree(machine.place.folder, copy)
    machine.marg("agency", "list")
    put_back(machine, copy)
    assert machine.marg("agency", "list").err == ""


def test_one_small_file_a_register_holds_a_number_and_a_hash(machine: Machine):
    machine.add("GLOW")
    (file,) = machine.files
    head = machine.marg("audit", "verify", "--anchor", file.read_text().strip())
    assert head.code == 0
    assert file.parent == machine.state / "marg"
    assert file.name == f"{machine.marg('register', 'info', '--format', 'json').json['id']}.seen"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_reading_writes_no_such_file(machine: Machine):
    machine.marg("agency", "list")
    assert machine.files == []
    machine.add("GLOW")
    before = machine.files[0].read_bytes()
    machine.marg("agency", "list")
    assert machine.files[0].read_bytes() == before


def test_a_change_that_is_refused_is_not_remembered(machine: Machine):
    machine.add("GLOW")
    before = machine.files[0].read_bytes()
    assert machine.add("GLOW").code != 0
    assert machine.files[0].read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"#4",
        b"\x00" * 70,
        b"\xff\xfe",
        b"#4 short",
        b"#x " + b"0" * 64,
        b"#" + b"9" * 40 + b" " + b"0" * 64,
        b"#-1 " + b"0" * 64,
        b"a" * 10_000_000,
    ],
)
def test_a_file_that_is_not_whole_counts_as_none(machine: Machine, content: bytes):
    machine.add("GLOW")
    machine.files[0].write_bytes(content)
    answer = machine.marg("agency", "list")
    assert (answer.code, answer.err) == (0, "")


def test_where_nothing_can_be_remembered_nothing_is_said(machine: Machine):
    machine.state.write_text("a file is in the way of the folder")
    assert machine.add("GLOW").code == 0
    assert "state" not in machine.marg("agency", "list").err


def test_without_a_home_nothing_is_remembered(place: Place, capsys: pytest.CaptureFixture[str]):
    assert run(["agency", "add", "Glow", "--code", "GLOW"], place.environ) == 0
    assert OLDER not in capsys.readouterr().err


def test_what_a_killed_command_left_behind_is_in_nobodys_way(tmp_path: Path):
    file = tmp_path / "id.seen"
    file.with_name(f"id.seen.{os.getpid()}").write_text("half")
    for seq in (1, 2):
        LastSeen(file).remember(seq, "0" * 64)
    assert list(tmp_path.iterdir()) == [file]
    assert LastSeen(file).missing({2: "0" * 64}.get) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("state", ["/somewhere/state", ""])
def test_it_lies_where_the_system_keeps_such_files(state: str, monkeypatch: pytest.MonkeyPatch):
    from marg_cli.cli.session import Session

    monkeypatch.setenv("XDG_STATE_HOME", state)
    doors: Any = None  # none of them is opened
    session = Session(os.environ, doors)
    assert session.state_folder == platformdirs.user_state_path("marg", appauthor=False)
