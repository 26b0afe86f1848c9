"""Who holds a key to the register, and the changes of that: each stands as a whole or not at all.

The list that counts is inside the encrypted register; whoever can only write to its folder is
not able to add themselves.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store
    from marg_cli.store.secret import Secret

HOLDER, RECOVERY = "holder", "recovery"
"""The two kinds; there is one recovery key, and it goes by the name of its kind."""


class KeyHolder(NamedTuple):
    """Somebody the register is sealed to; `added_at` is UTC text, `added_by` another's name."""

    name: str
    public_key: str
    kind: str
    added_at: str
    added_by: str


class KeyChange(Protocol):
    """A change of the key holders under way, while nobody else can change anything."""

    def holders(self) -> list[KeyHolder]:
        """Who holds a key now: people by name, the recovery key last."""

    def add(self, name: str, *, passphrase: Secret | None, recipient: str | None) -> str:
        """Let somebody in by a new passphrase of theirs, or by a public key; answers that key.

        Raises UsageRefused for a name or a public key that is none.
        """

    def remove(self, name: str) -> None:
        """Let somebody in no longer."""

    def new_recovery_key(self) -> Secret:
        """Make another recovery key, in the place of the one there is."""


class Keyring(Protocol):
    """The keys of one register, unlocked with everything it holds."""

    @property
    def store(self) -> Store:
        """The register itself; of no use after a rotation, which leaves another in its place."""

    def holders(self) -> list[KeyHolder]:
        """Who holds a key: people by name, the recovery key last."""

    def holder_name(self, text: str) -> str:
        """Check what a key holder is to be called. Raises UsageRefused."""

    def public_key(self, text: str) -> str:
        """Write a public key the usual way. Raises UsageRefused for what is none."""

    def sealing(self, command: str) -> AbstractContextManager[KeyChange]:
        """Seal the same data key to other people. Raises Busy and NotWritable."""

    def rotation(self, command: str) -> AbstractContextManager[KeyChange]:
        """Write everything anew under another data key, which only those who stay can open.

        Raises Busy also when somebody is only reading, and NotWritable.
        """

    def has_passphrase(self) -> bool:
        """Whether it was unlocked with a passphrase, which can be changed."""

    def change_passphrase(self, command: str, passphrase: Secret) -> None:
        """Put whoever unlocked it under another passphrase, where they used one."""

    def try_recovery(self, words: Secret) -> None:
        """Prove that this recovery key opens the register, changing nothing.

        Raises CannotUnlock when it does not, or when it is no recovery key.
        """

    def close(self) -> None:
        """Put everything away, and the keys out of memory."""
