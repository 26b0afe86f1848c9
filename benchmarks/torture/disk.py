"""A disk that keeps no more than it promised, so that its power can be cut.

What a file was given is safe once the file is synced, as POSIX has it: until then, of each write
any sectors of 512 bytes may be there and any not, and where the file grew, a missing sector is
zeros or rubbish. What happened to the names in a folder is safe once the folder is synced: until
then any number of the latest may be undone, in order, and what was renamed from one folder into
another stands in one of the two.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.torture.recording import (
    Acknowledged,
    Cut,
    FolderSynced,
    Made,
    Renamed,
    Step,
    Synced,
    Unlinked,
    Written,
)

SECTOR = 512
Name = Made | Unlinked | Renamed
Data = Written | Cut
Names = dict[tuple[int, str], Made]
"""What each name in each folder leads to."""


class Disk:
    """What is safe on the disk, and what may or may not be there."""

    def __init__(self) -> None:
        self._names: Names = {}
        self._files: dict[int, bytearray] = {}
        self._new_names: dict[int, list[Name]] = {}
        self._new_data: dict[int, list[Data]] = {}
        self.acknowledged = 0

    def take(self, step: Step) -> None:
        """Do one more step."""
        if isinstance(step, Acknowledged):
            self.acknowledged = step.commands
        elif isinstance(step, Written | Cut):
            self._new_data.setdefault(step.file, []).append(step)
        elif isinstance(step, Synced):
            content = self._files.setdefault(step.file, bytearray())
            for data in self._new_data.pop(step.file, []):
                _change(content, data)
        elif isinstance(step, FolderSynced):
            for name in self._new_names.pop(step.folder, []):
                _name(self._names, name)
        else:
            self._new_names.setdefault(step.folder, []).append(step)

    def after_power_loss(self, lot: random.Random) -> tuple[Names, dict[int, bytes]]:
        """Draw one state the disk may be found in: its names, and its files' content."""
        names = dict(self._names)
        for changes in self._new_names.values():
            for change in changes[: _how_many(lot, len(changes))]:
                _name(names, change)
        files = {}
        for each in names.values():
            safe = self._files.get(each.file, bytearray())
            unsafe = self._new_data.get(each.file, [])
            files[each.file] = bytes(_torn(safe, unsafe, lot)) if unsafe else bytes(safe)
        return names, files


def _how_many(lot: random.Random, most: int) -> int:
    return lot.choice((0, most, lot.randint(0, most)))


def _name(names: Names, change: Name) -> None:
    if isinstance(change, Made):
        names[change.folder, change.name] = change
    elif isinstance(change, Unlinked):
        names.pop((change.folder, change.name), None)
    else:
        names.pop(change.was, None)
        names[change.folder, change.name] = Made(
            change.folder, change.name, change.file, change.is_folder
        )


def _change(content: bytearray, change: Data) -> None:
    if isinstance(change, Cut):
        _lengthen(content, change.size, b"\0")
        del content[change.size :]
    else:
        _lengthen(content, change.at, b"\0")
        content[change.at : change.at + len(change.content)] = change.content


def _lengthen(content: bytearray, size: int, filling: bytes) -> None:
    content.extend(filling * (size - len(content)))


def _torn(safe: bytearray, changes: list[Data], lot: random.Random) -> bytearray:
    """Some of the sectors of some of the writes."""
    content = bytearray(safe)
    keep = lot.choice((0.0, 1.0, 0.5, 0.95, 0.05))
    for change in changes[: _how_many(lot, len(changes))]:
        if isinstance(change, Cut):
            if lot.random() < keep:
                _change(content, change)
            continue
        for start, piece in _sectors(change):
            if lot.random() < keep:
                _lengthen(content, start, b"\0")
                content[start : start + len(piece)] = piece
            elif lot.random() < keep:  # the file is longer, and nothing was put there
                missing = max(0, start + len(piece) - len(content))
                content.extend(lot.choice((bytes(missing), lot.randbytes(missing))))
    return content


def _sectors(change: Written) -> Iterator[tuple[int, bytes]]:
    at, content = change.at, change.content
    while content:
        room = SECTOR - at % SECTOR
        yield at, content[:room]
        at, content = at + room, content[room:]
