"""Bring a register's schema up to date, one numbered file after the other."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.store.sqlite.faults import ConstraintFailed
from marg_cli.store.sqlite.latest import LATEST

if TYPE_CHECKING:
    from marg_cli.store.sqlite.connection import Connection

SEARCHED_SINCE = 110
"""The migration that brought the index of what is written about cases."""

FOLDER = Path(__file__).with_name("migrations")

__all__ = ["LATEST", "migrate", "migrations", "statements"]


def migrations() -> list[tuple[int, str]]:
    """Every migration's number and text, in order."""
    files = sorted(FOLDER.glob("[0-9]*_*.sql"))
    return [
        (int(re.match(r"\d+", file.name)[0]), file.read_text("utf-8"))  # type: ignore[index]
        for file in files
    ]


def migrate(connection: Connection, version: int) -> None:
    """Apply what comes after *version*, all of it in one transaction or none."""
    from marg_cli.store.sqlite.connection import translated
    from marg_cli.store.sqlite.database import Database
    from marg_cli.store.sqlite.passages import keep_all_words

    with translated(), connection.migrating():
        connection.execute("BEGIN IMMEDIATE")
        try:
            for number, text in migrations():
                if number > version:
                    for statement in statements(text):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number}")
            if 0 < version < SEARCHED_SINCE:
                keep_all_words(Database(connection))
            _must_hold_together(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise


def _must_hold_together(connection: Connection) -> None:
    """Raises ConstraintFailed where a row refers to one that is not there."""
    if astray := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise ConstraintFailed(f"FOREIGN KEY constraint failed: {astray[0]}")


def statements(text: str) -> Iterator[str]:
    """Split a migration into its statements; `executescript` would commit between them."""
    pending = ""
    for line in text.splitlines(keepends=True):
        pending += line
        if pending.strip() and sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise ConstraintFailed(f"a migration ends inside a statement: {pending[:40]}")
