"""How the bars of a chart look: told apart by their lines, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marg_cli.documents.house.colour import contrast_on_white
from marg_cli.documents.house.style import HouseStyle

WHITE = "#ffffff"
BLACK = "#111111"
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 for words; bars need 3 (1.4.11), but the lines in them are thin."""

APART = 6
THICK = 1.5
LEAST = 0.1
LOOKS: dict[str, str | None] = {
    "solid": None,
    "hatched": "/",
    "outlined": "",
    "striped": "|",
    "crossed": "/\\",
    "hatched back": "\\",
}
"""Which lines fill a bar, in the order the series of a chart take them; None is full.

They are drawn one by one: a pattern makes a printed page of some megabytes in browsers.
"""
SLANTS = {"/": 1, "|": 0, "\\": -1}


class Box(NamedTuple):
    """Where a bar lies: its corner above on the left, and its sides."""

    x: float
    y: float
    wide: float
    high: float


def filled(box: Box, kind: int, colour: str) -> str:
    """A bar of the look of series number *kind*; after the sixth, looks come round again."""
    slants = list(LOOKS.values())[kind % len(LOOKS)]
    fill = colour if slants is None else WHITE
    lines = "".join(line for slant in slants or "" for line in _lines(box, SLANTS[slant]))
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.wide:.1f}" height="{box.high:.1f}" '
        f'fill="{fill}" stroke="{colour}"/>'
        + f'<path d="{lines}" stroke="{colour}" stroke-width="{THICK}"/>'
        * bool(lines)
    )


def bar_colour(style: HouseStyle) -> str:
    """The group's accent where it can be seen on white, else its ink, else near black."""
    return _first_dark(style.accent, style.ink)


def word_colour(style: HouseStyle) -> str:
    """The group's ink where it can be read on white, else near black."""
    return _first_dark(style.ink)


def _lines(box: Box, slant: int) -> Iterator[str]:
    """Lines from the foot of a bar to its top, leaning to the right or left, cut at its sides."""
    lean = slant * box.high
    for number in range(int((box.wide + abs(lean)) / APART) + 1):
        foot = (number + 0.5) * APART - max(lean, 0)
        begin, end = (min(max(across, 0), box.wide) for across in (foot, foot + lean))
        rises = [abs(across - foot) if lean else 0 for across in (begin, end)]
        low, top = box.y + box.high - rises[0], box.y + (box.high - rises[1] if lean else 0)
        if low - top > LEAST:
            yield f"M{box.x + begin:.1f} {low:.1f}L{box.x + end:.1f} {top:.1f}"


def _first_dark(*colours: str) -> str:
    dark = (colour for colour in colours if contrast_on_white(colour) >= LEAST_CONTRAST)
    return next(dark, BLACK)
