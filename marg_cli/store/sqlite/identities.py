"""A person's own key: an age identity, sealed under that person's passphrase or plain in a file.

The library is imported where it is used: help, completion and a register that stands open need
none of it, and imports are most of what a command waits for.
"""

from __future__ import annotations

from pathlib import Path

from marg_cli.errors import CannotUnlock, Damaged, UsageRefused
from marg_cli.store.disk import read_private
from marg_cli.store.secret import Secret

WRONG_PASSPHRASE = "Decryption failed"  # noqa: S105 - the library's words
"""What the library says of a wrong passphrase; all else it says is of a broken file."""

MARK_OF_A_SEALED_FILE = b"age-encryption.org/"


def new_identity() -> Secret:
    """Make a key holder's identity, or a recovery key: one line, `AGE-SECRET-KEY-1…`."""
    from pyrage import x25519

    return Secret.of_text(str(x25519.Identity.generate()))


def public_key(identity: Secret) -> str:
    """The `age1…` that belongs to an identity."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(identity.text()).to_public())


def recipient(text: str) -> str:
    """Check a public key and write it the usual way. Raises UsageRefused."""
    from pyrage import RecipientError, x25519

    words = text.strip()
    if words.upper().startswith("AGE-SECRET-KEY-"):
        raise UsageRefused(
            "That is a secret key, where the public key that belongs to it is wanted.",
            "Show the public key with: age-keygen -y FILE    and keep the secret one to yourself",
        )
    try:
        return str(x25519.Recipient.from_str(words))
    except (RecipientError, UnicodeEncodeError) as error:
        raise UsageRefused(
            "That is not an age public key.",
            "One starts with age1 and has 62 characters; copy it again as a whole.",
        ) from error


def seal_identity(identity: Secret, passphrase: Secret) -> bytes:
    """Seal an identity under a passphrase (scrypt, about a second): the file of a key holder."""
    from pyrage import passphrase as by_passphrase

    content = f"# public key: {public_key(identity)}\n{identity.text()}\n"
    sealed: bytes = by_passphrase.encrypt(content.encode(), passphrase.text())
    return sealed


def open_identity(sealed: bytes, passphrase: Secret) -> Secret:
    """Open a key holder's file.

    Raises CannotUnlock for a wrong passphrase, and Damaged for a file cut short or altered. Which
    of the two an alteration in the few bytes that carry the passphrase's own check is cannot be
    told: it reads as a wrong passphrase.
    """
    from pyrage import DecryptError
    from pyrage import passphrase as by_passphrase

    try:
        content = by_passphrase.decrypt(sealed, passphrase.text())
    except DecryptError as error:
        if str(error) == WRONG_PASSPHRASE:
            raise CannotUnlock(
                "That passphrase does not open this key.",
                "Try again. If you are sure of it, the key's file may have been altered: take it "
                "from a backup, or open the register with the recovery key (MARG_IDENTITY_FILE).",
            ) from error
        raise _damaged_holder() from error
    except UnicodeDecodeError as error:
        raise CannotUnlock("That passphrase is not text in UTF-8.", "Type it again.") from error
    try:
        (identity,) = _identities(content)
    except ValueError as error:
        raise _damaged_holder() from error
    return identity


def read_identities(path: Path) -> list[Secret]:
    """Read a plain age identity file, with its comments.

    Raises CannotUnlock when it is not one, or when others on the machine could read it too.
    """
    content = read_private(path, "The identity file")
    if content.startswith(MARK_OF_A_SEALED_FILE):
        raise CannotUnlock(
            "That identity file is itself sealed under a passphrase.",
            "Give a plain age identity, or unset MARG_IDENTITY_FILE and give the passphrase.",
        )
    try:
        return _identities(content)
    except ValueError as error:
        raise CannotUnlock(
            "That file is not an age identity.",
            "It should hold a line that starts with AGE-SECRET-KEY-1.",
        ) from error


def typed_identity(words: Secret) -> Secret:
    """Read an identity as somebody types it off paper, or out of a file. Raises CannotUnlock."""
    try:
        lines = words.text().splitlines()
        kept = [line for line in lines if not line.lstrip().startswith("#")]
        (identity,) = _identities("".join("".join(kept).split()).upper().encode())
    except ValueError as error:
        raise CannotUnlock(
            "That is no recovery key.",
            "It starts with AGE-SECRET-KEY-1 and has 74 characters; copy it again as a whole.",
        ) from error
    return identity


def _identities(content: bytes) -> list[Secret]:
    from pyrage import IdentityError, x25519

    lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
    try:
        found = [
            Secret.of_text(str(x25519.Identity.from_str(line)))
            for line in lines
            if line and not line.startswith("#")
        ]
    except IdentityError as error:
        raise ValueError("a line that is no identity") from error
    if not found:
        raise ValueError("no identity")
    return found


def _damaged_holder() -> Damaged:
    return Damaged(
        "The key holder's file is damaged.",
        "Take it from a backup, or open the register with the recovery key (MARG_IDENTITY_FILE).",
    )
