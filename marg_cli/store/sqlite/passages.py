"""The words written about cases, gathered for searching where a register had no index of them."""

from __future__ import annotations

from marg_cli.store.sqlite.change import KEEP_WORDS
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import MODULES, table_of


def keep_all_words(db: Database) -> None:
    """Keep the words of every row there is, inside the transaction under way."""
    for thing in MODULES:
        table = table_of(thing)
        if not table.written:
            continue
        for found in db.rows(f"SELECT {table.listed} FROM {table.name}"):
            passage = table.passage(thing, table.row(found))
            if passage["text"]:
                db.run(KEEP_WORDS, passage)
