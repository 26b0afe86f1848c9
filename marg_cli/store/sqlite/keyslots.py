"""The register's own key, sealed to the public key of everybody who may open it.

`register.key.age` is an ordinary age file; inside, one line of 96 hex digits for each generation
of the key, newest first: 32 bytes of key, then the 16 of salt its database begins with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from marg_cli.errors import CannotUnlock, Damaged
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import recipient

KEY_BYTES, SALT_BYTES = 32, 16
GENERATION_BYTES = KEY_BYTES + SALT_BYTES
NOT_SEALED_TO_IT = "No matching keys found"
"""What the library says of an identity that opens nothing; all else is of a broken file."""


def new_generation() -> Secret:
    """Make a data key: 32 random bytes, and the 16 of salt that begin the file it opens."""
    return Secret(os.urandom(GENERATION_BYTES))


def seal_generations(generations: Sequence[Secret], recipients: Iterable[str]) -> bytes:
    """Seal the data keys, newest first, to public keys. Raises UsageRefused for a bad one."""
    from pyrage import encrypt, x25519

    if not generations:
        raise ValueError("there is no key to seal")
    content = "".join(f"{generation.reveal().hex()}\n" for generation in generations)
    people = [x25519.Recipient.from_str(recipient(each)) for each in dict.fromkeys(recipients)]
    sealed: bytes = encrypt(content.encode(), people)
    return sealed


def open_generations(sealed: bytes, identity: Secret) -> list[Secret]:
    """Open the data keys, newest first.

    Raises CannotUnlock when they are not sealed to this identity, and Damaged for a broken file.
    """
    from pyrage import DecryptError, decrypt, x25519

    try:
        content = decrypt(sealed, [x25519.Identity.from_str(identity.text())])
        return _generations(content)
    except DecryptError as error:
        if str(error) == NOT_SEALED_TO_IT:
            raise CannotUnlock(
                "That key is not among those this register was sealed to.",
                "Ask a key holder to add yours with: marg key add NAME --recipient age1…",
            ) from error
        raise _damaged_key() from error
    except ValueError as error:
        raise _damaged_key() from error


def _generations(content: bytes) -> list[Secret]:
    lines = content.decode("ascii").splitlines()
    if not lines or any(len(line) != 2 * GENERATION_BYTES or " " in line for line in lines):
        raise ValueError("not one generation a line")
    return [Secret(bytearray.fromhex(line)) for line in lines]


def _damaged_key() -> Damaged:
    return Damaged("The register's key file, register.key.age, is damaged.")
