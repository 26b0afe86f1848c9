"""Hold a register open as a meeting does, and read or write in it until standard input ends.

`python -m benchmarks.torture.holding read|write` says each number it has written, and `again`
each time it was told to give its command again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from select import select
from time import sleep

from benchmarks.torture.place import TODAY
from marg_cli.errors import Busy
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.connection import Connection, translated
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.register import in_use
from marg_cli.store.sqlite.store import Clock, SqliteStore
from marg_cli.store.sqlite.unlock import open_register

READING = 0.03
"""Seconds that a reader keeps its transaction open."""


def main(what: str) -> None:
    """Open it, go on until told to give the command again, and open it anew."""
    do: Callable[[SqliteStore, Connection, int], None] = {"read": _read, "write": _write}[what]
    numbers = count(1)
    while not _is_over():
        try:
            with _held() as (store, connection):
                while not _is_over():
                    number = next(numbers)
                    do(store, connection, number)
                    print(number, flush=True)
        except Busy:
            print("again", flush=True)


def _is_over() -> bool:
    return bool(select([sys.stdin], [], [], 0)[0])


@contextmanager
def _held() -> Iterator[tuple[SqliteStore, Connection]]:
    folder = inspect(Path(os.environ["MARG_STORE"]))
    opened = open_register(folder, IdentityFile(Path(os.environ["MARG_IDENTITY_FILE"])))
    clock = Clock(lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), TODAY)
    with closing(in_use(opened, folder, clock=clock, warn=lambda _: None)) as store:
        yield store, opened.connection


def _write(store: SqliteStore, _: Connection, number: int) -> None:
    with store.change("status") as change:
        change.note(f"written-{number}")


def _read(_: SqliteStore, connection: Connection, number: int) -> None:
    """Read the same twice in one transaction: nobody may have written between the two."""
    with translated():
        connection.begin_reading()
        try:
            rows = [_rows(connection)]
            sleep(READING)
            rows.append(_rows(connection))
        finally:
            with suppress(Exception):
                connection.execute("COMMIT")
    if rows[0] != rows[1]:
        print(f"reading {number} changed under the reader", flush=True)


def _rows(connection: Connection) -> list[tuple[int]]:
    found: list[tuple[int]] = connection.execute("SELECT count(*) FROM audit").fetchall()
    return found


if __name__ == "__main__":
    main(sys.argv[1])
