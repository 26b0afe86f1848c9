"""What a register holds and whether it is whole, looked at without marg's own check."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from benchmarks.torture.place import Place
from marg_cli.domain.audit import FIRST, AuditRow
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.audit import ROWS
from marg_cli.store.sqlite.connection import Connection, translated
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.unlock import open_register

State = dict[str, list[tuple[Any, ...]]]
"""Every table's rows, without what differs from one run to the next: times, hashes, keys."""

TABLES = """
SELECT name
  FROM sqlite_master
 WHERE type = 'table'
   AND name NOT LIKE 'sqlite_%'
 ORDER BY name
"""
DIFFERS = {
    "audit": {"at", "previous", "hash"},
    "holder": {"added_at", "public_key"},
    "register": {"id"},
}


DIGEST = re.compile("sha256:[0-9a-f]{16}|(?<=#)[0-9]+ [0-9a-f]{64}")
"""Of a backup's file, and an anchor in the audit: another each time, as keys and times are."""


class Unsound(Exception):
    """A register that opens and is damaged all the same."""


def held(place: Place) -> State:
    """Open a register as a command does, recovering it, and read every row of it.

    Raises what opening raises.
    """
    with closing(_opened(place)) as connection, translated():
        return _state(connection)


def sound(place: Place) -> State:
    """Read every row of a register and see that it is whole. Raises Unsound too."""
    with closing(_opened(place)) as connection, translated():
        state = _state(connection)  # a hot journal is played back by reading
        for check in ("integrity_check", "cipher_integrity_check", "foreign_key_check"):
            found = connection.execute(f"PRAGMA {check}").fetchall()
            if found not in ([], [("ok",)]):
                raise Unsound(f"{check}: {found[0]}")
        previous = FIRST
        for number, values in enumerate(connection.execute(f"{ROWS} ORDER BY seq"), 1):
            row = AuditRow(*values)
            if row.seq != number or not row.is_linked_to(previous):
                raise Unsound(f"the audit's chain breaks at row {number}")
            previous = row.hash
        return state


def _opened(place: Place) -> Connection:
    return open_register(inspect(place.folder), IdentityFile(place.identity)).connection


def _state(connection: Connection) -> State:
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    return {name: _rows(connection, name) for name in tables}


def _rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    kept = [
        index
        for index, column in enumerate(cursor.description)
        if column[0] not in DIFFERS.get(table, ())
    ]
    return sorted((tuple(_kept(row[index]) for index in kept) for row in cursor), key=repr)


def _kept(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return DIGEST.sub("…", value) if isinstance(value, str) else value


def but_last_row(state: State) -> State:
    """The same before the audit's last row was written."""
    last = max(row[0] for row in state["audit"])
    return state | {"audit": [row for row in state["audit"] if row[0] != last]}
