"""Bring a register back from a backup: proven beside its place, then put there in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import RegisterExists, UsageRefused
from marg_cli.store.disk import writing
from marg_cli.store.facts import Restored, Waiting
from marg_cli.store.keyring import HOLDER, RECOVERY
from marg_cli.store.last_seen import NOTHING_SEEN, LastSeen
from marg_cli.store.sqlite.archive import Seen, readable, unpack
from marg_cli.store.sqlite.audit import RESTORE
from marg_cli.store.sqlite.folder import Folder, inspect
from marg_cli.store.sqlite.in_the_place import UNKNOWN, There, compared, nobody_in, whatever
from marg_cli.store.sqlite.proven import prove
from marg_cli.store.sqlite.taking_place import clear, finish, take_place, unproven
from marg_cli.store.workroom import see_named, workroom

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential
    from marg_cli.store.protocol import Store
    from marg_cli.store.sqlite.proven import Proven

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
    there: There
    shown: Credential
    use: Open
    last_seen: Remember

    def put_in_place(self, day: str) -> Restored:
        """Put it where the register belongs; one that is there is kept under another name.

        Raises Busy while somebody is in that one, or changed it since it was compared, and
        NotWritable; then nothing was changed.
        Raises NotSafe when the disk reported a fault at the very end.
        """
        seen = self.waiting
        empty = nullcontext(whatever)
        there = nobody_in(self.place, self.shown, self.there) if seen.kept else empty
        with there as unchanged:
            head = self._written_down()
            aside = _free_name(self.place, day) if seen.kept else None
            with writing(WHAT):
                take_place(self.room, self.place, aside, unchanged)
        self.last_seen(seen.id).remember(*head)
        see_named(self.place.parent, "The register was brought back")
        kept = str(aside) if aside else None
        return Restored(
            str(self.place), seen.made_at, seen.head, seen.lost, kept, seen.let_in_again
        )

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
        there = compared(place, shown, found) if kept else UNKNOWN
        waiting = _waiting(file, found, there, kept=kept)
        yield Restoring(place, room, waiting, there, shown, use, last_seen)


def _waiting(file: Path, found: Proven, there: There, *, kept: bool) -> Waiting:
    known = {key.public_key for key in there.keys}
    again = [key for key in found.keys if there.keys and key.public_key not in known]
    return Waiting(
        str(file),
        found.id,
        found.at,
        f"#{found.seq} {found.hash}",
        kept,
        there.same,
        there.lost,
        holders=tuple(key.name for key in found.keys if key.kind == HOLDER),
        let_in_again=tuple(key.name for key in again if key.kind == HOLDER),
        old_recovery=any(key.kind == RECOVERY for key in again),
    )


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


def _free_name(place: Path, day: str) -> Path:
    name = place.with_name(f"{place.name}.before-restore-{day}")
    tried = 1
    while os.path.lexists(name):
        tried += 1
        name = place.with_name(f"{place.name}.before-restore-{day}-{tried}")
    return name
