"""Which characters the fonts of a paper can draw, and what stands for those they cannot."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

UNSEEN = re.compile(
    "[\u00ad\u034f\u200c\u200d\u2060\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""Joins, variation selectors, tags and soft hyphens: alone they show nothing."""
ALIKE = str.maketrans({"\u2011": "\u2010", "\u205f": "\u2005", "\u3000": "\u2003", "☐": "□"})
"""A hyphen, spaces and a box to tick that few fonts have, and those that look the same."""
LAST = 0x10FFFF
CONTROLS = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Of these nobody can say how they look, whatever a font has; they end up as their numbers."""
UNICODE_TABLES = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}


class Shown(NamedTuple):
    """A text as it can be drawn, and each character that is written as its number instead."""

    text: str
    missing: str


class Coverage:
    """What some fonts draw between them; a letter and the marks on it need one font."""

    def __init__(self, families: Iterable[frozenset[int]]) -> None:
        self.families = tuple(families)
        self.plain = frozenset.intersection(*self.families) if self.families else frozenset()

    def shown(self, text: str) -> Shown:
        """*text* with `[U+1F600]` for each character that cannot be drawn.

        What only joins or varies such characters is left out; combined letters are tried both
        as one character and as a letter with its marks.
        """
        if self.plain.issuperset(map(ord, text)) and not (text and _is_mark(text[0])):
            return Shown(text, "")
        pieces, missing = [], []
        for cluster in _clusters(_prepared(text)):
            piece, lacking = self._cluster(cluster)
            pieces.append(piece)
            missing.append(lacking)
        return Shown("".join(pieces), "".join(missing))

    def _cluster(self, cluster: str) -> tuple[str, str]:
        """A letter with its marks as it can be drawn, and what of it is written by number.

        A mark on no letter has nothing to be drawn on.
        """
        first, marks = cluster[0], cluster[1:]
        if _is_mark(first):
            return _numbers(cluster), cluster
        for form in (cluster, unicodedata.normalize("NFD", cluster)):
            if self._drawn(form):
                return form, ""
        if self._drawn(first):
            return first + _numbers(marks), marks
        return _numbers(cluster), cluster

    def _drawn(self, cluster: str) -> bool:
        return any(family.issuperset(map(ord, cluster)) for family in self.families)


@cache
def coverage(families: Sequence[tuple[Path, ...]]) -> Coverage:
    """What fonts draw, given the files of each family: a family draws what all its files do."""
    return Coverage(frozenset.intersection(*map(characters, files)) for files in families if files)


@cache
def characters(font: Path) -> frozenset[int]:
    """The characters a TrueType or OpenType file has a glyph for, by their Unicode numbers.

    A file that is not understood has none.
    """
    try:
        return _characters(_cmap(font.read_bytes()))
    except (struct.error, OSError):
        return frozenset()


def number(character: str) -> str:
    """The number by which Unicode knows a character: `U+1F600`."""
    return f"U+{ord(character):04X}"


def _prepared(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(ALIKE)


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks that combine with it."""
    held = ""
    for character in text:
        if held and not _is_mark(character):
            yield held
            held = ""
        held += character
    if held:
        yield held


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _numbers(text: str) -> str:
    return "".join(f"[{number(character)}]" for character in text)


def _cmap(font: bytes) -> bytes:
    """The table of a font that maps characters to glyphs; all its numbers are big-endian.

    See "OpenType font file" and "cmap" in the OpenType specification.
    """
    (tables,) = struct.unpack_from(">4xH", font)
    for name, start, size in struct.iter_unpack(">4s4xII", font[12 : 12 + 16 * tables]):
        if name == b"cmap":
            return font[start : start + size]
    return b""


@cache
def _characters(cmap: bytes) -> frozenset[int]:
    """Fonts of one family often have the same table: it is read once."""
    (count,) = struct.unpack_from(">2xH", cmap)
    entries = [struct.unpack_from(">HHI", cmap, 4 + 8 * at) for at in range(count)]
    found: set[int] = set()
    for start in {start for *kind, start in entries if tuple(kind) in UNICODE_TABLES}:
        (form,) = struct.unpack_from(">H", cmap, start)
        if form in FORMS:
            found.update(FORMS[form](cmap[start:]))
    return frozenset(code for code in found if unicodedata.category(chr(code)) not in CONTROLS)


def _segments(table: bytes) -> Iterator[int]:
    """Format 4: for each stretch of characters its end, start, shift, and where its glyphs are."""
    (twice,) = struct.unpack_from(">6xH", table)
    arrays = [14, *(16 + twice * at for at in (1, 2, 3))]
    stretches = (struct.unpack_from(f">{twice // 2}H", table, array) for array in arrays)
    for at, (end, start, shift, place) in enumerate(zip(*stretches, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if place:
                glyphs = arrays[3] + 2 * at + place
                (glyph,) = struct.unpack_from(">H", table, glyphs + 2 * (code - start))
            else:
                glyph = (code + shift) % 0x10000
            if glyph:
                yield code


def _groups(table: bytes) -> Iterator[int]:
    """Format 12: stretches of characters, and the glyph of the first; glyph 0 is none."""
    (count,) = struct.unpack_from(">12xI", table)
    for start, end, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        yield from range(start if glyph else start + 1, min(end, LAST) + 1)


FORMS = {4: _segments, 12: _groups}
