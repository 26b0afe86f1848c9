"""The instruments themselves: a torture that breaks nothing proves nothing."""

from collections.abc import Callable

import pytest

from benchmarks.torture.disk import SECTOR, Disk
from benchmarks.torture.recording import (
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
SAFE = (Made("/d/file", 1), Written(1, 0, CONTENT), Synced(1), FolderSynced("/d"))


def seen(*steps: Step) -> set[tuple[tuple[str, bytes], ...]]:
    """Every state that a power cut after these steps leaves."""
    disk = Disk()
    for step in steps:
        disk.take(step)
    lot = Lot(1)
    states = set()
    for _ in range(400):
        names, files = disk.after_power_loss(lot)
        states.add(tuple((path, files[made.file]) for path, made in sorted(names.items())))
    return states


def test_what_was_synced_with_its_folder_is_always_there() -> None:
    assert seen(*SAFE) == {(("/d/file", CONTENT),)}


def test_a_name_whose_folder_was_not_synced_may_be_gone() -> None:
    assert seen(*SAFE[:3]) == {(), (("/d/file", CONTENT),)}


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
    assert seen(*SAFE, Unlinked("/d/file")) == {(), (("/d/file", CONTENT),)}
    moved = {files[0][0] for files in seen(*SAFE, Renamed("/d/file", "/d/other"))}
    assert moved == {"/d/file", "/d/other"}


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
