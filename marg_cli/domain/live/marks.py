"""Marks at the end of a line: #direct, #third, #criminal, #only=GLOW,POL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marg_cli.domain.live.line import Known

LAST = re.compile(
    r"(?P<text>.*?)\s+#(?P<mark>direct|third|criminal|only=(?P<codes>[\w,-]+))\s*",
    re.DOTALL | re.IGNORECASE,
)


def without_marks(text: str, known: Known, at: int = 0) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Take the marks off the end of a text; any other # stays in it.

    *at* is where the text begins in its line. Raises LineNotUnderstood for an agency there is not.
    """
    marks: dict[str, tuple[str, ...]] = {}
    while found := LAST.fullmatch(text):
        name, _, codes = found["mark"].casefold().partition("=")
        place = at + (found.start("codes") if codes else 0)
        marks[name] = tuple(known.code(code, place) for code in codes.split(",") if code)
        text = found["text"]
    return text, marks
