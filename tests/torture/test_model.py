"""The instruments themselves: a torture that breaks nothing proves nothing."""

from collections.abc import Callable

import pytest

from benchmarks.torture.disk import SECTOR, Disk, Names
from benchmarks.torture.recording import (
    ROOT_FOLDER,
    Acknowledged,
    FolderSynced,
    Made,
    Renamed,
    Step,
    Synced,
    Unlinked,
    Written,
)
from benchmarks.torture.spoiling import WAYS, Lot

CONTENT = b"a" * SECTOR + b"b" * SECTOR
SAFE = (
    Made(ROOT_FOLDER, "file", 1),
    Written(1, 0, CONTENT),
    Synced(1),
    FolderSynced(ROOT_FOLDER),
)


def seen(*steps: Step) -> set[tuple[tuple[str, bytes], ...]]:
    """Every state that a power cut after these steps leaves."""
    disk = Disk()
    for step in steps:
        disk.take(step)
    lot = Lot(1)
    states = set()
    for _ in range(400):
        names, files = disk.after_power_loss(lot)
        paths = sorted((_path(names, at), files[made.file]) for at, made in names.items())
        states.add(tuple(paths))
    return states


def _path(names: Names, at: tuple[int, str]) -> str:
    """The way to a name from the folder that is watched; `?` where a folder on it is lost."""
    folder, name = at
    if folder == ROOT_FOLDER:
        return name
    above = [one for one, made in names.items() if made.file == folder and made.is_folder]
    return f"{_path(names, above[0])}/{name}" if above else f"?/{name}"


def test_what_was_synced_with_its_folder_is_always_there() -> None:
    assert seen(*SAFE) == {(("file", CONTENT),)}


def test_a_name_whose_folder_was_not_synced_may_be_gone() -> None:
    assert seen(*SAFE[:3]) == {(), (("file", CONTENT),)}


def test_of_a_write_that_was_not_synced_any_sector_may_be_missing() -> None:
    first, second = CONTENT[:SECTOR], CONTENT[SECTOR:]
    new = b"c" * SECTOR
    contents = {files[0][1] for files in seen(*SAFE, Written(1, 0, new * 2))}
    assert contents == {first + second, new + second, first + new, new + new}


def test_a_file_that_was_growing_may_end_in_rubbish() -> None:
    longer = {files[0][1] for files in seen(*SAFE, Written(1, 2 * SECTOR, b"c" * SECTOR))}
    ends = {content[2 * SECTOR :] for content in longer}
    assert {b"", b"c" * SECTOR, bytes(SECTOR)} < ends


def test_a_name_removed_or_renamed_may_be_back() -> None:
    assert seen(*SAFE, Unlinked(ROOT_FOLDER, "file")) == {(), (("file", CONTENT),)}
    moved = Renamed(ROOT_FOLDER, "other", (ROOT_FOLDER, "file"), 1, is_folder=False)
    assert {files[0][0] for files in seen(*SAFE, moved)} == {"file", "other"}
    assert {files[0][0] for files in seen(*SAFE, moved, FolderSynced(ROOT_FOLDER))} == {"other"}


FOLDER = 7
IN_A_FOLDER = (*SAFE, Made(ROOT_FOLDER, "d", FOLDER, is_folder=True), FolderSynced(ROOT_FOLDER))


def paths(*steps: Step) -> set[tuple[str, ...]]:
    return {tuple(path for path, _ in state if path != "d") for state in seen(*steps)}


def test_what_is_renamed_into_a_folder_is_safe_there_once_that_folder_is() -> None:
    moved = Renamed(FOLDER, "file", (ROOT_FOLDER, "file"), 1, is_folder=False)
    assert paths(*IN_A_FOLDER, moved, FolderSynced(ROOT_FOLDER)) == {("file",), ("d/file",)}
    assert paths(*IN_A_FOLDER, moved, FolderSynced(FOLDER)) == {("d/file",)}


def test_a_folder_takes_what_is_in_it_along_when_it_is_renamed() -> None:
    linked = Made(FOLDER, "file", 1)
    renamed = Renamed(ROOT_FOLDER, "e", (ROOT_FOLDER, "d"), FOLDER, is_folder=True)
    steps = (*IN_A_FOLDER, linked, FolderSynced(FOLDER), renamed)
    assert paths(*steps, FolderSynced(ROOT_FOLDER)) == {("e", "e/file", "file")}
    assert paths(*steps) == {("d/file", "file"), ("e", "e/file", "file")}


def test_the_disk_knows_how_many_commands_were_acknowledged() -> None:
    disk = Disk()
    disk.take(Acknowledged(3))
    assert disk.acknowledged == 3


@pytest.mark.parametrize("spoil", WAYS)
def test_every_way_to_spoil_a_file_spoils_it(spoil: Callable[[bytearray, Lot], None]) -> None:
    lot = Lot(1)
    before = lot.randbytes(5 * 4096)
    contents = []
    for _ in range(5):
        content = bytearray(before)
        spoil(content, lot)
        contents.append(bytes(content))
    assert any(content != before for content in contents)
