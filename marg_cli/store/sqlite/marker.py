"""`store.json`: which format the register has and which register it is; nothing about people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.errors import Damaged, NewerVersion
from marg_cli.store.disk import read_file

if TYPE_CHECKING:
    from marg_cli.store.sqlite.database import Database

KEEPS_ITS_ID = """
SELECT count(*)
  FROM sqlite_master
 WHERE type = 'table'
   AND name = 'register'
"""

OWN_ID = """
SELECT id
  FROM register
"""

WRITE_ID = """
INSERT INTO register (id)
VALUES (:id)
"""

SWAPPED = "The file store.json in the register's folder is of another register."
FORMAT = 1
ID_DIGITS = 32


def marker(store_id: str) -> bytes:
    """What the file holds."""
    return f'{{"format": {FORMAT}, "id": "{store_id}"}}\n'.encode()


def read_marker(path: Path) -> str:
    """Read the register's id.

    Raises FileNotFoundError, PermissionError, NewerVersion, and Damaged for anything unreadable.
    """
    try:
        content = read_file(path)
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as error:
        raise _damaged() from error
    start = len(marker("")) - len('"}\n')
    store_id = content[start : start + ID_DIGITS].decode("ascii", "replace")
    if content == marker(store_id) and _is_id(store_id):
        return store_id
    return _read_other(content)


def write_own_id(db: Database, store_id: str) -> None:
    """Write inside the register which one it is: who can write to its folder cannot change that."""
    db.run(WRITE_ID, {"id": store_id})


def own_id(db: Database) -> str | None:
    """Which register it says it is; None for one made before it did."""
    found: str | None = db.value(OWN_ID) if db.value(KEEPS_ITS_ID) else None
    return found


def way_out_of_swap(db: Database, found: str) -> str | None:
    """What to do where `store.json`, in which *found* was read, is another register's; else None.

    One made before registers kept their id is not told apart.
    """
    own = own_id(db)
    if own in {None, found}:
        return None
    return (
        "Ask the other key holders who put it there. The right one is in every backup, which is a "
        f"ZIP archive, and holds this line: {marker(str(own)).decode().strip()}"
    )


def _read_other(content: bytes) -> str:
    """Read the same facts in another layout, or a newer format's."""
    import json

    try:
        found = json.loads(content)
        number, store_id = found["format"], found["id"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged() from error
    if type(number) is int and number > FORMAT:
        raise NewerVersion("This register was made by a newer version of marg.")
    if type(number) is int and number == FORMAT and type(store_id) is str and _is_id(store_id):
        return store_id
    raise _damaged()


def _is_id(text: str) -> bool:
    return len(text) == ID_DIGITS and not text.strip("0123456789abcdef")


def _damaged() -> Damaged:
    return Damaged("The file store.json in the register's folder is damaged.")
