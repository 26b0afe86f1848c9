"""Search what a command left for what must never lie bare: keys, passphrases, and the content."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from benchmarks.torture.place import FIRST_PHRASE, SECOND_PHRASE, Place
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.keyslots import KEY_BYTES

WORDS = {
    "a passphrase": (FIRST_PHRASE, SECOND_PHRASE),
    "somebody's own key": ("AGE-SECRET-KEY-1",),
    "a person's name": ("Thistledown", "Puddlecombe"),
}
PLAIN_DATABASE = b"SQLite format 3\0"
WITHIN_BASE64 = 40
"""Characters that do not depend on what stands around them."""


def lying_bare(place: Place, keys: list[Secret]) -> Iterator[str]:
    """Name each file in the register's home that holds what is only there sealed."""
    sought = [*_of_keys(keys), *_of_words(), ("a plain database", PLAIN_DATABASE)]
    for file in (part for part in place.home.rglob("*") if part.is_file()):
        content = file.read_bytes()
        for what, needle in sought:
            if needle in content:
                yield f"{what} lies bare in {file.relative_to(place.home)}"


def _of_keys(keys: list[Secret]) -> Iterator[tuple[str, bytes]]:
    for key in keys:
        data = bytes(key.reveal()[:KEY_BYTES])
        yield "a data key", data
        yield "a data key in hex", data.hex().encode()
        yield "a data key in capital hex", data.hex().upper().encode()
        yield "a data key in base64", b64encode(data)[:WITHIN_BASE64]


def _of_words() -> Iterator[tuple[str, bytes]]:
    for what, words in WORDS.items():
        for word in words:
            yield what, word.encode()
            yield f"{what} in UTF-16", word.encode("utf-16-le")
