"""A sheet somebody filled in and sent back: its boxes, what was typed, and what was ticked."""

from __future__ import annotations

import re
from typing import NamedTuple

from marg_cli.domain.text import folded

UNTOUCHED = {"", "?", "no", "n", "n/a", "-"}
"""What stands in a tick box nobody ticked; programs without the sign for one write a ?."""

TICKS = {"x", "xx", "y", "yes", "true", "☒", "☑", "✓", "✔", "✗", "✘", "×"}
_AROUND = re.compile(r"[\s☐□▢\[\](){}.]+")


ANSWER_ON = re.compile(r"[|*\s]*answer on\s+(\S+)", re.IGNORECASE)
"""How the first row of every box begins that is to be filled in, on every sheet."""


class Row(NamedTuple):
    """One row of a box: its label, what was typed beside it, and its line in a text file."""

    label: str
    text: str
    line: int | None = None


class Box(NamedTuple):
    """One table of a sheet: its first row, which may be a heading, and the rows below it."""

    head: Row
    rows: tuple[Row, ...]

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Every row, the first one too."""
        return (self.head, *self.rows)


class Filled(NamedTuple):
    """A whole sheet; `loose` is what was typed beside its boxes, `comments` whether it has any."""

    boxes: tuple[Box, ...]
    loose: tuple[Row, ...] = ()
    comments: bool = False


def same_label(label: str) -> str:
    """A label as it is matched: no case, no accents, no signs around its words."""
    return " ".join(re.findall(r"\w+", folded(label)))


def is_ticked(text: str) -> bool | None:
    """Whether a tick box is ticked; None for anything that is neither a tick nor untouched."""
    plain = _AROUND.sub("", folded(text))
    if plain in TICKS:
        return True
    return False if plain in UNTOUCHED else None
