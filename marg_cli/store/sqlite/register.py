"""Open a register: from a folder and a key to a store in use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.errors import Busy, CannotUnlock, Damaged, NewerVersion, NotWritable
from marg_cli.store.last_seen import NOTHING_SEEN, LastSeen
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.hardening import harden
from marg_cli.store.sqlite.latest import LATEST
from marg_cli.store.sqlite.marker import SWAPPED, own_id, way_out_of_swap, write_own_id
from marg_cli.store.sqlite.store import Clock, SqliteStore

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential
    from marg_cli.store.sqlite.connection import Connection
    from marg_cli.store.sqlite.folder import Folder
    from marg_cli.store.sqlite.unlock import Opened

HOLDER_OF = """
SELECT name
  FROM holder
 WHERE public_key = :public_key
"""


def open_register(
    path: Path,
    credential: Credential,
    *,
    clock: Clock,
    warn: Callable[[str], None],
    seen: LastSeen = NOTHING_SEEN,
    as_it_is: bool = False,
) -> SqliteStore:
    """Unlock the register in a folder, bringing an older schema up to date.

    One that is to be checked *as it is* keeps its schema, and its check tells what is refused
    here: a `store.json` of another register. Warns where the last change that was *seen* on this
    machine is not in it.

    Raises NoRegister, CannotUnlock, NewerVersion, Damaged, Busy and NotWritable.
    """
    from marg_cli.store.sqlite import unlock

    harden()
    folder = inspect(path)
    opened = unlock.open_register(folder, credential)
    with opened.key:
        return in_use(opened, folder, clock=clock, warn=warn, seen=seen, as_it_is=as_it_is)


def in_use(
    opened: Opened,
    folder: Folder,
    *,
    clock: Clock,
    warn: Callable[[str], None],
    seen: LastSeen = NOTHING_SEEN,
    as_it_is: bool = False,
) -> SqliteStore:
    """Make a store of what was unlocked; its key is left to whoever unlocked it.

    Raises as `open_register` does; then the file is closed.
    """
    db = Database(opened.connection)
    try:
        older = _is_older(db)
        if not as_it_is:
            if older:
                _bring_up_to_date(opened.connection, db, folder)
                older = False
            _same_register(db, folder)
        holder = _holder(db, opened.public_key)
        if opened.generations > 1 and not older:
            _mend(db, folder, opened)
    except BaseException:
        db.close()
        raise
    store = SqliteStore(
        db,
        folder=str(folder.path),
        holder=holder,
        clock=clock,
        warn=warn,
        seen=seen,
        may_write=not older,
    )
    if went_back := seen.missing(store.audit.hash_of):
        warn(went_back)
    return store


def _mend(db: Database, folder: Folder, opened: Opened) -> None:
    """Finish a change of key that was cut short, unless somebody else is about to."""
    from marg_cli.store.sqlite.mending import mend

    with suppress(Busy, NotWritable):
        mend(db, folder, opened.key)


def _is_older(db: Database) -> bool:
    """Whether it is an older version's. Raises NewerVersion."""
    version: int = db.value("PRAGMA user_version")
    if version > LATEST:
        raise NewerVersion("This register was made by a newer version of marg.")
    return version < LATEST


def _bring_up_to_date(connection: Connection, db: Database, folder: Folder) -> None:
    from marg_cli.store.sqlite.migrate import migrate

    migrate(connection, db.value("PRAGMA user_version"))
    if own_id(db) is None:
        write_own_id(db, folder.id)


def _same_register(db: Database, folder: Folder) -> None:
    """Raise Damaged where the `store.json` beside the register is another one's."""
    if way_out := way_out_of_swap(db, folder.id):
        raise Damaged(SWAPPED, way_out)


def _holder(db: Database, public_key: str) -> str:
    name: str | None = db.value(HOLDER_OF, public_key=public_key)
    if name is None:
        raise CannotUnlock(
            "That key opens the register, but is not among its key holders.",
            "Ask a key holder to add it.",
        )
    return name
