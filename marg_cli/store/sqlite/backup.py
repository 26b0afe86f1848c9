"""Write a backup: one file that was opened and read whole before it got its name.

The register's pages are copied as they lie on disk, encrypted, while a read lock keeps anybody
from changing them: no key is needed for the copy, and a page that is damaged is found when the
copy is proven.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, NamedTuple

from marg_cli.errors import Busy, Damaged, NotWritable, OutputExists, UsageRefused
from marg_cli.store.disk import writing
from marg_cli.store.sqlite.archive import ALWAYS, CHUNK, HOLDERS, TEMPLATES, Seen, belongs, pack
from marg_cli.store.sqlite.archive import unpack as unpacked_into
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder
from marg_cli.store.sqlite.proven import Proven
from marg_cli.store.workroom import see_named, workroom

WHAT = "The backup"
ANOTHER_DISK = "Do not rely on it. Write another one, to another disk."

Prove = Callable[[Path], Proven]
"""Opens the register in a folder with what the person showed, and reads all of it."""


class Written(NamedTuple):
    """A file that stands: its size in bytes and its SHA-256."""

    size: int
    sha256: str


def check_place(file: Path, folder: Folder, *, force: bool) -> None:
    """See that a backup may be written there.

    Raises OutputExists unless *force*, UsageRefused for a folder or a place inside the register's,
    and NotWritable where its folder is missing.
    """
    if file.is_dir():
        raise UsageRefused(
            "That is a folder.", "Name a file in it, such as netherwick-2026-11-23.margbackup."
        )
    if file.resolve().is_relative_to(folder.path.resolve()):
        raise UsageRefused(
            "A backup inside the register's own folder would be lost with it.",
            "Give another folder, best of all on another disk.",
        )
    if not force and os.path.lexists(file):
        raise _exists(file)
    if not file.parent.is_dir():
        raise NotWritable(f"{WHAT} could not be written: there is no such folder.")


def write_backup(
    db: Database, folder: Folder, file: Path, *, force: bool, prove: Prove, seen: Seen
) -> Written:
    """Write the register's folder to one file, whole or not at all, mode 0600.

    Raises Damaged when what was copied is not sound, Busy when the register was put in place anew
    meanwhile, OutputExists and NotWritable; then there is no file.
    """
    with workroom(file.absolute().parent, ".margbackup-", WHAT) as room:
        part = room / "backup"
        with writing(WHAT), part.open("xb") as archive:
            part.chmod(0o600)
            head = _copy(db, folder, archive, seen)
            archive.flush()
            os.fsync(archive.fileno())
        _prove(part, room / "copy", head, prove, seen)
        written = Written(part.stat().st_size, _sha256(part))
        with writing(WHAT):
            _give_name(part, file, force=force)
        see_named(file.parent, "The backup was written", ANOTHER_DISK)
        return written


def _copy(db: Database, folder: Folder, archive: IO[bytes], seen: Seen) -> tuple[int, str]:
    """Pack the folder while nobody can change it; answers where the audit in it ends."""
    with ExitStack() as files:
        # Opened before the lock and closed after it: closing a file drops all locks on it.
        parts = [(name, files.enter_context(path.open("rb"))) for name, path in _parts(folder)]
        files.callback(db.roll_back)
        db.begin_reading()
        head = Audit(db).head()
        pack(archive, parts, seen)
    return head


def _parts(folder: Folder) -> Iterator[tuple[str, Path]]:
    """What belongs into a backup, by its name there; the key before what it opens."""
    yield from ((name, folder.path / name) for name in ALWAYS)
    others = [*(folder.path / HOLDERS).glob("*"), *(folder.path / TEMPLATES).rglob("*")]
    for path in sorted(others):
        name = path.relative_to(folder.path).as_posix()
        if belongs(name) and path.is_file() and not path.is_symlink():
            yield name, path


def _prove(part: Path, copy: Path, head: tuple[int, str], prove: Prove, seen: Seen) -> None:
    with writing(WHAT):
        copy.mkdir(mode=0o700)
    try:
        unpacked_into(part, copy, seen)
        found = prove(copy)
    except Damaged as damage:
        raise Damaged(
            "What was copied is damaged, so no backup was written.",
            "See what is wrong with: marg register check    and keep the backups you have.",
        ) from damage
    except NotWritable as refusal:
        raise NotWritable(refusal.message.replace("What is in the backup", WHAT)) from refusal
    if (found.seq, found.hash) != head:
        raise Busy("The register was put in place anew meanwhile, so no backup was written.")


def _give_name(part: Path, file: Path, *, force: bool) -> None:
    """Give the finished file its name; a link fails where a rename would overwrite."""
    if force:
        part.replace(file)
        return
    try:
        os.link(part, file)
    except FileExistsError as error:
        raise _exists(file) from error
    except OSError as error:  # a stick's file system may know no links
        if os.path.lexists(file):
            raise _exists(file) from error
        part.rename(file)


def _sha256(file: Path) -> str:
    from hashlib import sha256

    digest = sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _exists(file: Path) -> OutputExists:
    return OutputExists(
        f"{file.name} is there already and was not overwritten.",
        "Give another name, or overwrite it with --force.",
    )
