"""The audit: an append-only chain of who ran which command about which references."""

from collections.abc import Iterable
from typing import NamedTuple

try:  # hashlib loads the whole of OpenSSL, a twentieth of a start; `random` goes round it as well
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # before Python 3.12
    except ImportError:
        from hashlib import sha256

FIRST = "0" * 64
"""What the first row of a chain points back to."""

STARTED = "init"
"""The command of every chain's first row: who cuts all of a chain cannot start it again."""


class AuditRow(NamedTuple):
    """One row: never the content, never what was erased (DPA 2018 s.62).

    `at` is real UTC, `day` the business day (pretended in rehearsals).
    """

    seq: int
    at: str
    day: str
    holder: str
    command: str
    refs: str
    previous: str
    hash: str

    @property
    def ref(self) -> str:
        """The row's number as minutes and backups print it."""
        return f"#{self.seq}"

    def is_linked_to(self, previous: str) -> bool:
        """Whether the row follows *previous* and holds what it held when it was written."""
        return self.previous == previous and self.hash == row_hash(*self[:-1])


class Walk(NamedTuple):
    """How far a chain is whole; `broken_at` is the first row that does not follow."""

    rows: int
    head: str
    broken_at: int | None


def walk(rows: Iterable[AuditRow], anchor: tuple[int, str] | None = None) -> Walk:
    """Go along a whole chain, oldest row first; *anchor* is a row's number and hash.

    Found at the exact row: one edited, put in, taken out or in another's place. A tail cut off,
    or all of it forged anew, shows only against an anchor kept elsewhere.
    """
    previous, count, head = FIRST, 0, ""
    for row in rows:
        count += 1
        follows = row.seq == count and row.is_linked_to(previous)
        known = anchor is None or row.seq != anchor[0] or row.hash == anchor[1]
        if not (follows and known and (count > 1 or row.command == STARTED)):
            return Walk(count, head, count)
        previous, head = row.hash, f"{row.ref} {row.hash}"
    cut = count == 0 or (anchor is not None and anchor[0] > count)
    return Walk(count, head, count + 1 if cut else None)


def row_hash(*row: int | str) -> str:
    """SHA-256 over a row without its own hash, as canonical JSON; the row before is in it."""
    text = ",".join(str(value) if isinstance(value, int) else _quoted(value) for value in row)
    return str(sha256(f"[{text}]".encode()).hexdigest())


def _quoted(text: str) -> str:
    """A JSON string in ASCII; `json` itself, which is slow to load, is left for what needs it."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    import json

    return json.dumps(text, ensure_ascii=True)
