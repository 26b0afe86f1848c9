"""Having a register to oneself: nobody else reads or writes it, in this process or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from marg_cli.errors import Busy, MargError
from marg_cli.store.disk import held
from marg_cli.store.sqlite.connection import Connection, translated
from marg_cli.store.sqlite.database import Database

SOMEBODY_READS = "Another command has the register open."
SOMEBODY_WROTE = "Another command wrote to the register meanwhile."
WAIT = "Nothing was changed. Wait until it has ended, then try again."


PAGE = 4096


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Hold the register alone, without a transaction: one would keep it from being copied.

    Its folder is held too, so that nobody opens what is about to be replaced, or waits for it.
    Raises Busy when somebody else is in it, be it only to read. Nothing may be written inside the
    `with`: a journal left lying beside the register would be played into whatever takes its place.
    """
    with _folder(connection):
        db = Database(connection)
        try:
            db.begin("EXCLUSIVE")
        except Busy as error:
            raise Busy(SOMEBODY_READS, WAIT) from error
        try:
            # What is locked stays so after the commit. Said before it is locked, whoever waits for
            # it would hold on to half of it, and keep a writer from ever finishing.
            db.run("PRAGMA locking_mode = EXCLUSIVE")
            db.commit()
            yield
        finally:
            with suppress(MargError), translated():
                db.roll_back()  # whatever failed: nothing is let go of inside a transaction
                connection.execute("PRAGMA locking_mode = NORMAL")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # lets go


@contextmanager
def _folder(connection: Connection) -> Iterator[None]:
    gate = connection.path.parent
    with held(gate, connection.busy_seconds, alone=True):
        connection.see_in_place()
        connection.gate = None  # it would wait for itself
        try:
            yield
        finally:
            connection.gate = gate


def let_go(db: Database, file: Path) -> Callable[[], None]:
    """Close a register that is held, where nothing can take the place of what is open.

    Answers what to ask before its place is taken: it raises Busy where somebody wrote to it since.
    Every change writes the first page anew.
    """
    before = _first_page(file)
    db.close()

    def unchanged() -> None:
        if _first_page(file) != before:
            raise Busy(SOMEBODY_WROTE, WAIT)

    return unchanged


def _first_page(file: Path) -> bytes:
    with file.open("rb") as content:
        return content.read(PAGE)
