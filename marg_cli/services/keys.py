"""Who may open the register, and letting people in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.fingerprint import short_form
from marg_cli.errors import NotFound, Refused
from marg_cli.store.keyring import HOLDER, RECOVERY

if TYPE_CHECKING:
    from marg_cli.store.keyring import KeyHolder, Keyring
    from marg_cli.store.secret import Secret


class KeyLine(NamedTuple):
    """One key holder as people and programs see it; `since` is UTC."""

    name: str
    fingerprint: str
    kind: str
    since: str
    added_by: str
    public_key: str


class NewRecoveryKey(NamedTuple):
    """A recovery key just made: shown once and kept nowhere."""

    fingerprint: str
    recovery_key: str


class RecoveryTested(NamedTuple):
    """The recovery key that was tried, and that it opens the register."""

    fingerprint: str
    opens: bool


def listed(keyring: Keyring) -> list[KeyLine]:
    """List who holds a key: people by name, the recovery key last."""
    with keyring.store.read("key list") as reading:
        found = keyring.holders()
        reading.note(f"all ({len(found)})")
    return [_line(holder) for holder in found]


def may_add(keyring: Keyring, name: str) -> None:
    """Refuse a name that is none or is taken, before anybody is asked for a passphrase."""
    _free(keyring.holders(), keyring.holder_name(name))


def add(
    keyring: Keyring, name: str, *, passphrase: Secret | None, recipient: str | None
) -> KeyLine:
    """Let somebody in, by a new passphrase of theirs or by a public key.

    Raises Refused when the name or the key is somebody's already, and UsageRefused for a name or
    a public key that is none.
    """
    with keyring.sealing("key add") as change:
        there = change.holders()
        _free(there, name)
        public = change.add(name, passphrase=passphrase, recipient=recipient)
        owner = next((holder.name for holder in there if holder.public_key == public), None)
        if owner:
            raise Refused(
                f"That public key is {owner}'s already.", "See who holds a key: marg key list"
            )
    return _line(_known(keyring.holders(), name))


def may_remove(keyring: Keyring, name: str) -> bool:
    """Refuse what cannot be removed; answers whether it is the key the register is open with."""
    return _removable(keyring.holders(), name).name == keyring.store.holder


def remove(keyring: Keyring, name: str) -> KeyLine:
    """Let somebody in no longer: write all anew under a key that only the others can open.

    Raises NotFound, Refused for the last key holder or the recovery key, and Busy while anybody
    else is in the register.
    """
    with keyring.rotation("key remove") as change:
        holder = _removable(change.holders(), name)
        change.remove(holder.name)
    return _line(holder)


def may_change_passphrase(keyring: Keyring) -> None:
    """Refuse where there is none, before anybody is asked for another."""
    if not keyring.has_passphrase():
        raise Refused(
            "You opened the register with a key of your own, which has no passphrase here.",
            "Open it with the passphrase you want to change: unset MARG_IDENTITY_FILE.",
        )


def change_passphrase(keyring: Keyring, passphrase: Secret) -> None:
    """Put one's own key under another passphrase. Raises Refused for a key without one."""
    may_change_passphrase(keyring)
    keyring.change_passphrase("key passphrase", passphrase)


def new_recovery(keyring: Keyring) -> NewRecoveryKey:
    """Make another recovery key; the one there was opens nothing that is written from now on.

    Raises Busy while anybody else is in the register.
    """
    with keyring.rotation("key recovery") as change:
        words = change.new_recovery_key().text()
        made = next(holder for holder in change.holders() if holder.kind == RECOVERY)
    return NewRecoveryKey(short_form(made.public_key), words)


def try_recovery(keyring: Keyring, words: Secret) -> RecoveryTested:
    """Prove that a recovery key opens the register, changing nothing. Raises CannotUnlock."""
    with keyring.store.read("key recovery --test", RECOVERY):
        keyring.try_recovery(words)
        made = next(holder for holder in keyring.holders() if holder.kind == RECOVERY)
    return RecoveryTested(short_form(made.public_key), opens=True)


def _line(holder: KeyHolder) -> KeyLine:
    return KeyLine(
        holder.name,
        short_form(holder.public_key),
        holder.kind,
        holder.added_at,
        holder.added_by,
        holder.public_key,
    )


def _free(holders: list[KeyHolder], name: str) -> None:
    if any(holder.name.casefold() == name.casefold() for holder in holders):
        raise Refused(
            "There is a key holder of that name already.",
            "Choose another name. See who holds a key: marg key list",
        )


def _known(holders: list[KeyHolder], name: str) -> KeyHolder:
    for holder in holders:
        if holder.name.casefold() == name.casefold():
            return holder
    raise NotFound("There is no key holder of that name.", "List them with: marg key list")


def _removable(holders: list[KeyHolder], name: str) -> KeyHolder:
    holder = _known(holders, name)
    if holder.kind == RECOVERY:
        raise Refused(
            "The recovery key cannot be removed, only replaced.",
            "Make another, which ends this one: marg key recovery",
        )
    if sum(other.kind == HOLDER for other in holders) == 1:
        raise Refused(
            "That is the only key holder, so nobody could open the register any more.",
            "Let somebody else in first: marg key add NAME",
        )
    return holder
