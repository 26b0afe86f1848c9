"""What every store tells of who did what, and what it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Protocol

from marg_cli.domain.audit import AuditRow
from marg_cli.store.changes import Changed, JournalLine


class Audit(Protocol):
    """Reads the chain of who did what."""

    def head(self) -> tuple[int, str]:
        """The last row's number and hash."""

    def rows(
        self,
        *,
        ref: str | None = None,
        holder: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[AuditRow]:
        """List rows, oldest first; *since* is included, *until* is not (both as UTC text)."""

    def each(self) -> Iterator[AuditRow]:
        """Go through the whole chain, oldest first, a row at a time."""

    def last_day(self, command: str) -> date | None:
        """The business day *command* was last run."""

    def was_done(self, command: str, *, about: str, since: date) -> bool:
        """Whether *command* was run about a reference on the business day *since* or after."""

    def last_backup(self) -> date | None:
        """The business day of the last backup known to have been written."""


class Journal(Protocol):
    """Reads what was changed."""

    def last_change(
        self, holder: str, *, but_not: Collection[str] = frozenset(), before: int | None = None
    ) -> Changed | None:
        """The newest change of *holder* that still stands, by another command than some.

        Of those *before* another, where that is given.
        """

    def of_change(self, seq: int) -> list[JournalLine]:
        """What one change did, in order."""

    def of_case(self, case_ref: str) -> list[JournalLine]:
        """All that was changed about one case, oldest first."""

    def since(self, seq: int, thing: str) -> list[JournalLine]:
        """All that was changed of one kind of thing after the change *seq*, oldest first."""
