"""What the group has set for itself, as rows."""

from __future__ import annotations

from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import Table

ALL = """
SELECT key, value
  FROM setting
 ORDER BY key
"""

SETTING = Table("setting", ("key",), ("key", "value"))
TABLES = {"Setting": SETTING}


class Settings:
    """Finds what was set; the defaults stand in the domain."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> dict[str, str]:
        """Every setting that was made."""
        return dict(self._db.rows(ALL))
