"""Bring a register back from a backup: proven beside its place, then put there in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import Busy, MargError, RegisterExists, UsageRefused
from marg_cli.store.disk import held, writing
from marg_cli.store.facts import Restored, Waiting
from marg_cli.store.last_seen import NOTHING_SEEN, LastSeen
from marg_cli.store.sqlite.alone import alone
from marg_cli.store.sqlite.archive import Seen, readable, unpack
from marg_cli.store.sqlite.audit import RESTORE, Audit
from marg_cli.store.sqlite.connection import BUSY_SECONDS, Connection
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder, inspect
from marg_cli.store.sqlite.proven import prove
from marg_cli.store.sqlite.taking_place import clear, finish, take_place, unproven
from marg_cli.store.sqlite.unlock import open_register
from marg_cli.store.workroom import see_named, workroom

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
Remember = Callable[[str], LastSeen]
"""What this machine remembers of the register of an id."""


class Restoring(NamedTuple):
    """A proven backup in a folder of its own, waiting to be put in place."""

    place: Path
    room: Path
    waiting: Waiting
    shown: Credential
    use: Open
    last_seen: Remember

    def put_in_place(self, day: str) -> Restored:
        """Put it where the register belongs; one that is there is kept under another name.

        Raises Busy while somebody is in that one, and NotWritable; then nothing was changed.
        Raises NotSafe when the disk reported a fault at the very end.
        """
        seen = self.waiting
        with _nobody_in(self.place, self.shown) if seen.kept else nullcontext():
            head = self._written_down()
            aside = _free_name(self.place, day) if seen.kept else None
            with writing(WHAT):
                take_place(self.room, self.place, aside)
        self.last_seen(seen.id).remember(*head)
        see_named(self.place.parent, "The register was brought back")
        kept = str(aside) if aside else None
        return Restored(str(self.place), seen.made_at, seen.head, seen.lost, kept)

    def _written_down(self) -> tuple[int, str]:
        """Say so in the audit of the copy; answers where that ends then."""
        with closing(self.use(self.room, self.shown)) as store:
            with store.change(RESTORE) as change:
                change.note(self.waiting.head.partition(" ")[0])
            return store.audit.head()


@contextmanager
def restoring(
    place: Path,
    file: Path,
    *,
    show: Show,
    use: Open,
    seen: Seen,
    last_seen: Remember = lambda _: NOTHING_SEEN,
) -> Iterator[Restoring]:
    """Take a backup apart beside its place and prove it; what is not put in place is removed.

    Raises NotFound, Damaged, CannotUnlock and NewerVersion for what is wrong with the file,
    RegisterExists where something else lies in the place, UsageRefused for a link, NotWritable.
    """
    readable(file).close()
    place = place.absolute()
    finish(place)
    kept = _something_there(place)
    with writing(WHAT):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(place)
    with workroom(place.parent, unproven(place), WHAT) as room:
        unpack(file, room, seen)
        shown = show(inspect(room))
        found = prove(room, shown)
        same, lost = _compared(place, shown, found) if kept else (None, None)
        head = f"#{found.seq} {found.hash}"
        waiting = Waiting(str(file), found.id, found.at, head, kept, same, lost)
        yield Restoring(place, room, waiting, shown, use, last_seen)


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
        with closing(Database(_opened(folder, shown, readonly=True))) as db:
            if Audit(db).hash_of(found.seq) != found.hash:
                return True, None
            return True, db.value(CHANGES_SINCE, seq=found.seq)
    except MargError:
        return None, None


@contextmanager
def _nobody_in(place: Path, shown: Credential) -> Iterator[None]:
    """Hold the register that is there alone; of one that does not open, the folder.

    Raises Busy while another command is in it.
    """
    with ExitStack() as until:
        try:
            opened = _opened(inspect(place), shown, readonly=False)
        except Busy:
            raise
        except MargError:
            until.enter_context(held(place, BUSY_SECONDS, alone=True))
        else:
            until.callback(opened.close)
            until.enter_context(alone(opened))
        yield


def _opened(folder: Folder, shown: Credential, *, readonly: bool) -> Connection:
    opened = open_register(folder, shown, readonly=readonly)
    opened.key.wipe()
    return opened.connection


def _free_name(place: Path, day: str) -> Path:
    name = place.with_name(f"{place.name}.before-restore-{day}")
    tried = 1
    while os.path.lexists(name):
        tried += 1
        name = place.with_name(f"{place.name}.before-restore-{day}-{tried}")
    return name
