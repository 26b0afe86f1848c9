"""The words in a chart: how much room they take, and how they are made to fit it.

No font is opened: the room is guessed from above, so that words never run into bars.
"""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from itertools import accumulate

from marg_cli.documents.columns import width
from marg_cli.domain.text import one_line

_OF_A_SIZE = {
    0.36: " !'(),-./:;I[\\]`fijlrt{|}",
    0.6: '"#$*+0123456789<=>?Jabcdeghknopqsuvxyz^_~',
    1.05: "%@MWm—…",
}
"""What part of its size a letter is wide, rounded up from Arial and the fonts that match it."""
_WIDTHS = {letter: part for part, letters in _OF_A_SIZE.items() for letter in letters}
_CAPITAL, _FOREIGN = 0.8, 1.05
_BOLD = 1.1
_ROUNDING = 1e-6
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CUT = "…"
LONGEST_FIGURE = 12


def measured(words: str, size: float, *, bold: bool = False) -> float:
    """The room *words* take at most, in the unit *size* is in."""
    return sum(_widths(words)) * size * (_BOLD if bold else 1)


def fitted(words: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break *words* at spaces into lines no wider than *room*; what *most* cannot hold is cut."""
    parts = room / (size * (_BOLD if bold else 1)) + _ROUNDING
    lines: list[str] = []
    used = 0.0
    for word in words.split():
        wide = sum(_widths(f" {word}"))
        if lines and used + wide <= parts:
            lines[-1] += f" {word}"
            used += wide
        elif len(lines) < most:
            lines.append(word)
            used = sum(_widths(word))
        else:
            lines[-1] += CUT
            break
    return [_cut(line, parts) for line in lines]


def figure(number: int) -> str:
    """A whole number as people read it: 1,250; past a million millions as 1.25e+12."""
    return f"{number:,}" if number < 10**LONGEST_FIGURE else f"{Decimal(number):.2e}"


def xml(words: str) -> str:
    """*words* in one line for an XML text or attribute; what XML cannot hold is replaced."""
    return escape(_shown(words))


def _shown(words: str) -> str:
    return _NOT_XML.sub("\ufffd", one_line(words))


def _widths(words: str) -> list[float]:
    return [_WIDTHS.get(letter) or _part(letter) for letter in _shown(words)]


def _part(letter: str) -> float:
    return _CAPITAL if letter.isascii() else _FOREIGN * width(letter)


def _cut(line: str, parts: float) -> str:
    """As much of *line* as *parts* of a letter's size hold."""
    if sum(_widths(line)) <= parts:
        return line
    ends = accumulate(_widths(line.removesuffix(CUT)), initial=sum(_widths(CUT)))
    held = sum(1 for end in ends if end <= parts) - 1
    return _shown(line)[: max(held, 0)].rstrip() + CUT
