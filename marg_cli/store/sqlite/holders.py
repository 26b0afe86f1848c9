"""The key holders that count, as rows."""

from __future__ import annotations

from marg_cli.store.keyring import KeyHolder
from marg_cli.store.sqlite.database import Database

LISTED = """
SELECT name, public_key, kind, added_at, added_by
  FROM holder
 ORDER BY kind, name
"""

ADD = """
INSERT INTO holder (name, public_key, kind, added_at, added_by)
VALUES (:name, :public_key, :kind, :added_at, :added_by)
"""

REMOVE = """
DELETE FROM holder
 WHERE name = :name
"""


class Holders:
    """Reads and writes the list that every key file is sealed to."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def listed(self) -> list[KeyHolder]:
        """Everybody: people by name, the recovery key last."""
        return [KeyHolder(*row) for row in self._db.rows(LISTED)]

    def public_keys(self) -> list[str]:
        """What a key file is to be sealed to."""
        return [holder.public_key for holder in self.listed()]

    def replace(self, wanted: list[KeyHolder]) -> None:
        """Make the list be *wanted*, inside the transaction under way."""
        there = self.listed()
        self._db.run_many(REMOVE, [{"name": one.name} for one in there if one not in wanted])
        self._db.run_many(ADD, [one._asdict() for one in wanted if one not in there])
