"""What an encrypted register holds in each of its pages, free ones too, as anybody with the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from marg_cli.store.sqlite.identities import read_identities
from marg_cli.store.sqlite.keyslots import KEY_BYTES, SALT_BYTES, open_generations

PAGE, RESERVED, IV = 4096, 80, 16
"""SQLCipher 4's own: each page ends with its vector and its seal."""


def decrypted(register: Path, identity: Path) -> bytes:
    """Every page of a register, in plain."""
    sealed = (register / "register.key.age").read_bytes()
    key = open_generations(sealed, read_identities(identity)[0])[0].reveal()[:KEY_BYTES]
    return b"".join(_pages((register / "register.db").read_bytes(), bytes(key)))


def _pages(content: bytes, key: bytes) -> Iterator[bytes]:
    for begins in range(0, len(content), PAGE):
        page = content[begins : begins + PAGE]
        hidden = page[SALT_BYTES if begins == 0 else 0 : -RESERVED]
        vector = page[-RESERVED:][:IV]
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        yield cipher.update(hidden) + cipher.finalize()
