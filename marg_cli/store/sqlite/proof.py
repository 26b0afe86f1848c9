"""Prove that a copy of the register is the register, before anything is put in its place."""

from __future__ import annotations

from marg_cli.errors import MargError
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.database import Database, Row

SCHEMA = """
SELECT type, name, sql
  FROM sqlite_master
 ORDER BY type, name
"""

TABLES = """
SELECT name
  FROM sqlite_master
 WHERE type = 'table'
 ORDER BY name
"""

SOUND: tuple[str, list[Row]] = "PRAGMA integrity_check(1)", [("ok",)]
SEALED: tuple[str, list[Row]] = "PRAGMA cipher_integrity_check", []


def prove_same(original: Database, copy: Database) -> None:
    """Raise MargError unless the copy is sound and holds what the original does."""
    for check, clean in (SOUND, SEALED):
        if copy.rows(check) != clean:
            raise _differs()
    if facts(original) != facts(copy):
        raise _differs()


def facts(db: Database) -> list[object]:
    """Its version, its schema, how many rows each table has, and where its audit ends."""
    counts = [(name, db.value(f'SELECT count(*) FROM "{name}"')) for (name,) in db.rows(TABLES)]
    return [db.value("PRAGMA user_version"), db.rows(SCHEMA), counts, Audit(db).head()]


def _differs() -> MargError:
    return MargError(
        "The copy of the register is not like the register itself.",
        "Nothing was changed. Look at the disk, and check the register: marg register check",
    )
