"""Files that hold secrets: written whole or not at all, for their owner's eyes only."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from marg_cli.errors import Busy, CannotUnlock, NotWritable

LARGEST = 1 << 20
OPEN_TO_OTHERS = 0o077

LOOK_AGAIN = 0.005
AWAY = 0.5
"""Seconds: between two tries for a lock, and for how long a folder may be on its way elsewhere."""

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NOT_ALLOWED = "you may not write there"
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "it grew larger than is allowed there",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "that disk may only be read",
    errno.EIO: "the disk reported a fault",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "a file is in the way of its folder",
    errno.ENAMETOOLONG: "the name is too long",
}


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn a full disk, a forbidden place and the like into NotWritable: "*what* could not …"."""
    try:
        yield
    except OSError as error:
        why = reason(error)
        if why is None:
            raise
        raise NotWritable(f"{what} could not be written: {why}.") from error


def reason(error: OSError) -> str | None:
    """Why something cannot be written, in plain words; None when it is about something else."""
    return _REASONS.get(error.errno or 0)


def create_file(path: Path, content: bytes) -> None:
    """Write a new file, mode 0600, and see it safe on disk.

    Raises FileExistsError (a link counts as existing) and NotWritable; then no file is left.
    """
    _write_new(path, content, path.name)
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of *path* in one step.

    Raises NotWritable, and Busy where Windows does not let go of the old one; then that one stays.
    """
    from marg_cli.store.renaming import rename

    fresh = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    _write_new(fresh, content, path.name)
    try:
        with writing(path.name):
            rename(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_file(path: Path) -> bytes:
    """Read a file that must not be a link. Raises OSError, also when it is one or is too large."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINKS | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        return _all_of(file.read(LARGEST + 1))


def read_private(path: Path, what: str) -> bytes:
    """Read a secret that somebody keeps in a file of their own.

    Raises CannotUnlock when it cannot be read, or when others on the machine could read it too.
    """
    try:
        with path.open("rb") as file:
            if sys.platform != "win32" and os.fstat(file.fileno()).st_mode & OPEN_TO_OTHERS:
                raise CannotUnlock(
                    f"{what} is open to other users of this machine.",
                    "Close it to everyone but you with: chmod 600 FILE",
                )
            return _all_of(file.read(LARGEST + 1))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise CannotUnlock(
            f"{what} could not be read.", "Check that the file is there and that you may read it."
        ) from error


def sync_folder(path: Path) -> None:
    """See a folder's list of names safe on disk. Raises NotWritable."""
    if sys.platform == "win32":  # has no such thing
        return
    with writing("The folder"):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def held(folder: Path, seconds: float, *, alone: bool = False) -> Iterator[bool]:
    """Hold the lock of a folder, together with others or *alone*, waiting up to so many seconds.

    Raises Busy. Where a system or a disk knows no such lock, nothing is held, and False answered.
    """
    descriptor = _locked(folder, seconds, alone=alone)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(folder: Path, seconds: float, *, alone: bool) -> int | None:
    if sys.platform == "win32":  # where what is open cannot be moved or replaced anyway
        return None
    from fcntl import LOCK_EX, LOCK_NB, LOCK_SH

    began = monotonic()
    while True:
        try:
            return _lock(folder, LOCK_NB | (LOCK_EX if alone else LOCK_SH))
        except (BlockingIOError, FileNotFoundError) as error:
            waited = monotonic() - began
            if isinstance(error, FileNotFoundError) and waited >= min(AWAY, seconds):
                return None
            if waited >= seconds:
                raise Busy("Another command is putting the register in place anew.") from error
        except OSError:
            return None
        sleep(LOOK_AGAIN)


def _lock(folder: Path, how: int) -> int:
    """Try once. Raises BlockingIOError too for a folder that was moved away in between."""
    from fcntl import flock

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        flock(descriptor, how)
        is_there = os.path.samestat(os.fstat(descriptor), folder.stat())
    except BaseException:
        os.close(descriptor)
        raise
    if not is_there:
        os.close(descriptor)
        raise BlockingIOError
    return descriptor


def _write_new(path: Path, content: bytes, what: str) -> None:
    with writing(what):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY
        descriptor = os.open(path, flags, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                _sync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _all_of(content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, "larger than any file of this kind")
    return content
