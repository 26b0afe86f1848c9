"""Prove that a folder holds a sound register that somebody's key opens, before it is relied on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import Damaged, NewerVersion
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.latest import LATEST
from marg_cli.store.sqlite.marker import SWAPPED, way_out_of_swap
from marg_cli.store.sqlite.unlock import open_register

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential

LAST_AT = """
SELECT at
  FROM audit
 ORDER BY seq DESC
 LIMIT 1
"""


# No more columns than a register of any version has.
KEYS = """
SELECT name, public_key, kind
  FROM holder
 ORDER BY kind, name
"""


class Key(NamedTuple):
    """Whom a register is sealed to."""

    name: str
    public_key: str
    kind: str


class Proven(NamedTuple):
    """A sound register: which one it is, where its audit ends, and when that was written (UTC)."""

    id: str
    seq: int
    hash: str
    at: str
    keys: list[Key]


def keys_to(db: Database) -> list[Key]:
    """Whom a register of any version is sealed to: people by name, the recovery key last."""
    return [Key._make(row) for row in db.rows(KEYS)]


def prove(path: Path, credential: Credential) -> Proven:
    """Open the register in a folder and read all of it, changing nothing.

    Raises Damaged for any damage, CannotUnlock, NewerVersion, and what `inspect` raises.
    """
    from marg_cli.store.sqlite.upkeep import problems

    folder = inspect(path)
    opened = open_register(folder, credential, readonly=True)
    db = Database(opened.connection)
    try:
        opened.key.wipe()
        if db.value("PRAGMA user_version") > LATEST:
            raise NewerVersion("This register was made by a newer version of marg.")
        if any(found.damage for found in problems(db, str(path))):
            raise Damaged("The register in it is damaged.")
        if way_out := way_out_of_swap(db, folder.id):
            raise Damaged(SWAPPED, way_out)
        seq, head = Audit(db).head()
        return Proven(folder.id, seq, head, db.value(LAST_AT), keys_to(db))
    finally:
        db.close()
