"""Looking after the register: what it is, and whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.domain.audit import walk
from marg_cli.errors import Damaged
from marg_cli.store.facts import StoreFacts
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.folder import inspect

if TYPE_CHECKING:
    from marg_cli.store.sqlite.database import Database

HOLDERS = """
SELECT name
  FROM holder
 WHERE kind = 'holder'
 ORDER BY name
"""

READABLE_BY_OTHERS = 0o077


def facts(db: Database, folder: str) -> StoreFacts:
    """What the register is, without a word of what it holds."""
    place = inspect(Path(folder))
    return StoreFacts(
        id=place.id,
        folder=str(place.path),
        schema=db.value("PRAGMA user_version"),
        size=place.database.stat().st_size,
        holders=tuple(name for (name,) in db.rows(HOLDERS)),
    )


def problems(db: Database, folder: str) -> list[str]:
    """Read the whole register in the order that finds most, changing nothing."""
    try:
        return [
            *(f"The database's structure is damaged: {text}." for text in _structure(db)),
            *(f"A page does not match its seal: {text}." for text in _seals(db)),
            *(f"A reference leads nowhere in {text}." for text in _references(db)),
            *_chain(db),
            *_modes(Path(folder)),
        ]
    except Damaged as damage:
        return [damage.message]


def _structure(db: Database) -> list[str]:
    found = [str(row[0]) for row in db.rows("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found


def _seals(db: Database) -> list[str]:
    return [str(row[0]) for row in db.rows("PRAGMA cipher_integrity_check")]


def _references(db: Database) -> list[str]:
    return sorted({str(row[0]) for row in db.rows("PRAGMA foreign_key_check")})


def _chain(db: Database) -> list[str]:
    broken_at = walk(Audit(db).each()).broken_at
    if broken_at is None:
        return []
    return [f"The audit is not whole: row #{broken_at} is missing or was altered."]


def _modes(folder: Path) -> list[str]:
    import sys

    if sys.platform == "win32":
        return []
    parts = [folder, *folder.iterdir(), *(folder / "holders").iterdir()]
    return [
        f"Others on this computer may read {part.name}; forbid it with: chmod go-rwx"
        for part in parts
        if part.stat().st_mode & READABLE_BY_OTHERS
    ]
