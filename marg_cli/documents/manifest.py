"""The coordinator's list of who gets what: references, hashes, and who is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """One recipient's copy: its number in the ledger, its cases, its files with their SHA-256."""

    pack: str
    recipient: str
    cases: Sequence[str]
    extract: bool
    files: Sequence[tuple[str, str]]
    allowed: Sequence[str]


class Without(NamedTuple):
    """Somebody who gets no copy, and why."""

    recipient: str
    because: str


def manifest(marking: str, title: str, lines: Iterable[Line], without: Iterable[Without]) -> bytes:
    """Write the list as plain text, the marking at its head and foot."""
    entries = ["\n".join(_entry(line)) for line in lines]
    left_out = [f"Left out: {each.recipient}, {each.because}" for each in without]
    parts = [marking, title, *entries, *(["\n".join(left_out)] if left_out else []), marking]
    return ("\n\n".join(parts) + "\n").encode()


def _entry(line: Line) -> Iterator[str]:
    yield f"{line.pack}  {line.recipient}"
    what = "Extract, cases" if line.extract else "Cases"
    yield f"  {what}: {', '.join(line.cases) or 'none'}"
    for passed in line.allowed:
        yield f"  Let pass: {passed}"
    for name, sha256 in line.files:
        yield f"  File:    {name}"
        yield f"  SHA-256: {sha256}"
