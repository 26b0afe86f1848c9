"""The register in use: finds things by noun, and changes them in one piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marg_cli.errors import Busy, MargError, NotSafe, NotWritable
from marg_cli.store.last_seen import NOTHING_SEEN, LastSeen
from marg_cli.store.sqlite.audit import BACKUP, BEGUN, WRITTEN
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.nouns import Nouns

if TYPE_CHECKING:
    from marg_cli.domain.audit import AuditRow
    from marg_cli.store.facts import BackedUp, Problem, StoreFacts
    from marg_cli.store.sqlite.change import SqliteChange
    from marg_cli.store.sqlite.lending import Lent


UNSAID = (
    "The backup stands, but the audit does not say so: its last line could not be written. It is "
    "not counted where the days since the last backup are."
)


ANY_RESTRICTED = "SELECT EXISTS (SELECT 1 FROM main.restriction)"


class Clock:
    """Real UTC now, and the business day, both as text; read where a command starts."""

    def __init__(self, now: Callable[[], str], day: str) -> None:
        self.now = now
        self.day = day


class SqliteReading:
    """A reading under way."""

    def __init__(self, refs: tuple[str, ...]) -> None:
        self._refs = dict.fromkeys(refs)
        self._note = ""

    def about(self, *refs: str) -> None:
        """Name what was read."""
        self._refs.update(dict.fromkeys(refs))

    def note(self, text: str) -> None:
        """Say how much was read instead of naming every reference."""
        self._note = text

    @property
    def refs(self) -> str:
        """What the audit says was read."""
        return self._note or " ".join(self._refs)


class SqliteStore(Nouns):
    """One register, unlocked. Each noun's rows are loaded when first asked for."""

    def __init__(
        self,
        db: Database,
        *,
        folder: str,
        holder: str,
        clock: Clock,
        warn: Callable[[str], None],
        seen: LastSeen = NOTHING_SEEN,
        may_write: bool = True,
    ) -> None:
        super().__init__(db)
        self._in_full = False
        self._folder = folder
        self._clock = clock
        self._warn = warn
        self._seen = seen
        self._may_write = may_write
        self.holder = holder

    @contextmanager
    def change(self, command: str) -> Iterator[SqliteChange]:
        """Change the register in one piece, with its line in the audit."""
        from marg_cli.store.sqlite.change import SqliteChange

        row = None
        try:
            with self._transaction():
                change = SqliteChange(self._db, seq=self.audit.head()[0] + 1)
                yield change
                row = self._append(command, change.refs)
        except NotWritable as refusal:
            if row and self._stands(row):
                raise NotSafe(
                    "The change was made, but the disk reported a fault at the very end."
                ) from refusal
            raise
        self._seen.remember(row.seq, row.hash)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, also on Ctrl-C."""
        self._begin()
        try:
            yield
            self._db.commit()
        except BaseException:
            self._db.roll_back()
            raise

    @contextmanager
    def in_full(self) -> Iterator[None]:
        """Inside the `with`, changes and readings that begin find restricted cases too."""
        self._in_full = True
        try:
            yield
        finally:
            self._in_full = False

    def _begin(self) -> None:
        """Begin what sees all it may: without restricted cases, unless it is to be in full."""
        self._db.begin()
        hides = not self._in_full and bool(self._db.value(ANY_RESTRICTED))
        if hides is not self._db.holds_out:
            from marg_cli.store.sqlite.held_out import hold_out, let_in

            self._db.roll_back()
            (hold_out if hides else let_in)(self._db)
            self._db.begin()

    def _stands(self, row: AuditRow) -> bool:
        """Whether a change is there all the same: the last sync of all comes after it is made."""
        with suppress(MargError):
            return self.audit.hash_of(row.seq) == row.hash
        return False

    @contextmanager
    def read(self, command: str, *refs: str, leaving: bool = False) -> Iterator[SqliteReading]:
        """Read in one piece, with a line in the audit; an older schema is only looked at.

        Where the disk refuses that line, a reading on screen warns and goes on; what is
        *leaving* as a file is refused with NotWritable.
        """
        reading = SqliteReading(refs)
        if not self._may_write:
            yield reading
            return
        try:
            self._begin()
        except NotWritable:
            self._unwritten(leaving=leaving)
            yield reading
            return
        try:
            yield reading
        except BaseException:
            self._db.roll_back()
            raise
        try:
            self._append(command, reading.refs)
            self._db.commit()
        except NotWritable:
            self._db.roll_back()
            self._unwritten(leaving=leaving)

    def _unwritten(self, *, leaving: bool) -> None:
        if leaving:
            raise NotWritable("The audit cannot be written, so nothing may leave the register.")
        self._warn("This reading could not be written to the audit: the disk refuses.")

    def facts(self) -> StoreFacts:
        """What the store says of itself."""
        from marg_cli.store.sqlite.upkeep import facts

        return facts(self._db, self._folder)

    def problems(self) -> list[Problem]:
        """Check the whole register, changing nothing."""
        from marg_cli.store.sqlite.upkeep import problems

        return problems(self._db, self._folder)

    def back_up(
        self, file: Path, *, force: bool, prove: Callable[[Path], Any], seen: Callable[[int], None]
    ) -> BackedUp:
        """Write a backup, after a line in the audit that says so."""
        from marg_cli.store.facts import BackedUp
        from marg_cli.store.sqlite.backup import check_place, write_backup
        from marg_cli.store.sqlite.folder import inspect

        folder = inspect(Path(self._folder))
        check_place(file, folder, force=force)
        with self.read(BACKUP, leaving=True) as reading:
            seq, head = self.audit.head()
            reading.note(BEGUN)
        made = write_backup(self._db, folder, file, force=force, prove=prove, seen=seen)
        try:
            with self.read(BACKUP, leaving=True) as reading:
                reading.note(f"{WRITTEN} sha256:{made.sha256[:16]}")
        except (Busy, NotWritable):
            self._warn(UNSAID)
        return BackedUp(str(file), made.size, made.sha256, f"#{seq} {head}")

    def clear_away(self) -> None:
        """Write the register anew without what was taken out of it."""
        self._db.vacuum()

    def lent(self, *, clock: Clock, warn: Callable[[str], None]) -> Lent | None:
        """Lend the open register to one more command, with a clock and a conversation of its own.

        None where another file lies in its place by now, or a newer marg has changed its schema.
        """
        from marg_cli.store.sqlite.latest import LATEST
        from marg_cli.store.sqlite.lending import Lent

        if not self._db.is_in_place() or self._db.value("PRAGMA user_version") != LATEST:
            return None
        return Lent(
            self._db,
            folder=self._folder,
            holder=self.holder,
            clock=clock,
            warn=warn,
            seen=self._seen,
        )

    def without_waiting(self) -> AbstractContextManager[None]:
        """Inside the `with`, be told Busy at once instead of waiting for another command."""
        return self._db.without_waiting()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _append(self, command: str, refs: str) -> AuditRow:
        return self.audit.append(
            at=self._clock.now(),
            day=self._clock.day,
            holder=self.holder,
            command=command,
            refs=refs,
        )
