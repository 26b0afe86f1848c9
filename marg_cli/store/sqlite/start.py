"""Start a register: its folder, its key, its first key holder, and what the group has set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.store.keyring import HOLDER, RECOVERY, KeyHolder
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.hardening import harden
from marg_cli.store.sqlite.holders import Holders
from marg_cli.store.sqlite.store import Clock, SqliteStore

if TYPE_CHECKING:
    from marg_cli.store.secret import Secret
    from marg_cli.store.sqlite.connection import Connection
    from marg_cli.store.sqlite.folder import Folder


class Started(NamedTuple):
    """A register just started. The recovery key is shown once and kept nowhere."""

    store: str
    id: str
    holder: str
    recovery_key: str


def start_register(
    path: Path,
    *,
    holder: str,
    passphrase: Secret | None,
    recipient: str | None,
    settings: dict[str, str],
    clock: Clock,
) -> Started:
    """Make a register whose first key holder is *holder*: under a passphrase, or a public key.

    Raises RegisterExists, UsageRefused for a bad name or public key, and NotWritable.
    """
    from marg_cli.store.disk import create_file
    from marg_cli.store.sqlite import folder, identities, keyslots
    from marg_cli.store.sqlite.connection import create

    harden()
    recovery = identities.new_identity()
    generation = keyslots.new_generation()
    with folder.create(path) as made:
        if recipient is None:
            assert passphrase is not None  # noqa: S101 - one of the two is always given
            identity = identities.new_identity()
            public = identities.public_key(identity)
            create_file(made.holder_file(holder), identities.seal_identity(identity, passphrase))
            identity.wipe()
        else:
            made.holder_file(holder)
            public = identities.recipient(recipient)
        keys = {holder: public, RECOVERY: identities.public_key(recovery)}
        create_file(made.key_file, keyslots.seal_generations([generation], keys.values()))
        _fill(create(made.database, generation), made, keys, settings, clock)
    generation.wipe()
    return Started(str(made.path), made.id, holder, recovery.text())


def _fill(
    connection: Connection,
    folder: Folder,
    keys: dict[str, str],
    settings: dict[str, str],
    clock: Clock,
) -> None:
    from marg_cli.domain.settings import Setting
    from marg_cli.store.sqlite.marker import write_own_id
    from marg_cli.store.sqlite.migrate import migrate

    migrate(connection, 0)
    db = Database(connection)
    write_own_id(db, folder.id)
    holder = next(iter(keys))
    kinds = dict.fromkeys(keys, HOLDER) | {RECOVERY: RECOVERY}
    Holders(db).replace(
        [KeyHolder(name, key, kinds[name], clock.now(), holder) for name, key in keys.items()]
    )
    store = SqliteStore(db, folder=str(folder.path), holder=holder, clock=clock, warn=_quiet)
    with store.change("init") as change:
        change.save(*(Setting(key=key, value=value) for key, value in settings.items()))
    store.close()


def _quiet(_: str) -> None: ...
