"""The register's folder: what lies in it under which name, and whether it is one at all."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from marg_cli.errors import CannotUnlock, Damaged, NoRegister, RegisterExists, UsageRefused
from marg_cli.store.disk import create_file, sync_folder, writing
from marg_cli.store.sqlite.marker import marker, read_marker


class Folder:
    """One register's folder, and the paths in it."""

    __slots__ = ("database", "holders_folder", "id", "key_file", "marker", "path", "successor")

    def __init__(self, path: Path, store_id: str) -> None:
        self.path = path
        self.id = store_id
        self.database = path / "register.db"
        self.successor = path / "register.db.new"
        self.key_file = path / "register.key.age"
        self.holders_folder = path / "holders"
        self.marker = path / "store.json"

    def holder_file(self, name: str) -> Path:
        """Where *name*'s own key lies. Raises UsageRefused for what cannot be a file's name."""
        from marg_cli.store.sqlite.holder_name import holder_name

        return self.holders_folder / f"{holder_name(name)}.age"

    def holders(self) -> list[str]:
        """Who has a key sealed under a passphrase here, in order of their names."""
        from marg_cli.store.sqlite.holder_name import holder_name

        names = []
        with suppress(OSError):
            for file in self.holders_folder.glob("[!.]*.age"):
                with suppress(UsageRefused):  # a stray file, put there by other hands
                    names.append(holder_name(file.stem))
        return sorted(names)


def inspect(path: Path) -> Folder:
    """Look at a folder from outside, without any key.

    Raises NoRegister, NewerVersion, Damaged when a part is missing, UsageRefused for a symbolic
    link, and CannotUnlock where the files may not be read.
    """
    path = path.absolute()
    if not _is_folder(path):
        _finish_restore(path)
    if not _is_folder(path):
        raise NoRegister("There is no register there.")
    folder = Folder(path, "")
    try:
        folder.id = read_marker(folder.marker)
    except FileNotFoundError as error:
        raise _without_marker(folder) from error
    except PermissionError as error:
        raise CannotUnlock(
            "You may not read the register's folder.",
            "Ask whoever keeps the register on this machine.",
        ) from error
    for part in (folder.database, folder.key_file):
        if not stat.S_ISREG(_mode(part)):
            raise Damaged(f"A part of the register is missing or no plain file: {part.name}.")
    return folder


@contextmanager
def create(path: Path) -> Iterator[Folder]:
    """Make the folder of a new register; what fills it fails or stands as a whole.

    Raises RegisterExists unless the place is free or an empty folder, UsageRefused for a symbolic
    link, and NotWritable. `store.json` is written last: a folder without it was never finished.
    """
    from uuid import uuid4

    path = path.absolute()
    made = _make(path)
    folder = Folder(path, uuid4().hex)
    try:
        with writing("The register's folder"):
            folder.holders_folder.mkdir(mode=0o700)
        yield folder
        create_file(folder.marker, marker(folder.id))
        sync_folder(path.parent)
    except BaseException:
        _take_away(path, made=made)
        raise


def _finish_restore(path: Path) -> None:
    from marg_cli.store.sqlite.taking_place import finish

    finish(path)


def _is_folder(path: Path) -> bool:
    mode = _mode(path)
    if stat.S_ISLNK(mode):
        raise UsageRefused(
            "The register's folder is a symbolic link, which can be pointed elsewhere.",
            "Give the folder itself with --store or MARG_STORE.",
        )
    return stat.S_ISDIR(mode)


def _mode(path: Path) -> int:
    """What kind of thing lies there; nothing at all is 0."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def _make(path: Path) -> bool:
    """Make the folder, or take an empty one that is there: True if it was made."""
    with writing("The register's folder"):
        if not _is_folder(path):
            _finish_restore(path)
        if not _is_folder(path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.mkdir(mode=0o700)
            except FileExistsError as error:
                raise _in_the_way("A file is in the place of the folder.") from error
            return True
        content = {part.name for part in path.iterdir()}
        if content & {"store.json", "register.db"}:
            raise _in_the_way("There is a register in that folder already.")
        if content:
            raise _in_the_way("That folder is not empty.")
        path.chmod(0o700)
        return False


def _take_away(path: Path, *, made: bool) -> None:
    import shutil

    shutil.rmtree(path, ignore_errors=True)
    if not made:
        path.mkdir(mode=0o700, exist_ok=True)


def _in_the_way(message: str) -> RegisterExists:
    return RegisterExists(
        message, "Give another folder with --store or MARG_STORE; nothing there was touched."
    )


def _without_marker(folder: Folder) -> Damaged | NoRegister:
    if _mode(folder.database) or _mode(folder.key_file):
        return Damaged(
            "A part of the register is missing: store.json.",
            "If `marg init` was cut short here, remove the folder and start it again; "
            "otherwise leave it as it is and restore your last backup.",
        )
    return NoRegister(
        "That folder is not a register.",
        "Name the register's folder with --store or MARG_STORE, or start one with: marg init",
    )
