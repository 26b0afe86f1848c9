"""What somebody shows to open the register: a passphrase, an age identity, or a file with one.

Plain classes: every command waits for these to be made, and a NamedTuple takes ten times as long.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from marg_cli.store.secret import Secret


class Passphrase:
    """The passphrase of one key holder's own key."""

    __slots__ = ("holder", "passphrase")

    def __init__(self, holder: str, passphrase: Secret) -> None:
        self.holder = holder
        self.passphrase = passphrase

    def forget(self) -> None:
        """Wipe out what was shown."""
        self.passphrase.wipe()


class IdentityFile:
    """A plain age identity on disk: a key holder's, or the recovery key."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def forget(self) -> None:
        """Forget nothing: the file stays where it is."""


class HeldIdentity:
    """An age identity in memory: taken out of one of the others, or kept by the holder's agent."""

    __slots__ = ("holder", "identity")

    def __init__(self, holder: str, identity: Secret) -> None:
        self.holder = holder
        self.identity = identity

    def forget(self) -> None:
        """Wipe out the key."""
        self.identity.wipe()


Credential: TypeAlias = Passphrase | IdentityFile | HeldIdentity
