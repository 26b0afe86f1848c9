"""Bring a register back from a backup: proven beside its place, then put there in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.errors import Busy, MargError, NotWritable, RegisterExists, UsageRefused
from marg_cli.store.disk import sync_folder, writing
from marg_cli.store.facts import Restored, Waiting
from marg_cli.store.sqlite.archive import Seen, readable, unpack
from marg_cli.store.sqlite.audit import RESTORE, Audit
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder, inspect
from marg_cli.store.sqlite.proven import prove
from marg_cli.store.sqlite.unlock import open_register

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential
    from marg_cli.store.protocol import Store
    from marg_cli.store.sqlite.proven import Proven

# Changes of keys stand in no journal.
CHANGES_SINCE = """
SELECT count(*)
  FROM audit
 WHERE seq > :seq
   AND (command IN ('key add', 'key remove', 'key passphrase', 'key recovery')
        OR EXISTS (SELECT 1 FROM journal WHERE journal.seq = audit.seq))
"""

WHAT = "The register"
PARTS = {"store.json", "register.db", "register.key.age"}

Show = Callable[["Folder"], "Credential"]
"""Gathers what opens the register in a folder."""
Open = Callable[[Path, "Credential"], "Store"]
"""Opens it for use."""


class Restoring:
    """A proven backup, waiting to be put in place."""

    def __init__(
        self, place: Path, room: Path, waiting: Waiting, finish: Callable[[], None]
    ) -> None:
        self._place = place
        self._room = room
        self._finish = finish
        self.waiting = waiting

    def put_in_place(self, day: str) -> Restored:
        """Put it where the register belongs; one that is there is kept under another name.

        Raises Busy while somebody writes to that one, and NotWritable; then nothing was changed.
        """
        self._finish()
        aside = _free_name(self._place, day) if self.waiting.kept else None
        with writing(WHAT):
            if aside is not None:
                self._place.rename(aside)
            elif self._place.is_dir():
                self._place.rmdir()
            try:
                self._room.rename(self._place)
            except BaseException:
                if aside is not None:
                    aside.rename(self._place)
                raise
        with suppress(OSError, NotWritable):
            sync_folder(self._place.parent)
        seen = self.waiting
        kept = str(aside) if aside else None
        return Restored(str(self._place), seen.made_at, seen.head, seen.lost, kept)


@contextmanager
def restoring(place: Path, file: Path, *, show: Show, use: Open, seen: Seen) -> Iterator[Restoring]:
    """Take a backup apart beside its place and prove it; what is not put in place is removed.

    Raises NotFound, Damaged, CannotUnlock and NewerVersion for what is wrong with the file,
    RegisterExists where something else lies in the place, UsageRefused for a link, NotWritable.
    """
    import shutil

    readable(file).close()
    place = place.absolute()
    kept = _something_there(place)
    with writing(WHAT):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        room = place.with_name(f".{place.name}.restoring-{os.urandom(6).hex()}")
        room.mkdir(mode=0o700)
    try:
        unpack(file, room, seen)
        shown = show(inspect(room))
        found = prove(room, shown)
        same, lost = _compared(place, shown, found) if kept else (None, None)
        head = f"#{found.seq} {found.hash}"
        waiting = Waiting(str(file), found.id, found.at, head, kept, same, lost)

        def finish() -> None:
            if kept:
                _nobody_writes(place, shown)
            with closing(use(room, shown)) as store, store.change(RESTORE) as change:
                change.note(f"#{found.seq}")

        yield Restoring(place, room, waiting, finish)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _something_there(place: Path) -> bool:
    """Whether a register is there, whole or in parts. Raises RegisterExists for anything else."""
    if place.is_symlink():
        raise UsageRefused(
            "The register's folder is a symbolic link, which can be pointed elsewhere.",
            "Give the folder itself with --store or MARG_STORE.",
        )
    if not os.path.lexists(place):
        return False
    content = {part.name for part in place.iterdir()} if place.is_dir() else {""}
    if content and not content & PARTS:
        raise RegisterExists(
            "Something that is no register is in the place of the folder.",
            "Give another folder with --store or MARG_STORE; nothing there was touched.",
        )
    return bool(content)


def _compared(place: Path, shown: Credential, found: Proven) -> tuple[bool | None, int | None]:
    """Whether the register that is there is the backup's, and how many changes came since."""
    try:
        folder = inspect(place)
        if folder.id != found.id:
            return False, None
        with closing(_database(folder, shown, readonly=True)) as db:
            if Audit(db).hash_of(found.seq) != found.hash:
                return True, None
            return True, db.value(CHANGES_SINCE, seq=found.seq)
    except MargError:
        return None, None


def _nobody_writes(place: Path, shown: Credential) -> None:
    """Raise Busy while another command writes to the register; a broken one nobody writes to."""
    try:
        with closing(_database(inspect(place), shown, readonly=False)) as db:
            db.begin()
            db.roll_back()
    except Busy:
        raise
    except MargError:
        return


def _database(folder: Folder, shown: Credential, *, readonly: bool) -> Database:
    opened = open_register(folder, shown, readonly=readonly)
    opened.key.wipe()
    return Database(opened.connection)


def _free_name(place: Path, day: str) -> Path:
    name = place.with_name(f"{place.name}.before-restore-{day}")
    tried = 1
    while os.path.lexists(name):
        tried += 1
        name = place.with_name(f"{place.name}.before-restore-{day}-{tried}")
    return name
