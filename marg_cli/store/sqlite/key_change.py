"""What a change of the key holders gathers, before any of it is done."""

from __future__ import annotations

from marg_cli.store.keyring import HOLDER, RECOVERY, KeyHolder
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite import identities
from marg_cli.store.sqlite.holder_name import holder_name


class SqliteKeyChange:
    """Who there was, who there is to be, and the new files of those who have a passphrase."""

    def __init__(self, *, by: str, at: str) -> None:
        self._by = by
        self._at = at
        self.wanted: list[KeyHolder] = []
        self.files: dict[str, bytes] = {}
        self.removed: list[str] = []
        self.refs: list[str] = []

    def start(self, there: list[KeyHolder]) -> None:
        """Begin with those who hold a key, read once nobody else can change them."""
        self.wanted = list(there)

    def holders(self) -> list[KeyHolder]:
        """Who holds a key, as far as this change goes."""
        return list(self.wanted)

    def add(self, name: str, *, passphrase: Secret | None, recipient: str | None) -> str:
        """Let somebody in by a new passphrase of theirs, or by a public key; answers that key."""
        name = holder_name(name)
        if recipient is not None:
            public = identities.recipient(recipient)
        else:
            assert passphrase is not None  # noqa: S101 - one of the two is always given
            with identities.new_identity() as identity:
                public = identities.public_key(identity)
                self.files[name] = identities.seal_identity(identity, passphrase)
        self._put(name, public, HOLDER)
        return public

    def remove(self, name: str) -> None:
        """Let somebody in no longer."""
        self.wanted = [holder for holder in self.wanted if holder.name != name]
        self.removed.append(name)
        self.refs.append(name)

    def new_recovery_key(self) -> Secret:
        """Make another recovery key, in the place of the one there is."""
        identity = identities.new_identity()
        self.wanted = [holder for holder in self.wanted if holder.kind != RECOVERY]
        self._put(RECOVERY, identities.public_key(identity), RECOVERY)
        return identity

    def _put(self, name: str, public_key: str, kind: str) -> None:
        self.wanted.append(KeyHolder(name, public_key, kind, self._at, self._by))
        self.refs.append(name)
