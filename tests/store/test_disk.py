import errno
import os
from pathlib import Path

import pytest

from marg_cli.errors import CannotUnlock, NotWritable
from marg_cli.store import disk
from marg_cli.store.disk import create_file, read_file, read_private, replace_file, writing


@pytest.fixture
def no_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("no_umask")
@pytest.mark.parametrize("write", [create_file, replace_file])
def test_a_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path, write: object) -> None:
    assert callable(write)
    write(tmp_path / "file", b"content")
    assert mode_of(tmp_path / "file") == 0o600
    assert (tmp_path / "file").read_bytes() == b"content"


def test_a_file_that_is_there_is_not_created_over(tmp_path: Path) -> None:
    create_file(tmp_path / "file", b"first")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "file", b"second")
    assert (tmp_path / "file").read_bytes() == b"first"


def test_a_link_is_not_followed_when_creating(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "link", b"content")
    assert not (tmp_path / "elsewhere").exists()


def test_replacing_a_link_leaves_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    replace_file(tmp_path / "link", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"
    assert not (tmp_path / "link").is_symlink()


def test_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        read_file(tmp_path / "link")


@pytest.mark.parametrize("write", [create_file, replace_file])
@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_fault_while_writing_leaves_no_file_and_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object, step: str
) -> None:
    assert callable(write)
    path = tmp_path / "file"
    if write is replace_file:
        create_file(path, b"old")
    before = {part.name: part.read_bytes() for part in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "in the system's words")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(NotWritable, match=r"^file could not be written: the disk is full\.$"):
        write(path, b"new")
    assert {part.name: part.read_bytes() for part in tmp_path.iterdir()} == before


def test_a_file_that_cannot_take_its_place_is_not_left_lying_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_file(tmp_path / "file", b"old")

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in the system's words")

    monkeypatch.setattr(os, "replace", forbidden)
    with pytest.raises(NotWritable, match="you may not write there"):
        replace_file(tmp_path / "file", b"new")
    assert [part.read_bytes() for part in tmp_path.iterdir()] == [b"old"]


def test_a_file_is_safe_on_disk_before_it_takes_its_place_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def seen_fsync(descriptor: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{descriptor}").is_dir() else "file")
        fsync(descriptor)

    def seen_replace(old: str | Path, new: str | Path) -> None:
        steps.append("replace")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(os, "replace", seen_replace)
    replace_file(tmp_path / "file", b"content")
    assert steps == ["file", "replace", "folder"]


@pytest.mark.parametrize(
    "fault",
    [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENOENT],
)
def test_a_place_that_cannot_be_written_is_said_in_one_sentence(fault: int) -> None:
    with pytest.raises(NotWritable) as refused, writing("The copy"):
        raise OSError(fault, "in the system's words")
    assert refused.value.message.startswith("The copy could not be written: ")
    assert refused.value.message.count(".") == 1
    assert "system" not in refused.value.message
    assert refused.value.hint


def test_other_faults_of_the_system_pass_as_they_are() -> None:
    with pytest.raises(FileExistsError), writing("The copy"):
        raise FileExistsError(errno.EEXIST, "there already")


def test_a_full_disk_is_recognised_for_real() -> None:
    with pytest.raises(NotWritable, match="the disk is full"), writing("The copy"):
        Path("/dev/full").write_bytes(b"x")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o777])
def test_a_secret_file_open_to_others_is_refused_with_the_way_out(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"secret")
    path.chmod(mode)
    with pytest.raises(CannotUnlock, match="open to other users") as refused:
        read_private(path, "The secret file")
    assert "chmod 600" in refused.value.hint


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_secret_file_for_its_owner_alone_is_read(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"secret")
    path.chmod(mode)
    assert read_private(path, "The secret file") == b"secret"


@pytest.mark.parametrize("name", ["missing", "folder", "nul\0byte", "long" * 100])
def test_a_secret_file_that_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir(mode=0o700)
    with pytest.raises(CannotUnlock, match=r"^The secret file could not be read\.$"):
        read_private(tmp_path / name, "The secret file")


def test_a_file_too_large_to_be_a_secret_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "LARGEST", 8)
    create_file(tmp_path / "secret", b"123456789")
    with pytest.raises(CannotUnlock, match="could not be read"):
        read_private(tmp_path / "secret", "The secret file")
