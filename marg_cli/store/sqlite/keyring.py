"""The keys of one register: who holds one, and every change of that.

A change of the files and one of the register cannot be made in one step. `sealing` and
`change_passphrase` write the files first and commit then, which alone makes it so. Cut short
between the two, somebody has a file too many, is not on the list, is not let in by `marg`, and is
left out again by the next command about keys. The other way round, somebody would be on the list,
and in the audit, who cannot get in. How a rotation is cut short, `rotation.py` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.errors import CannotUnlock
from marg_cli.store.credential import Passphrase
from marg_cli.store.disk import read_file
from marg_cli.store.keyring import RECOVERY, KeyHolder
from marg_cli.store.last_seen import NOTHING_SEEN, LastSeen
from marg_cli.store.sqlite import identities
from marg_cli.store.sqlite.alone import alone
from marg_cli.store.sqlite.connection import BUSY_SECONDS, connect
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder, inspect
from marg_cli.store.sqlite.hardening import harden
from marg_cli.store.sqlite.holder_name import holder_name
from marg_cli.store.sqlite.holders import Holders
from marg_cli.store.sqlite.key_change import SqliteKeyChange
from marg_cli.store.sqlite.keyslots import open_generations, seal_generations
from marg_cli.store.sqlite.mending import leftovers, mend, recipients
from marg_cli.store.sqlite.register import in_use
from marg_cli.store.sqlite.replaced_files import replacing
from marg_cli.store.sqlite.rotation import rotate
from marg_cli.store.sqlite.store import Clock, SqliteStore
from marg_cli.store.sqlite.unlock import identities_for, open_register

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential
    from marg_cli.store.secret import Secret
    from marg_cli.store.sqlite.unlock import Opened


def open_keyring(
    path: Path,
    credential: Credential,
    *,
    clock: Clock,
    warn: Callable[[str], None],
    seen: LastSeen = NOTHING_SEEN,
    busy_seconds: float = BUSY_SECONDS,
) -> SqliteKeyring:
    """Unlock the register and keep its key, finishing what an earlier change of key left.

    Raises NoRegister, CannotUnlock, NewerVersion, Damaged, Busy and NotWritable.
    """
    harden()
    folder = inspect(path)
    opened = open_register(folder, credential, busy_seconds=busy_seconds)
    try:
        store = in_use(opened, folder, clock=clock, warn=warn, seen=seen)
        ring = SqliteKeyring(store, opened, folder, credential, clock=clock, warn=warn, seen=seen)
        ring.tidy()
    except BaseException:
        opened.key.wipe()
        opened.connection.close()
        raise
    return ring


class SqliteKeyring:
    """One register's keys, held until it is closed."""

    def __init__(
        self,
        store: SqliteStore,
        opened: Opened,
        folder: Folder,
        credential: Credential,
        *,
        clock: Clock,
        warn: Callable[[str], None],
        seen: LastSeen,
    ) -> None:
        self.store = store
        self._seen = seen
        self._connection = opened.connection
        self._db = Database(opened.connection)
        self._key = opened.key
        self._folder = folder
        self._credential = credential
        self._clock = clock
        self._warn = warn

    def tidy(self) -> None:
        """Bring the files into line with the list, where an earlier change was cut short."""
        names = {holder.name for holder in self.holders()}
        sealed = read_file(self._folder.key_file)
        strangers = set(self._folder.holders()) - names
        if strangers or leftovers(self._folder) or recipients(sealed) != len(names):
            mend(self._db, self._folder, self._key)

    def holders(self) -> list[KeyHolder]:
        """Who holds a key: people by name, the recovery key last."""
        return Holders(self._db).listed()

    @staticmethod
    def holder_name(text: str) -> str:
        """Check what a key holder is to be called. Raises UsageRefused."""
        return holder_name(text)

    @staticmethod
    def public_key(text: str) -> str:
        """Write a public key the usual way. Raises UsageRefused for what is none."""
        return identities.recipient(text)

    @contextmanager
    def sealing(self, command: str) -> Iterator[SqliteKeyChange]:
        """Seal the same data key to other people."""
        change = self._change()
        with (
            replacing(lambda: self.holders() == _sorted(change.wanted)) as files,
            self.store.change(command) as line,
        ):
            change.start(self.holders())
            yield change
            line.about(*change.refs)
            holders = Holders(self._db)
            holders.replace(change.wanted)
            for name, content in change.files.items():
                files.replace(self._folder.holder_file(name), content)
            sealed = seal_generations([self._key], holders.public_keys())
            files.replace(self._folder.key_file, sealed)

    @contextmanager
    def rotation(self, command: str) -> Iterator[SqliteKeyChange]:
        """Write everything anew under another data key."""
        with alone(self._connection):
            change = self._change()
            change.start(self.holders())
            yield change

            def write(copy: Database) -> tuple[int, str]:
                store = self._store_of(copy)
                with store.change(command) as line:
                    line.about(*change.refs)
                    Holders(copy).replace(change.wanted)
                return store.audit.head()

            head = rotate(
                self._connection,
                self._folder,
                self._key,
                write=write,
                removed=change.removed,
                warn=self._warn,
            )
            self._seen.remember(*head)

    def has_passphrase(self) -> bool:
        """Whether it was unlocked with a passphrase, which can be changed."""
        return isinstance(self._credential, Passphrase)

    def change_passphrase(self, command: str, passphrase: Secret) -> None:
        """Put whoever unlocked it under another passphrase, where they used one."""
        assert isinstance(self._credential, Passphrase)  # noqa: S101 - `has_passphrase` says so
        audit, head = self.store.audit, self.store.audit.head()
        holder = self._credential.holder
        with (
            replacing(lambda: audit.head() != head) as files,
            self.store.change(command) as line,
        ):
            line.about(holder)
            (identity,) = identities_for(self._folder, self._credential)
            with identity:
                sealed = identities.seal_identity(identity, passphrase)
            files.replace(self._folder.holder_file(holder), sealed)

    def try_recovery(self, words: Secret) -> None:
        """Prove that this recovery key opens the register, changing nothing."""
        with identities.typed_identity(words) as identity:
            public = identities.public_key(identity)
            keys = open_generations(read_file(self._folder.key_file), identity)
        if public not in [one.public_key for one in self.holders() if one.kind == RECOVERY]:
            raise CannotUnlock(
                "That key opens the register, but it is a key holder's and not the recovery key.",
                "Take the recovery key from its envelope, or make another: marg key recovery",
            )
        connect(self._folder.database, keys[0], readonly=True).close()
        for key in keys:
            key.wipe()

    def close(self) -> None:
        """Put everything away, and the keys out of memory."""
        self._key.wipe()
        self._db.close()

    def _change(self) -> SqliteKeyChange:
        return SqliteKeyChange(by=self.store.holder, at=self._clock.now())

    def _store_of(self, copy: Database) -> SqliteStore:
        return SqliteStore(
            copy,
            folder=str(self._folder.path),
            holder=self.store.holder,
            clock=self._clock,
            warn=self._warn,
        )


def _sorted(holders: list[KeyHolder]) -> list[KeyHolder]:
    return sorted(holders, key=lambda one: (one.kind, one.name))
