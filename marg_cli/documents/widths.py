"""How wide the columns of a table on paper are, in letters that are not all of one width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from marg_cli.documents.columns import BOX, shared, stays_whole, width

FIGURE, WIDE_FIGURE = 0.56, 0.68
"""How wide a figure is, in parts of the letters' size; the measure all else is told in."""

USUAL = frozenset(
    ["arial", "helvetica", "liberation sans", "calibri", "aptos", "segoe ui", "times new roman"]
)
"""Fonts whose letters are no wider than Arial's; any other is taken to be as wide as Verdana."""

THIN, THICK = "fijlrtI.,:;!|'()[]/- ", "mwMW@%&—…ABCDEFGHJKLNOPQRSTUVXYZ"
NARROWER, WIDER, SAFE = 0.4, 0.35, 1.06
WHOLE = 36
"""A word of more letters than the longest e-mail addresses may be broken, so as to leave room."""

CUTS = (30, 24, 20, 16, 14, 12, 10, 8, 6)
"""How much of a word at least stays on one line, where the page is too narrow for all of it."""

_THIN = str.maketrans("", "", THIN)
_THICK = str.maketrans("", "", THICK)


class Letters(NamedTuple):
    """What a table is written in: the name of the font ("" for a usual one) and its points."""

    font: str
    points: float

    @property
    def unit(self) -> float:
        """How wide a figure is, in twentieths of a point."""
        usual = not self.font or self.font.casefold() in USUAL
        return self.points * 20 * (FIGURE if usual else WIDE_FIGURE)


def widths(
    columns: Sequence[Sequence[str]], page: int, letters: Letters, padding: int
) -> list[int]:
    """Share *page* among columns of cells, the narrowest as wide as its longest word.

    Lengths are in twentieths of a point. A table that needs less than two thirds of the page is
    as wide as it needs to be. Words that fit on no page are the only ones to be broken.
    """
    unit = letters.unit
    room = int((page - padding * len(columns)) / unit)
    sizes = shared(_measured(columns), room)
    needed = room if sizes is None else sum(sizes)
    wide = [(size + 1) * unit + padding for size in sizes or _squeezed(columns, room)]
    if needed >= room * 2 / 3:
        wide = [page * one / sum(wide) for one in wide]
    return _rounded(wide, page)


def _squeezed(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Where not all fits: short lines may break at their spaces, then the longest words."""
    for cut in (WHOLE, *CUTS):
        if sizes := shared(_measured(columns, cut, whole=False), room):
            return sizes
    return [1] * len(columns)


def _rounded(wide: Iterable[float], page: int) -> list[int]:
    """Whole lengths, the last one shortened by what rounding put over the page."""
    whole = [round(one) for one in wide]
    whole[-1] -= max(0, sum(whole) - page)
    return whole


def _measured(
    columns: Sequence[Sequence[str]], cut: int = WHOLE, *, whole: bool = True
) -> list[list[str]]:
    """Texts of equal letters as wide as the cells, which break where those may."""
    return [[_letters(cell, cut, whole=whole) for cell in column] for column in columns]


def _letters(cell: str, cut: int, *, whole: bool) -> str:
    """A cell in equal letters; a box to tick stays one, since it makes a table a form."""
    lines = "\n".join(_line(line, cut, whole=whole) for line in cell.split("\n"))
    return f"{BOX}{lines[1:]}" if cell.startswith(BOX) else lines


def _line(line: str, cut: int, *, whole: bool) -> str:
    joint = "x" if whole and stays_whole(line) else " "
    return joint.join("x" * min(_wide(word), cut) for word in line.split(" "))


@lru_cache(maxsize=4096)
def _wide(word: str) -> int:
    thin = len(word) - len(word.translate(_THIN))
    thick = len(word) - len(word.translate(_THICK))
    return ceil((width(word) - NARROWER * thin + WIDER * thick) * SAFE)
