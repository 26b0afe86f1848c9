"""One open register file: statements in, plain rows out, every fault in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from marg_cli.store.sqlite.connection import Connection, translated

Row = tuple[Any, ...]


class Database:
    """The connection, and whether a change is under way on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.holds_out = False
        """Whether views stand here that hold restricted cases out."""

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Fetch every row at once, so that no reader holds the register."""
        with translated():
            found: list[Row] = self._connection.execute(sql, values).fetchall()
        return found

    def row(self, sql: str, **values: Any) -> Row | None:
        """Fetch the first row, or None."""
        with translated():
            found: Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def value(self, sql: str, **values: Any) -> Any:
        """Fetch the first row's first column, or None."""
        found = self.row(sql, **values)
        return found[0] if found else None

    def each(self, sql: str, **values: Any) -> Iterator[Row]:
        """Fetch rows one at a time, for what is too long to hold."""
        with translated():
            yield from self._connection.execute(sql, values)

    def run(self, sql: str, values: Mapping[str, Any] | None = None) -> None:
        """Run a statement that answers nothing."""
        with translated():
            self._connection.execute(sql, values or {})

    def run_many(self, sql: str, values: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each of many rows."""
        with translated():
            self._connection.executemany(sql, values)

    def is_in_place(self) -> bool:
        """Whether what is read here is what lies in the folder."""
        return not self._connection.was_replaced()

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Inside the `with`, be told Busy at once where another command holds the register."""
        patience = self._connection.busy_seconds
        self._connection.busy_seconds = 0
        try:
            yield
        finally:
            self._connection.busy_seconds = patience

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """Inside the `with`, an erasure may take rows out of the journal."""
        with self._connection.erasing():
            yield

    def vacuum(self) -> None:
        """Write the file anew without its free pages. Raises Busy and NotWritable."""
        self.run("VACUUM")

    def begin(self, lock: str = "IMMEDIATE") -> None:
        """Take the write lock, or "EXCLUSIVE", which shuts out readers too.

        Raises Busy when another writer does not finish, and when another file has taken this
        one's place: what is here is out of date, and nothing written to it would be kept.
        """
        self.run(f"BEGIN {lock}")

    def begin_reading(self) -> None:
        """Keep others from changing anything until it is rolled back. Raises Busy."""
        with translated():
            self._connection.begin_reading()

    def commit(self) -> None:
        """Make it so; only now is anything acknowledged."""
        self.run("COMMIT")

    def roll_back(self) -> None:
        """Leave everything as it was."""
        if self._connection.in_transaction:
            self._connection.rollback()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, also on Ctrl-C."""
        self.begin()
        try:
            yield
            self.commit()
        except BaseException:
            self.roll_back()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
