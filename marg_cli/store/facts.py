"""What a register is, seen from outside its content."""

from typing import NamedTuple


class StoreFacts(NamedTuple):
    """What a store says of itself, without a word of what it holds."""

    id: str
    folder: str
    schema: int
    size: int
    holders: tuple[str, ...]


class Problem(NamedTuple):
    """Something wrong with a register; `damage` means that it must not be written to any more."""

    what: str
    mend: str
    damage: bool


class BackedUp(NamedTuple):
    """A backup just written; `anchor` is the audit's last row just before it was made."""

    file: str
    size: int
    sha256: str
    anchor: str


class Waiting(NamedTuple):
    """A backup that was proven sound, and what putting it in place would mean.

    `made_at` is UTC text. `kept` is whether a register is there, which would be kept aside;
    `lost` is how many changes were made in that one since, or None where that cannot be known.
    `holders` is whom it opens for; `let_in_again` those of them whose key was taken from them
    since, and `old_recovery` whether the recovery key was replaced since: both as far as the
    register that is there tells.
    """

    file: str
    id: str
    made_at: str
    head: str
    kept: bool
    same: bool | None
    lost: int | None
    holders: tuple[str, ...]
    let_in_again: tuple[str, ...]
    old_recovery: bool


class Restored(NamedTuple):
    """A register brought back; `aside` is the folder of the one that was there before.

    `let_in_again` are key holders whose key had been taken from them since it was made.
    """

    store: str
    made_at: str
    head: str
    lost: int | None
    aside: str | None
    let_in_again: tuple[str, ...]
