"""The one door to SQLCipher: opens the register with its key, and proves that it did."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from marg_cli.errors import Busy, Damaged, MargError, RegisterExists, TextRefused
from marg_cli.store.disk import create_file, held
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.faults import ConstraintFailed, refusal
from marg_cli.store.sqlite.guard import at_any_time, between_migrations, while_erasing
from marg_cli.store.sqlite.keyslots import KEY_BYTES, SALT_BYTES

if TYPE_CHECKING:
    import sqlite3 as sqlcipher  # the same interface, and it has types
else:
    from sqlcipher3 import dbapi2 as sqlcipher

__all__ = [
    "Connection",
    "ConstraintFailed",
    "connect",
    "connect_alone",
    "connect_any",
    "create",
    "translated",
]

BUSY_SECONDS = 10.0
TRY_AGAIN = 0.002
MARG = int.from_bytes(b"MARG", "big")
IN_MEMORY = 2

SETTINGS = (
    "PRAGMA synchronous = EXTRA",  # FULL lost acknowledged changes when the power went
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE deletes without asking the triggers
    *(["PRAGMA fullfsync = ON"] if sys.platform == "darwin" else []),
    "PRAGMA temp_store = MEMORY",
)


class Connection(sqlcipher.Connection):
    """One open register.

    SQLite looks for a journal beside the name the file was opened by. From a file that was moved
    away it would find the journal of the one in its place, and take it away in the middle of
    somebody's change. So nobody gets a lock on a file but while they hold the lock of its folder,
    the *gate*, and see that it is still in its place; and it is put in place anew by whoever holds
    that lock alone.
    """

    path: Path
    opened: tuple[int, int]
    gate: Path | None = None
    busy_seconds: float = BUSY_SECONDS

    def execute(self, *statement: Any) -> sqlcipher.Cursor:
        """Run a statement. Raises Busy where another file has taken this one's place."""
        if self.gate is None or self.in_transaction:
            return super().execute(*statement)
        return self._entering(self.gate, partial(super().execute, *statement))

    def begin_reading(self) -> None:
        """Begin a transaction that keeps others from changing what is read in it.

        A plain BEGIN would lock nothing before the first reading, when nobody minds the gate.
        """
        self.execute("BEGIN")
        try:
            read = partial(super().execute, "SELECT count(*) FROM sqlite_master")
            if self.gate is None:
                read()
            else:
                self._entering(self.gate, read)
        except BaseException:
            self.rollback()
            raise

    def _entering(self, gate: Path, run: Callable[[], sqlcipher.Cursor]) -> sqlcipher.Cursor:
        """Get the file's lock inside the gate; wait for it outside, where it keeps nobody out."""
        until = monotonic() + self.busy_seconds
        while True:
            try:
                with held(gate, self.busy_seconds):
                    self.see_in_place()
                    super().execute("PRAGMA busy_timeout = 0")
                    try:
                        return run()
                    finally:
                        super().execute(f"PRAGMA busy_timeout = {self.busy_seconds * 1000:.0f}")
            except sqlcipher.OperationalError as error:
                if not isinstance(refusal(error), Busy) or monotonic() >= until:
                    raise
            sleep(TRY_AGAIN)

    def see_in_place(self) -> None:
        """Raise Busy where another file has taken this one's place."""
        if self.was_replaced():
            raise Busy(
                "The register was put in place anew while this command had it open.",
                "Nothing was changed. Give the command again.",
            )

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Allow dropping and altering inside the `with`; the audit stays as it is even there.

        A table that others refer to can be made anew: whether they still do is asked at the end.
        """
        self.set_authorizer(at_any_time)
        self.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self.execute("PRAGMA foreign_keys = ON")
            self.set_authorizer(between_migrations)

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """Allow taking rows out of the journal inside the `with`, for an erasure alone."""
        self.set_authorizer(while_erasing)
        try:
            yield
        finally:
            self.set_authorizer(between_migrations)

    def was_replaced(self) -> bool:
        """Whether another file has taken this one's place: what is read here is out of date."""
        try:
            return _which(os.lstat(self.path)) != self.opened
        except FileNotFoundError:
            return True


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's faults into ours: Busy, NotWritable, Damaged, or ConstraintFailed.

    Raises TextRefused for half a character, which a command line can hold and a register cannot.
    """
    try:
        yield
    except sqlcipher.Error as error:
        raise refusal(error) from error
    except UnicodeEncodeError as error:
        raise TextRefused(
            "That text holds half a character, which cannot be kept.",
            "Copy the text again, or type it.",
        ) from error


def connect(
    path: Path, key: Secret, *, busy_seconds: float = BUSY_SECONDS, readonly: bool = False
) -> Connection:
    """Open the register with its key.

    Raises Damaged for anything that this key does not open, as the key came out of the key file
    and was not typed; Busy when another command holds it too long; NotWritable.
    """
    with held(path.parent, busy_seconds):
        connection = connect_alone(path, key, busy_seconds=busy_seconds, readonly=readonly)
    connection.gate = path.parent
    return connection


def connect_alone(
    path: Path, key: Secret, *, busy_seconds: float = BUSY_SECONDS, readonly: bool = False
) -> Connection:
    """Open a register's file that nobody else opens, or whose folder is held alone already.

    Raises as `connect` does.
    """
    try:
        found = path.lstat()
    except OSError as error:
        raise Damaged("The register's database is missing.") from error
    if not stat.S_ISREG(found.st_mode):
        raise Damaged("The register's database is not a plain file.")
    if found.st_size == 0:
        raise Damaged("The register's database is empty.")
    # Without the salt, SQLCipher reads it from the file, and so finds it altered; told the salt,
    # it never looks at the first 16 bytes at all.
    words = f"x'{key.reveal()[:KEY_BYTES].hex()}'"
    connection = _open(path, words, busy_seconds, "ro" if readonly else "rw")
    connection.opened = _which(found)
    return connection


def connect_any(
    path: Path,
    keys: Sequence[Secret],
    *,
    busy_seconds: float = BUSY_SECONDS,
    readonly: bool = False,
) -> tuple[Connection, Secret]:
    """Open the register with whichever key fits: a change of key may have been cut short.

    The newest is tried once more at the end: the register under it may have been put in place
    between the two. Raises as `connect` does.
    """
    last = keys[0]
    for key in keys if len(keys) > 1 else ():
        try:
            return connect(path, key, busy_seconds=busy_seconds, readonly=readonly), key
        except Damaged:
            continue
    return connect(path, last, busy_seconds=busy_seconds, readonly=readonly), last


def create(path: Path, key: Secret) -> Connection:
    """Make an empty register, mode 0600, and prove that what is on disk is encrypted.

    Raises RegisterExists and NotWritable.
    """
    try:
        create_file(path, b"")
    except FileExistsError as error:
        raise RegisterExists("There is a register already.", "Choose another folder.") from error
    try:
        connection = _open(path, f"x'{key.reveal().hex()}'", BUSY_SECONDS, "rw")
        try:
            _encrypt(connection, key)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        path.unlink()
        raise
    connection.opened = _which(path.lstat())
    return connection


def _encrypt(connection: Connection, key: Secret) -> None:
    with translated():
        connection.execute(f"PRAGMA application_id = {MARG}")  # writes the first page
    with connection.path.open("rb") as file:
        if file.read(SALT_BYTES) != key.reveal()[KEY_BYTES:]:
            raise MargError("The register could not be encrypted on this machine.")


def _open(path: Path, key: str, busy_seconds: float, mode: str) -> Connection:
    with translated():
        connection = sqlcipher.connect(
            f"{_uri(path)}?mode={mode}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            factory=Connection,
        )
        connection.path = path
        connection.busy_seconds = busy_seconds
        try:
            _prepare(connection, key, mode)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Connection, key: str, mode: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else SQLCipher writes to stderr itself
    cast("Any", connection).set_key(key)  # PRAGMA key would stay in the driver's statement cache
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # decrypts the first page
    for setting in SETTINGS:
        connection.execute(setting)
    if connection.execute("PRAGMA temp_store").fetchone() != (IN_MEMORY,):
        raise MargError("SQLCipher on this machine would leave readable working files on disk.")
    if mode == "rw":
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.set_authorizer(between_migrations)


def _uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _which(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
