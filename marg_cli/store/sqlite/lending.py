"""One open register for many commands: lent to each, and still open when that one has ended."""

from __future__ import annotations

from marg_cli.store.sqlite.store import SqliteStore


class Lent(SqliteStore):
    """The register in the hands of one command."""

    def close(self) -> None:
        """Give it back, with nothing under way of a command that was broken off."""
        self._db.roll_back()
