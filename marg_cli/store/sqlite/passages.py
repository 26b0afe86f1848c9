"""The words written about cases, all of them written anew where a newer marg may search more."""

from __future__ import annotations

from marg_cli.store.sqlite.change import KEEP_WORDS
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import MODULES, table_of

FORGET_ALL = """
DELETE FROM passage
"""


def write_anew(db: Database) -> None:
    """Write the words of every row there is, and none else, inside the transaction under way."""
    db.run(FORGET_ALL)
    for thing in MODULES:
        table = table_of(thing)
        if not table.written:
            continue
        for found in db.rows(f"SELECT {table.listed} FROM {table.name}"):
            passage = table.passage(thing, table.row(found))
            if passage["text"]:
                db.run(KEEP_WORDS, passage)
