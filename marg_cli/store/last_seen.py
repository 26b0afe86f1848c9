"""The last change this machine saw of a register: so that an older copy put back is noticed.

One small file for each register, outside its folder: the number and hash of a row of the audit,
nothing else. It is a help and no lock: where it is missing or cannot be written, nobody is told.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

OLDER = (
    "This register is an older copy, or went another way: change #{seq}, the last seen on this "
    "computer, is not in its audit. After bringing back a backup that is as it should be, and "
    "your next change ends this warning. Else keep this copy, and ask the other key holders who "
    "put it there before anything is changed."
)
LARGEST, DIGITS, HASH_DIGITS = 128, 15, 64
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


class LastSeen:
    """What this machine remembers of one register; without a *file* it remembers nothing."""

    __slots__ = ("_file",)

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def missing(self, hash_of: Callable[[int], str | None]) -> str | None:
        """A sentence where the last change seen here is not in the register's audit.

        *hash_of* answers the hash of the audit's row of a number. The file is read first: what
        another command writes meanwhile is in the register before it is in the file.
        """
        seen = self._read()
        if seen is None or hash_of(seen[0]) == seen[1]:
            return None
        return OLDER.format(seq=seen[0])

    def remember(self, seq: int, row_hash: str) -> None:
        """Remember a change that stands, in one step and for its owner's eyes only."""
        if self._file is None:
            return
        fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            try:
                with os.fdopen(_opened(fresh), "wb", buffering=0) as file:
                    file.write(f"#{seq} {row_hash}\n".encode())
                fresh.replace(self._file)
            except BaseException:
                fresh.unlink(missing_ok=True)  # else what went wrong would be lost, Ctrl-C too
                raise

    def _read(self) -> tuple[int, str] | None:
        """The row's number and hash; anything but a whole file counts as none."""
        if self._file is None:
            return None
        try:
            with self._file.open("rb", buffering=0) as file:
                seq, row_hash = file.read(LARGEST).decode("ascii").split()
        except (OSError, ValueError):
            return None
        number = seq.removeprefix("#")
        whole = number.isdecimal() and len(number) <= DIGITS and len(row_hash) == HASH_DIGITS
        return (int(number), row_hash) if whole else None


def _opened(fresh: Path) -> int:
    try:
        return os.open(fresh, _NEW, 0o600)
    except FileNotFoundError:
        fresh.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(fresh, _NEW, 0o600)


NOTHING_SEEN = LastSeen(None)
