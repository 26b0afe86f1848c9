"""From what somebody shows to the open register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marg_cli.errors import CannotUnlock, Damaged
from marg_cli.store.credential import Credential, HeldIdentity, IdentityFile
from marg_cli.store.disk import read_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import BUSY_SECONDS, Connection, connect_any
from marg_cli.store.sqlite.folder import Folder
from marg_cli.store.sqlite.identities import open_identity, public_key, read_identities
from marg_cli.store.sqlite.keyslots import open_generations


class Opened:
    """The open register, the key that fits it, and the public key of whoever opened it.

    More than one generation means that a change of key was cut short and is to be finished.
    """

    __slots__ = ("connection", "generations", "key", "public_key")

    def __init__(
        self, connection: Connection, key: Secret, public_key: str, generations: int
    ) -> None:
        self.connection = connection
        self.key = key
        self.public_key = public_key
        self.generations = generations


def identities_for(folder: Folder, credential: Credential) -> list[Secret]:
    """Get at somebody's own key: one, or all that their file holds.

    Raises CannotUnlock for a wrong passphrase, name or file, and Damaged for a broken one.
    """
    if isinstance(credential, IdentityFile):
        return read_identities(credential.path)
    if isinstance(credential, HeldIdentity):
        return [Secret(credential.identity.reveal())]
    try:
        sealed = read_file(folder.holder_file(credential.holder))
    except FileNotFoundError as error:
        raise CannotUnlock(
            f"There is no key holder {credential.holder} here.",
            "Say whose key to use with MARG_HOLDER.",
        ) from error
    except OSError as error:
        raise Damaged("The key holder's file cannot be read.") from error
    return [open_identity(sealed, credential.passphrase)]


def unlock(folder: Folder, identities: Sequence[Secret]) -> tuple[list[Secret], str]:
    """Open the register's keys, newest first, and say which public key opened them.

    Raises CannotUnlock when they are sealed to none of the identities, and Damaged.
    """
    return _unsealed(_sealed(folder), identities)


def own_identity(folder: Folder, credential: Credential) -> Secret:
    """The one identity that opens the register, of all that somebody's file may hold.

    Raises as `identities_for` and `unlock` do.
    """
    identities = identities_for(folder, credential)
    generations, who = unlock(folder, identities)
    _wipe(generations)
    own = next(each for each in identities if public_key(each) == who)
    _wipe(each for each in identities if each is not own)
    return own


def open_register(
    folder: Folder,
    credential: Credential,
    *,
    busy_seconds: float = BUSY_SECONDS,
    readonly: bool = False,
) -> Opened:
    """Open the register, also while somebody else is changing its key.

    Raises CannotUnlock, Damaged, Busy and NotWritable.
    """
    identities = identities_for(folder, credential)
    sealed = _sealed(folder)
    while True:
        generations, who = _unsealed(sealed, identities)
        try:
            connection, key = connect_any(
                folder.database, generations, busy_seconds=busy_seconds, readonly=readonly
            )
        except Damaged:
            _wipe(generations)
            before, sealed = sealed, _sealed(folder)
            if sealed == before:
                raise
        else:
            break
    _wipe(identities)
    _wipe(generation for generation in generations if generation is not key)
    return Opened(connection, key, who, len(generations))


def _sealed(folder: Folder) -> bytes:
    try:
        return read_file(folder.key_file)
    except OSError as error:
        raise Damaged("The register's key file, register.key.age, cannot be read.") from error


def _unsealed(sealed: bytes, identities: Sequence[Secret]) -> tuple[list[Secret], str]:
    for identity in identities[:-1]:
        try:
            return open_generations(sealed, identity), public_key(identity)
        except CannotUnlock:
            continue
    return open_generations(sealed, identities[-1]), public_key(identities[-1])


def _wipe(secrets: Iterable[Secret]) -> None:
    for secret in secrets:
        secret.wipe()
