"""A document's content on its way in or out: measured and recognised, never whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from marg_cli.domain.file_types import ENOUGH, FileType, file_type
from marg_cli.errors import Damaged, Refused, UsageRefused

MB = 1024 * 1024


class Measured:
    """Passes pieces on and remembers how long they are, their hash, and how they begin.

    Raises Refused beyond *limit* megabytes, and UsageRefused for nothing at all.
    """

    def __init__(self, pieces: Iterable[bytes], limit: int) -> None:
        self._pieces = pieces
        self._limit = limit
        self._hash = sha256()
        self._beginning = b""
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size += len(piece)
            if self.size > self._limit * MB:
                raise Refused(
                    f"That file is larger than {self._limit} MB.",
                    "Make it smaller, or set another limit: marg config set document.limit MB",
                )
            self._hash.update(piece)
            self._beginning += piece[: ENOUGH - len(self._beginning)]
            yield piece
        if not self.size:
            raise UsageRefused("That file is empty.", "Check that it is the file you mean.")

    @property
    def sha256(self) -> str:
        """The SHA-256 of all that was passed on."""
        return self._hash.hexdigest()

    def type(self, name: str) -> FileType:
        """What the file is, by how it begins and by its *name*."""
        return file_type(self._beginning, name)


def proven(pieces: Iterable[bytes], expected: str) -> Iterator[bytes]:
    """Pass pieces on. Raises Damaged at their end when they are not what was once kept."""
    found = sha256()
    for piece in pieces:
        found.update(piece)
        yield piece
    if found.hexdigest() != expected:
        raise Damaged("The document is not what was once kept; it was not written.")
