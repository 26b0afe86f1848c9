"""A socket lies only where nobody but its user can come near it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from marg_cli.agent import place
from marg_cli.agent.place import every, found, is_ours_alone, make

ID = "0123456789abcdef" * 2
BASE_MODES = [0o701, 0o710, 0o750, 0o777, 0o1777]


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder as the system makes one for each user; nothing else on this machine counts."""
    with TemporaryDirectory(prefix="m") as folder:
        monkeypatch.setattr(place, "EVERYBODYS", "/nowhere")
        monkeypatch.setattr(place, "USERS", "/nowhere/{}")
        yield Path(folder)


def made_in(base: Path) -> str | None:
    return make({"XDG_RUNTIME_DIR": str(base)}, ID)


def listening_at(where: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.bind(where)
    return line


def test_a_socket_lies_in_the_users_runtime_folder_under_no_telling_name(base: Path):
    assert made_in(base) == f"{base}/marg/{ID[:16]}"
    assert (base / "marg").stat().st_mode & 0o777 == 0o700


def test_it_is_found_there_and_only_by_its_register(base: Path):
    environ = {"XDG_RUNTIME_DIR": str(base)}
    where = made_in(base)
    assert where is not None
    assert found(environ, ID) is None
    with listening_at(where):
        assert found(environ, ID) == where
        assert every(environ) == [where]
        assert found(environ, "f" * 32) is None


@pytest.mark.parametrize("mode", BASE_MODES)
def test_a_runtime_folder_others_can_enter_is_passed_over(base: Path, mode: int):
    base.chmod(mode)
    assert made_in(base) is None


@pytest.mark.parametrize("mode", BASE_MODES)
def test_a_folder_of_ours_others_can_enter_is_neither_used_nor_looked_into(base: Path, mode: int):
    where = made_in(base)
    assert where is not None
    with listening_at(where):
        (base / "marg").chmod(mode)
        assert made_in(base) is None
        assert found({"XDG_RUNTIME_DIR": str(base)}, ID) is None
        assert every({"XDG_RUNTIME_DIR": str(base)}) == []


def test_a_link_in_the_place_of_a_folder_is_not_followed(base: Path):
    (base / "elsewhere").mkdir(mode=0o700)
    (base / "marg").symlink_to(base / "elsewhere")
    assert made_in(base) is None
    (base / "linked").symlink_to(base / "elsewhere")
    assert made_in(base / "linked") is None


def test_a_file_in_the_place_of_the_folder_or_of_the_socket_is_left_alone(base: Path):
    (base / "marg").write_text("mine")
    assert made_in(base) is None
    (base / "marg").unlink()
    where = made_in(base)
    assert where is not None
    Path(where).write_text("mine")
    assert found({"XDG_RUNTIME_DIR": str(base)}, ID) is None
    assert Path(where).read_text() == "mine"


def test_a_folder_of_somebody_else_is_passed_over(base: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("marg_cli.agent.place.os.geteuid", lambda: 4_242)
    assert not is_ours_alone(str(base))
    assert made_in(base) is None


@pytest.mark.parametrize("named", ["", "relative/folder", "/no/such/folder", "/nul\0in/it"])
@pytest.mark.usefixtures("base")
def test_a_runtime_folder_that_is_none_is_passed_over(named: str):
    assert make({"XDG_RUNTIME_DIR": named}, ID) is None


def test_a_path_too_long_for_a_socket_is_passed_over(base: Path):
    long = base / ("l" * 90)
    long.mkdir(mode=0o700)
    assert made_in(long) is None


def test_without_a_runtime_folder_the_one_of_the_users_number_is_used(
    base: Path, monkeypatch: pytest.MonkeyPatch
):
    (base / str(os.geteuid())).mkdir(mode=0o700)
    monkeypatch.setattr(place, "USERS", f"{base}/{{}}")
    assert make({}, ID) == f"{base}/{os.geteuid()}/marg/{ID[:16]}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of root's")
def test_last_comes_everybodys_folder_where_nobody_can_rename_what_is_anothers(
    base: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(place, "EVERYBODYS", str(base))
    base.chmod(0o777)
    assert make({}, ID) is None
    base.chmod(0o1777)
    ours = base / f"marg-{os.geteuid()}"
    assert make({}, ID) == f"{ours}/{ID[:16]}"
    assert ours.stat().st_mode & 0o777 == 0o700
    ours.rmdir()
    ours.mkdir()
    os.chown(ours, 65_534, 65_534)  # somebody was there first
    assert make({}, ID) is None


def test_a_system_without_the_means_has_no_place(base: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.platform", "win32")
    assert made_in(base) is None
    assert every({"XDG_RUNTIME_DIR": str(base)}) == []
