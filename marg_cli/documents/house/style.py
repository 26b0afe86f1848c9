"""How a group wants its papers to look: colours, font, margins and a logo, for every format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from marg_cli.documents.house.files import HOUSE

FILE = "house.toml"

LARGE, LEAST_LARGE = 20, 18
"""Points of large print: of the text, and of the smallest letters. Tables are a little smaller."""


class Logo(NamedTuple):
    """A picture for the head of a paper's first page, and the words that stand for it."""

    content: bytes
    kind: str
    alt: str
    width: float


class HouseStyle(NamedTuple):
    """What each writer needs to know; sizes in points, lengths in millimetres, colours #rrggbb.

    `margin` is how large the words at the head and foot of each page are. A font of "" is the one
    that comes with marg. A logo's `kind` is png, jpeg or svg.
    """

    font: str = ""
    size: float = 11
    ink: str = "#111111"
    accent: str = "#111111"
    line: str = "#767676"
    top: float = 28
    right: float = 18
    bottom: float = 22
    left: float = 18
    logo: Logo | None = None
    margin: float = 9

    def enlarged(self) -> HouseStyle:
        """The same look with no letter under 18 points, in tables and margins neither (RNIB)."""
        return self._replace(size=max(self.size, LARGE), margin=LEAST_LARGE)


def house_style(search: Sequence[Path] = ()) -> HouseStyle:
    """Read the first `house/house.toml` among the group's own folders; without one, marg's look.

    Raises TemplateError with the file's line, what is allowed there, and an example.
    """
    for folder in search:
        if (file := folder / HOUSE / FILE).is_file():
            from marg_cli.documents.house.style_file import read

            return read(file)
    return HouseStyle()
