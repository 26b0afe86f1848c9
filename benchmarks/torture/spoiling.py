"""Ways to spoil a file that somebody else can write to."""

from __future__ import annotations

import random
from collections.abc import Callable

PAGE = 4096
SECTOR = 512
Lot = random.Random


def flip(content: bytearray, lot: Lot) -> None:
    """Turn one bit over."""
    content[lot.randrange(len(content))] ^= 1 << lot.randrange(8)


def flips(content: bytearray, lot: Lot) -> None:
    """Turn several bits over."""
    for _ in range(lot.randint(2, 64)):
        flip(content, lot)


def flip_head(content: bytearray, lot: Lot) -> None:
    """Turn a bit over where every reader begins."""
    content[lot.randrange(min(100, len(content)))] ^= 1 << lot.randrange(8)


def flip_seal(content: bytearray, lot: Lot) -> None:
    """Turn a bit over in the end of a page, where its seal is."""
    page = lot.randrange(-(-len(content) // PAGE))
    at = min((page + 1) * PAGE, len(content)) - 1 - lot.randrange(80)
    content[at] ^= 1 << lot.randrange(8)


def empty_sector(content: bytearray, lot: Lot) -> None:
    """Leave zeros in the place of a sector."""
    _put(content, lot.randrange(len(content)) // SECTOR * SECTOR, bytes(SECTOR))


def foreign_page(content: bytearray, lot: Lot) -> None:
    """Put rubbish in the place of a page."""
    _put(content, lot.randrange(len(content)) // PAGE * PAGE, lot.randbytes(PAGE))


def copy_page(content: bytearray, lot: Lot) -> None:
    """Put one page in the place of another."""
    source, to = (lot.randrange(len(content)) // PAGE * PAGE for _ in range(2))
    _put(content, to, content[source : source + PAGE])


def swap_pages(content: bytearray, lot: Lot) -> None:
    """Let two pages change places."""
    one, other = (lot.randrange(len(content)) // PAGE * PAGE for _ in range(2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    _put(content, one, second)
    _put(content, other, first)


def cut(content: bytearray, lot: Lot) -> None:
    """Cut the end off."""
    del content[lot.randrange(len(content)) :]


def cut_pages(content: bytearray, lot: Lot) -> None:
    """Cut whole pages off the end."""
    del content[lot.randrange(len(content)) // PAGE * PAGE :]


def lengthen(content: bytearray, lot: Lot) -> None:
    """Add rubbish to the end."""
    content += lot.randbytes(lot.choice((1, SECTOR, PAGE, 3 * PAGE)))


def insert(content: bytearray, lot: Lot) -> None:
    """Push everything after some point along by a byte."""
    content.insert(lot.randrange(len(content)), lot.randrange(256))


def drop(content: bytearray, lot: Lot) -> None:
    """Take a byte out."""
    del content[lot.randrange(len(content))]


def _put(content: bytearray, at: int, piece: bytes | bytearray) -> None:
    room = len(content) - at
    content[at : at + len(piece)] = piece[:room]


WAYS: tuple[Callable[[bytearray, Lot], None], ...] = (
    flip,
    flips,
    flip_head,
    flip_seal,
    empty_sector,
    foreign_page,
    copy_page,
    swap_pages,
    cut,
    cut_pages,
    lengthen,
    insert,
    drop,
)
