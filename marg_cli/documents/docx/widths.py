"""How wide the columns of a table on paper are, in letters that are not all of one width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from marg_cli.documents.columns import shared, stays_whole, width

EM_PARTS = 0.56
"""How wide a figure is, in parts of the letters' size; the measure all else is told in."""

THIN, THICK = "fijlrtI.,:;!|'()[]/- ", "mwMW@%&—…ABCDEFGHJKLNOPQRSTUVXYZ"
NARROWER, WIDER, SAFE = 0.4, 0.35, 1.06
CUTS = (1000, 24, 16, 10, 6)
"""How much of a word has to stay on one line: all of it, or less where the page is too narrow."""

_THIN = str.maketrans("", "", THIN)
_THICK = str.maketrans("", "", THICK)


def widths(columns: Sequence[Sequence[str]], page: int, points: float, padding: int) -> list[int]:
    """Share *page* among columns of cells, the narrowest as wide as its longest word.

    Lengths are in twentieths of a point. A table that needs less than two thirds of the page is
    as wide as it needs to be. Words that fit on no page are the only ones to be broken.
    """
    unit = points * 20 * EM_PARTS
    room = int((page - padding * len(columns)) / unit)
    sizes = _shared(columns, room)
    wide = [size * unit + padding for size in sizes]
    if sum(sizes) >= room * 2 / 3:
        wide = [page * one / sum(wide) for one in wide]
    return _rounded(wide, page)


def _shared(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    for cut in CUTS:
        measured = [[_measured(cell, cut) for cell in column] for column in columns]
        if sizes := shared(measured, room):
            return sizes
    return [max(1, room // len(columns))] * len(columns)


def _rounded(wide: Iterable[float], page: int) -> list[int]:
    """Whole lengths, the last one shortened by what rounding put over the page."""
    whole = [round(one) for one in wide]
    whole[-1] -= max(0, sum(whole) - page)
    return whole


def _measured(cell: str, cut: int) -> str:
    """A text of equal letters as wide as *cell*, which breaks where that one may."""
    return "\n".join(_line(line, cut) for line in cell.split("\n"))


def _line(line: str, cut: int) -> str:
    joint = "x" if stays_whole(line) else " "
    return joint.join("x" * min(_wide(word), cut) for word in line.split(" "))


@lru_cache(maxsize=4096)
def _wide(word: str) -> int:
    thin = len(word) - len(word.translate(_THIN))
    thick = len(word) - len(word.translate(_THICK))
    return ceil((width(word) - NARROWER * thin + WIDER * thick) * SAFE)
