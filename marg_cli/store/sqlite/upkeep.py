"""Looking after the register: what it is, and whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.domain.audit import walk
from marg_cli.domain.refs import document_ref
from marg_cli.errors import Damaged
from marg_cli.store.facts import Problem, StoreFacts
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.keyslots import SALT_BYTES
from marg_cli.store.sqlite.latest import LATEST
from marg_cli.store.sqlite.marker import SWAPPED, way_out_of_swap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.store.sqlite.database import Database

HOLDERS = """
SELECT name
  FROM holder
 WHERE kind = 'holder'
 ORDER BY name
"""

EVERYBODY = """
SELECT name, kind
  FROM holder
"""

DOCUMENTS_SINCE = 50
"""The migration that brought them."""

NOT_CLEARED = """
SELECT case_ref
  FROM erasure
 WHERE cleared = 0
 ORDER BY case_ref
"""

ERASURES_SINCE = 150
CUT_SHORT = "The file was not cleared of its free pages after the erasure of"

DATABASE = "register.db"
OLDER = "The register was made by an older version of marg, and was left as it is."
BROUGHT_UP = (
    "Any other command brings it up to date. Copy its folder first if that older version is still "
    "in use, which cannot read it then."
)
LEAVE_IT = "Change nothing, keep a copy, and bring back a backup: marg register restore FILE"


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


def problems(db: Database, folder: str) -> list[Problem]:
    """Read the whole register in the order that finds most, changing nothing.

    The first statement plays back a journal left by a crash. The seals alone would call a file
    cut at the end of a page whole, so the structure is read before them.
    """
    from marg_cli.store.sqlite.folder_check import folder_problems

    place = Path(folder)
    damage = list(_damage(db, place))
    return [
        *(Problem(what, LEAVE_IT, damage=True) for what in damage),
        *([] if damage else _kin(db, inspect(place).id)),
        *folder_problems(place, [] if damage else db.rows(EVERYBODY)),
    ]


def _damage(db: Database, folder: Path) -> Iterator[str]:
    try:
        yield from (f"The database's structure is damaged: {text}." for text in _structure(db))
        yield from (f"A page does not match its seal: {text}." for text in _seals(db))
        yield from _length(db, folder / DATABASE)
        yield from (f"A reference leads nowhere in {text}." for text in _references(db))
        yield from _documents(db)
        yield from _chain(db)
        yield from _version(db)
    except Damaged as damage:
        yield damage.message


def _kin(db: Database, marker_id: str) -> Iterator[Problem]:
    """Whether it is the register `store.json` says, and of the version this marg writes."""
    if way_out := way_out_of_swap(db, marker_id):
        yield Problem(SWAPPED, way_out, damage=False)
    if db.value("PRAGMA user_version") >= ERASURES_SINCE:
        for (ref,) in db.rows(NOT_CLEARED):
            way_out = f"Finish it with: marg subject erase {ref}"
            yield Problem(f"{CUT_SHORT} {ref}.", way_out, damage=False)
    if db.value("PRAGMA user_version") < LATEST:
        yield Problem(OLDER, BROUGHT_UP, damage=False)


def _structure(db: Database) -> list[str]:
    found = [str(row[0]) for row in db.rows("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found


def _seals(db: Database) -> list[str]:
    return [str(row[0]) for row in db.rows("PRAGMA cipher_integrity_check")]


def _length(db: Database, file: Path) -> Iterator[str]:
    """Compare what neither check reads: the salt before the first page, and where the file ends.

    The salt was read when the register was opened, and the first page opened with it.
    """
    with file.open("rb") as content:  # no lock is held here: closing it would drop them
        if content.read(SALT_BYTES).hex() != db.value("PRAGMA cipher_salt"):
            yield "The first bytes of the database are not the salt of its key."
    if file.stat().st_size % int(db.value("PRAGMA page_size")):
        yield "The database does not end where a page does."


def _references(db: Database) -> list[str]:
    return sorted({str(row[0]) for row in db.rows("PRAGMA foreign_key_check")})


def _documents(db: Database) -> Iterator[str]:
    """Ask every document whether all of it is there; an older register, left as it is, has none."""
    if db.value("PRAGMA user_version") < DOCUMENTS_SINCE:
        return
    from marg_cli.store.sqlite.documents import Documents

    for number in Documents(db).not_whole():
        yield f"The content of document {document_ref(number)} is not whole."


def _chain(db: Database) -> Iterator[str]:
    broken_at = walk(Audit(db).each()).broken_at
    if broken_at is not None:
        yield f"The audit is not whole: row #{broken_at} is missing or was altered."


def _version(db: Database) -> Iterator[str]:
    version = db.value("PRAGMA user_version")
    if version > LATEST:
        yield f"Its schema is number {version}, and this version of marg knows {LATEST}."
