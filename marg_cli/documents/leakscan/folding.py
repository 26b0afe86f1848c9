"""Text made alike for looking: no accents, no unseen characters, one form of each letter."""

from __future__ import annotations

import re
import unicodedata

APART = "\x1e"
"""Between two cells: what stands on both sides of it is never one thing."""

TOKEN = re.compile(rf"[^\W\d_]+|\d+|{APART}")
"""A stretch of letters or of digits: what a thing looked for begins and ends with."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Joiners, direction marks, soft hyphens and variation selectors; and marks on letters."""

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th"}
)
"""Letters that no accent was taken from, as a keyboard without them writes them."""

_NUMBERED = re.compile(r"[<\[]U\+[0-9A-F]{4,6}[>\]]")
"""How papers show a character that nobody would see."""

_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])['`\u2018\u2019\u02bc](?=[^\W\d_]{2})")


def cleaned(text: str) -> str:
    """*text* with its letters plain and its capitals kept; O'Neill becomes ONeill."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text).translate(_LETTERS))
    if "U+" in text:
        text = _NUMBERED.sub("", text)
    return _WITHIN_A_WORD.sub("", text)


def tokens(clean: str) -> list[str]:
    """The words and numbers of a cleaned text, without its capitals."""
    return TOKEN.findall(clean.casefold())


def squeezed(text: str) -> str:
    """The letters and digits of a text and nothing else."""
    return "".join(tokens(cleaned(text)))
