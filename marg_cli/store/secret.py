"""Bytes that unlock something: they cannot print themselves, and are zeroed when done with."""

from __future__ import annotations

from typing import NoReturn, Self


class Secret:
    """A passphrase or key. Inside `with`, it is wiped at the end."""

    __slots__ = ("_content", "_wiped")

    def __init__(self, content: bytes | bytearray) -> None:
        self._content = bytearray(content)
        self._wiped = False

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Hold *text* as UTF-8. Raises UnicodeEncodeError for a lone surrogate."""
        return cls(text.encode())

    def reveal(self) -> bytearray:
        """Hand out the bytes themselves, not a copy. Raises ValueError once they are wiped."""
        if self._wiped:
            raise ValueError("this secret was wiped")
        return self._content

    def text(self) -> str:
        """Hand out a copy as text, which nothing can wipe. Raises UnicodeDecodeError."""
        return self.reveal().decode()

    def wipe(self) -> None:
        """Overwrite the bytes with zeros."""
        self._content[:] = bytes(len(self._content))
        self._wiped = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, _: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")
