"""The register in whose place a backup is put: what it has more, and keeping others out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import Busy, MargError
from marg_cli.store import renaming
from marg_cli.store.disk import held
from marg_cli.store.sqlite.alone import SOMEBODY_WROTE, WAIT, alone, let_go
from marg_cli.store.sqlite.audit import Audit
from marg_cli.store.sqlite.connection import BUSY_SECONDS, Connection
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder, inspect
from marg_cli.store.sqlite.proven import Key, keys_to
from marg_cli.store.sqlite.unlock import open_register

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential
    from marg_cli.store.sqlite.proven import Proven

# Changes of keys stand in no journal.
CHANGES_SINCE = """
SELECT count(*)
  FROM audit
 WHERE seq > :seq
   AND (command IN ('key add', 'key remove', 'key passphrase', 'key recovery')
        OR EXISTS (SELECT 1 FROM journal WHERE journal.seq = audit.seq))
"""

Unchanged = Callable[[], None]
"""Asked just before the register that is there makes room; raises Busy where it was changed."""


class There(NamedTuple):
    """The register in the place: whether it is the backup's, and what it has more; None: unknown.

    `head` is where its audit ends, and `keys` whom it is sealed to.
    """

    same: bool | None
    lost: int | None
    head: tuple[int, str] | None
    keys: list[Key]


UNKNOWN = There(None, None, None, [])


def whatever() -> None:
    """There is nothing that could have changed."""


def compared(place: Path, shown: Credential, found: Proven) -> There:
    """Look at the register that is there, as far as the same key opens it."""
    try:
        folder = inspect(place)
        if folder.id != found.id:
            return UNKNOWN._replace(same=False)
        with closing(Database(_opened(folder, shown, readonly=True))) as db:
            there = There(same=True, lost=None, head=Audit(db).head(), keys=keys_to(db))
            if Audit(db).hash_of(found.seq) == found.hash:
                return there._replace(lost=db.value(CHANGES_SINCE, seq=found.seq))
            return there
    except MargError:
        return UNKNOWN


@contextmanager
def nobody_in(place: Path, shown: Credential, there: There) -> Iterator[Unchanged]:
    """Hold the register that is there alone; of one that does not open, the folder.

    Where nothing moves that is open, it is closed again, and whether somebody wrote to it is asked
    at the end. Raises Busy while another command is in it, or when one changed it since.
    """
    with ExitStack() as until:
        unchanged: Unchanged = whatever
        try:
            opened = _opened(inspect(place), shown, readonly=False)
        except Busy:
            raise
        except MargError:
            until.enter_context(held(place, BUSY_SECONDS, alone=True))
        else:
            until.callback(opened.close)
            until.enter_context(alone(opened))
            _still(Database(opened), there)
            if not renaming.OPEN_FILES_MOVE:
                unchanged = let_go(Database(opened), opened.path)
        yield unchanged


def _still(db: Database, there: There) -> None:
    """Raise Busy where something was changed since it was compared; readings do not count."""
    if there.head and db.value(CHANGES_SINCE, seq=there.head[0]):
        raise Busy(SOMEBODY_WROTE, WAIT)


def _opened(folder: Folder, shown: Credential, *, readonly: bool) -> Connection:
    opened = open_register(folder, shown, readonly=readonly)
    opened.key.wipe()
    return opened.connection
