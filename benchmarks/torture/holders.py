"""Who opens a register: exactly one key for whoever is on its list, and none for anybody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.torture.place import SECOND_PHRASE, Place
from benchmarks.torture.steps import ended
from marg_cli.errors import CannotUnlock, Damaged
from marg_cli.store.credential import IdentityFile
from marg_cli.store.keyring import RECOVERY
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import connect
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.holders import Holders
from marg_cli.store.sqlite.identities import open_identity, public_key, read_identities
from marg_cli.store.sqlite.keyslots import open_generations
from marg_cli.store.sqlite.unlock import open_register

ALWAYS = {"store.json", "register.db", "register.key.age", "holders"}


def listed(place: Place) -> dict[str, str]:
    """Each name on the list inside the register, and that holder's public key."""
    opened = open_register(inspect(place.folder), IdentityFile(place.identity))
    with closing(opened.connection):
        holders = Holders(Database(opened.connection)).listed()
    return {holder.name: holder.public_key for holder in holders}


def astray(place: Place, *, leaving: Sequence[str] = ()) -> Iterator[str]:
    """Tell who gets in and should not, or should and does not.

    Who is *leaving* may be shut out already while the list still has them: whoever opens the
    register next lets them in again.
    """
    holders = listed(place)
    files = [place.kit / file for file in ("key.txt", "leaver.txt", "recovery.txt")]
    for file in filter(Path.exists, files):
        identity = read_identities(file)[0]
        opening = sum(opens(place, key) for key in _sealed_to(place, identity))
        wanted = int(public_key(identity) in holders.values())
        if opening not in ({wanted, 0} if file.stem in leaving else {wanted}):
            yield f"{opening} keys open it for {file.stem}, and {wanted} should"


def unmended(place: Place) -> Iterator[str]:
    """Give the next command about keys, and tell what it left that an earlier one began."""
    code, said = ended(("key", "list"), place.environ)
    if code != 0:
        yield f"the next command ended with {code}: {said}"
        return
    holders = listed(place)
    for file in sorted(place.kit.glob("*.txt")):
        identity = read_identities(file)[0]
        keys, wanted = _sealed_to(place, identity), int(public_key(identity) in holders.values())
        if len(keys) != wanted:
            yield f"the key file holds {len(keys)} keys for {file.stem}, and {wanted} should be"
    there = {part.relative_to(place.folder).as_posix() for part in place.folder.rglob("*")}
    expected = ALWAYS | ({"holders/leaver.age"} if "leaver" in holders else set())
    if there != expected:
        yield f"left or lost: {sorted(there ^ expected)}"
    if RECOVERY not in holders:
        yield "there is no recovery key"


def phrase_is_new(place: Place, before: Place) -> bool:
    """Whether the second passphrase opens the leaver's own key; if not, the first one does.

    Raises CannotUnlock when neither does, and Damaged.
    """
    sealed = (place.folder / "holders" / "leaver.age").read_bytes()
    if sealed == (before.folder / "holders" / "leaver.age").read_bytes():
        return False
    open_identity(sealed, Secret.of_text(SECOND_PHRASE))
    return True


def data_keys(place: Place) -> list[Secret]:
    """The keys that the register is or was under, newest first."""
    return _sealed_to(place, read_identities(place.identity)[0])


def _sealed_to(place: Place, identity: Secret) -> list[Secret]:
    try:
        return open_generations((place.folder / "register.key.age").read_bytes(), identity)
    except CannotUnlock:
        return []


def opens(place: Place, key: Secret) -> bool:
    """Whether a data key opens the register."""
    try:
        connect(place.folder / "register.db", key, busy_seconds=0).close()
    except Damaged:
        return False
    return True
