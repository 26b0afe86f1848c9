"""Files are written whole or not at all, for their owner only, and never over another."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marg_cli.documents import writer
from marg_cli.documents.writer import file_name, write_all
from marg_cli.errors import Exit, NotWritable, OutputExists

DAY = date(2026, 12, 8)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def failing(error: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(error, os.strerror(error))

    return fail


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("OFFICIAL-SENSITIVE", "minutes", "", ".md"), "OFFICIAL-SENSITIVE_minutes_2026-12-08.md"),
        (
            ("OFFICIAL-SENSITIVE", "agenda", "chair", ".html"),
            "OFFICIAL-SENSITIVE_agenda_2026-12-08_chair.html",
        ),
        (("OFFICIAL", "minutes", "GLOW", ".txt"), "OFFICIAL_minutes_2026-12-08_GLOW.txt"),
        (
            ("OFFICIAL: Sensitive / [Personal]", "agenda", "M26-001", ".md"),
            "OFFICIAL-Sensitive-Personal_agenda_2026-12-08_M26-001.md",
        ),
        (("../../etc", "agenda", "..", ".md"), "etc_agenda_2026-12-08.md"),
        (("", "agenda", "", ".md"), "agenda_2026-12-08.md"),
        (("C:\\x\0\n", "agenda", "a b", ".md"), "C-x_agenda_2026-12-08_a-b.md"),
        (("é🏠", "agenda", "", ".md"), "agenda_2026-12-08.md"),
    ],
)
def test_a_file_is_named_by_marking_kind_day_and_reader(
    parts: tuple[str, str, str, str], name: str
) -> None:
    marking, kind, audience, suffix = parts
    assert file_name(marking, kind, DAY, audience, suffix) == name


def test_a_long_marking_is_cut() -> None:
    assert len(file_name("M" * 500, "agenda", DAY, "A" * 500, ".html")) < 200


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_all({path: b"words"})
    assert path.read_bytes() == b"words"
    assert mode(path) == 0o600
    assert names(tmp_path) == ["a.md"]


def test_missing_folders_are_made_for_their_owner_only(tmp_path: Path) -> None:
    write_all({tmp_path / "one" / "two" / "a.md": b"x"})
    assert mode(tmp_path / "one") == mode(tmp_path / "one" / "two") == 0o700


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    with pytest.raises(OutputExists, match=re.escape(str(path))) as caught:
        write_all({path: b"new"})
    assert caught.value.exit is Exit.OUTPUT_EXISTS
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


def test_force_replaces_a_file_and_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_all({path: b"new"}, force=True)
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600


@pytest.mark.parametrize("force", [False, True])
def test_a_symlink_is_never_written_through(tmp_path: Path, force: bool) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"theirs")
    link = tmp_path / "a.md"
    link.symlink_to(target)
    if force:
        write_all({link: b"new"}, force=True)
        assert not link.is_symlink()
    else:
        with pytest.raises(OutputExists):
            write_all({link: b"new"})
    assert target.read_bytes() == b"theirs"


def test_a_dangling_symlink_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputExists):
        write_all({tmp_path / "a.md": b"new"})
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    write = writer._write  # noqa: SLF001 - between the check and the name

    def write_and_be_overtaken(part: Path, content: bytes) -> None:
        write(part, content)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(writer, "_write", write_and_be_overtaken)
    with pytest.raises(OutputExists):
        write_all({path: b"new"})
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("step", ["open", "fsync", "link"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_failing_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int
) -> None:
    monkeypatch.setattr(os, step, failing(error))
    if step == "link":
        monkeypatch.setattr(Path, "replace", failing(error))
    path = tmp_path / "a.md"
    with pytest.raises(NotWritable, match=re.escape(str(path))) as caught:
        write_all({path: b"new"})
    assert caught.value.exit is Exit.NOT_WRITABLE
    monkeypatch.undo()
    assert names(tmp_path) == []


def test_a_file_system_without_links_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    write_all({tmp_path / "a.md": b"words"})
    assert (tmp_path / "a.md").read_bytes() == b"words"
    assert names(tmp_path) == ["a.md"]
    with pytest.raises(OutputExists):
        write_all({tmp_path / "a.md": b"new"})


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_make_folder", lambda _: None)
    monkeypatch.setattr(os, "open", failing(errno.ENOSPC))
    with pytest.raises(NotWritable, match="No space left on device"):
        write_all({Path("/nowhere/a.md"): b"x"})


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(NotWritable):
        write_all({tmp_path / "file" / "a.md": b"x"})


def test_a_folder_in_the_way_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OutputExists):
        write_all({tmp_path / "a.md": b"x"})
    with pytest.raises(NotWritable):
        write_all({tmp_path / "a.md": b"x"}, force=True)
    assert names(tmp_path) == ["a.md"]


def test_several_files_are_written_or_none(tmp_path: Path) -> None:
    files = {tmp_path / name: name.encode() for name in ("a.md", "b.txt", "c.html")}
    (tmp_path / "c.html").write_bytes(b"old")
    with pytest.raises(OutputExists, match=r"c\.html"):
        write_all(files)
    assert names(tmp_path) == ["c.html"]
    write_all(files, force=True)
    assert {path: path.read_bytes() for path in files} == files


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_an_interruption_takes_back_what_was_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    place = writer._place  # noqa: SLF001 - the last step

    def place_the_first_only(part: Path, path: Path, *, force: bool) -> None:
        if path.name != "a.md":
            raise interruption
        place(part, path, force=force)

    monkeypatch.setattr(writer, "_place", place_the_first_only)
    with pytest.raises((KeyboardInterrupt, NotWritable)):
        write_all({tmp_path / "a.md": b"a", tmp_path / "b.md": b"b"})
    assert names(tmp_path) == []
