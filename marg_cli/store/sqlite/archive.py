"""The file of a backup: an uncompressed ZIP archive of a register's folder, and nothing else.

What is personal in it is encrypted already, as it is in the folder. The standard `unzip` takes it
apart, so that it can be read without marg as long as the folder can.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from marg_cli.errors import Damaged, NotFound, UsageRefused
from marg_cli.store.disk import writing

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

ALWAYS = ("store.json", "register.key.age", "register.db")
HOLDERS, TEMPLATES = "holders", "templates"
"""The folders that may be in it: key holders' own keys, and the group's own wording."""

CHUNK = 1 << 20
DEEPEST = 8
NEVER_IN_A_NAME = frozenset('\\:*?"<>|')
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in it: when a key was added is nobody's business."""

WHAT = "What is in the backup"

Seen = Callable[[int], None]
"""Told how many megabytes are done."""


def pack(archive: IO[bytes], parts: Iterable[tuple[str, IO[bytes]]], seen: Seen) -> None:
    """Write an archive of named parts. Raises OSError."""
    from zipfile import ZipFile

    done = 0
    with ZipFile(archive, "w") as packed:
        for name, content in parts:
            with packed.open(_entry(name), "w", force_zip64=True) as entry:
                while chunk := content.read(CHUNK):
                    entry.write(chunk)
                    done += len(chunk)
                    seen(done // CHUNK)


def unpack(file: Path, folder: Path, seen: Seen) -> None:
    """Take a backup apart into an empty folder, and only what belongs into a register's.

    Raises NotFound where no file is, Damaged for one that is no backup, and NotWritable.
    """
    done = 0
    with _opened(file) as archive:
        for info in _allowed(archive, file.stat().st_size):
            target = folder.joinpath(*PurePosixPath(info.filename).parts)
            with writing(WHAT):
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            with writing(WHAT), os.fdopen(descriptor, "wb") as out, archive.open(info) as content:
                while chunk := _next(content):
                    done += len(chunk)
                    out.write(chunk)
                    seen(done // CHUNK)
                out.flush()
                os.fsync(out.fileno())
    (folder / HOLDERS).mkdir(mode=0o700, exist_ok=True)


def readable(file: Path) -> IO[bytes]:
    """Open a backup's file. Raises NotFound."""
    try:
        return file.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise NotFound(
            f"{file.name} cannot be read.", "Check the name, and that you may read the file."
        ) from error


def belongs(name: str) -> bool:
    """Whether something of that name belongs into a register's folder."""
    from marg_cli.store.sqlite.holder_name import holder_name

    if name in ALWAYS:
        return True
    first, *rest = name.split("/")
    if first == HOLDERS and len(rest) == 1 and rest[0].endswith(".age"):
        try:
            return holder_name(rest[0].removesuffix(".age")) == rest[0].removesuffix(".age")
        except UsageRefused:
            return False
    return first == TEMPLATES and 0 < len(rest) <= DEEPEST and all(map(_is_plain, rest))


_BINARY = getattr(os, "O_BINARY", 0)


def _is_plain(part: str) -> bool:
    return part.strip(" .") == part != "" and part.isprintable() and not NEVER_IN_A_NAME & {*part}


def _entry(name: str) -> ZipInfo:
    from zipfile import ZipInfo

    info = ZipInfo(name, EPOCH)
    info.create_system = 3  # whichever system wrote it, so that the same register is the same file
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    """Open an archive; whatever may be wrong with its inside is one refusal."""
    from struct import error as StructError  # noqa: N812 - it is an exception
    from zipfile import BadZipFile, ZipFile

    wrong = (BadZipFile, StructError, EOFError, ValueError, RuntimeError, OverflowError, OSError)
    try:
        with readable(file) as raw, ZipFile(raw) as archive:
            yield archive
    except wrong as error:  # NotImplementedError is a RuntimeError
        raise _no_backup() from error


def _next(content: IO[bytes]) -> bytes:
    """The next piece; that it cannot be read is about the backup, not about where it is put."""
    try:
        return content.read(CHUNK)
    except OSError as error:
        raise _no_backup() from error


def _allowed(archive: ZipFile, size: int) -> list[ZipInfo]:
    """Every entry, once all are known to belong there. Raises Damaged."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    sound = (
        len(names) == len({name.casefold() for name in names})
        and {*ALWAYS} <= {*names}
        and all(map(belongs, names))
        and all(entry.compress_type == 0 and not entry.flag_bits & 1 for entry in entries)
        and all(stat.S_ISREG(entry.external_attr >> 16) for entry in entries)
        and sum(entry.file_size for entry in entries) <= size
    )
    if not sound:
        raise _no_backup()
    return entries


def _no_backup() -> Damaged:
    return Damaged(
        "That file is no backup of a register, or it is damaged.",
        "Nothing was changed. Try an older backup, or another copy of this one.",
    )
