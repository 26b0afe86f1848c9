"""How the bars of a chart look: told apart by pattern, never by colour alone."""

from __future__ import annotations

from typing import NamedTuple

from marg_cli.documents.house_style import HouseStyle
from marg_cli.documents.house_style_colour import contrast_on_white

WHITE = "#ffffff"
BLACK = "#111111"
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 for words; bars need 3 (1.4.11), but the lines of a pattern are thin."""

PATTERNS = {
    "solid": "",
    "hatched": '<path d="M-1.5 1.5 1.5 -1.5M0 6 6 0M4.5 7.5 7.5 4.5"/>',
    "outlined": "",
    "dotted": '<path d="M1 1H3.2V3.2H1ZM4 4H6.2V6.2H4Z"/>',
    "striped": '<path d="M1.5 0V6"/>',
    "crossed": '<path d="M0 0 6 6M0 6 6 0"/>',
}
"""What a tile of six units each way holds, in the order the bars of a chart take them."""


class Look(NamedTuple):
    """How one bar is filled; `tile` is the pattern it takes its filling from, if it does."""

    fill: str
    tile: str


def looks(count: int, colour: str, prefix: str) -> list[Look]:
    """A look for each of *count* kinds of bar; after the sixth they come round again."""
    names = [list(PATTERNS)[at % len(PATTERNS)] for at in range(count)]
    return [_look(name, colour, f"{prefix}-{name}") for name in names]


def bar_colour(style: HouseStyle) -> str:
    """The group's accent where it can be seen on white, else its ink, else near black."""
    return _first_dark(style.accent, style.ink)


def word_colour(style: HouseStyle) -> str:
    """The group's ink where it can be read on white, else near black."""
    return _first_dark(style.ink)


def _look(name: str, colour: str, identity: str) -> Look:
    if name == "solid":
        return Look(colour, "")
    if name == "outlined":
        return Look(WHITE, "")
    filling = f'fill="{colour}"' if name == "dotted" else f'stroke="{colour}" stroke-width="1.5"'
    tile = (
        f'<pattern id="{identity}" width="6" height="6" patternUnits="userSpaceOnUse" {filling}>'
        f'<path d="M0 0H6V6H0Z" fill="{WHITE}" stroke="none"/>{PATTERNS[name]}</pattern>'
    )
    return Look(f"url(#{identity})", tile)


def _first_dark(*colours: str) -> str:
    dark = (colour for colour in colours if contrast_on_white(colour) >= LEAST_CONTRAST)
    return next(dark, BLACK)
