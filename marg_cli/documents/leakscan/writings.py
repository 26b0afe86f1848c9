"""The ways in which one thing may be written, but for its capitals and its gaps."""

from __future__ import annotations

from collections.abc import Iterator

from marg_cli.documents.leakscan.addresses import abbreviated
from marg_cli.documents.leakscan.folding import cleaned, squeezed
from marg_cli.domain.checks.names import full_names, ways
from marg_cli.domain.leaks import Field, Needle

SHORTEST = 4
"""A reference or a number of fewer letters and digits tells nobody from another."""
NAMES = frozenset([Field.NAME, Field.ALIAS])
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def writings(needle: Needle) -> set[str]:
    """How a name, a reference, a number or an address may be written, cleaned."""
    if needle.field in NAMES:
        orders = {way for words in full_names(needle.text) for way in ways(words)}
        return {cleaned(" ".join(way)) for way in orders}
    if needle.field is Field.ADDRESS:
        return {cleaned(needle.text), *map(cleaned, abbreviated(needle.text))}
    return {cleaned(needle.text)} if len(squeezed(needle.text)) >= SHORTEST else set()


def encoded(text: str) -> Iterator[bytes]:
    """A text with letters beyond ASCII as the bytes it may have become."""
    for form in {text, text.lower(), text.upper(), text.title()}:
        for encoding in ENCODINGS:
            yield form.encode(encoding, "replace")
