"""What somebody shows to open the register: a passphrase, or a file with an age identity.

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


class IdentityFile:
    """A plain age identity on disk: a key holder's, or the recovery key."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path


Credential: TypeAlias = Passphrase | IdentityFile
