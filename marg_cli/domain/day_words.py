"""The words people type days in: a text becomes a phrase, and a table says what its shape means."""

from __future__ import annotations

import re
from typing import NamedTuple

from marg_cli.domain.calendar import MONTHS, WEEKDAYS

# Commas, and dots, dashes and slashes beside a word (3-Apr-2026), say nothing; all else counts.
PIECE = r"[0-9]+|[a-z]+|(?<![a-z])[-/.](?![a-z])|[^\s,\-/.]"

KIND_OF_NUMBER = {1: "N", 2: "N", 3: "C", 4: "Y"}
ORDINAL_ENDINGS = {"st", "nd", "rd", "th"}
FILLERS = {"the", "of"}
SAME_WORD = {
    **{plural: plural[:-1] for plural in ("days", "weeks", "fortnights", "months", "years")},
    "business": "working",
    "each": "every",
}
COUNTS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
WORDS = {
    "sept": ("M", 9),
    "tues": ("W", 1),
    "weds": ("W", 2),
    "thur": ("W", 3),
    "thurs": ("W", 3),
    **{name.lower(): ("M", n) for n, name in enumerate(MONTHS, start=1)},
    **{name[:3].lower(): ("M", n) for n, name in enumerate(MONTHS, start=1)},
    **{name.lower(): ("W", n) for n, name in enumerate(WEEKDAYS)},
    **{name[:3].lower(): ("W", n) for n, name in enumerate(WEEKDAYS)},
    **{word: ("N", n) for n, word in enumerate(COUNTS, start=1)},
    **{word: ("O", n) for n, word in enumerate(("first", "second", "third", "fourth"), start=1)},
}


class Phrase(NamedTuple):
    """What was typed: its shape, and the values of the capitals in it, in their order.

    N is a number of one or two digits, C of three, Y of four; O an ordinal (3rd, third);
    M a month, 1 to 12; W a weekday, Monday is 0. Other words stand in small letters, in the
    singular. So "Friday, 3rd of April 2026" is ``W O M Y`` with 4, 3, 4 and 2026.
    """

    shape: str
    values: tuple[int, ...]

    def without_first(self, *words: str) -> Phrase:
        """The phrase without its first word, if that is one of *words*."""
        first, _, rest = self.shape.partition(" ")
        return Phrase(rest, self.values) if first in words else self


def phrase(text: str) -> Phrase:
    """Read *text* as a phrase; every text has one, if not one that any table knows."""
    kinds: list[str] = []
    values: list[int] = []
    for piece in re.findall(PIECE, text.lower()):
        if piece in ORDINAL_ENDINGS and kinds[-1:] == ["N"]:
            kinds[-1] = "O"
        elif piece[0].isdecimal() and len(piece) in KIND_OF_NUMBER:
            kinds.append(KIND_OF_NUMBER[len(piece)])
            values.append(int(piece))
        elif piece in WORDS:
            kind, value = WORDS[piece]
            kinds.append(kind)
            values.append(value)
        elif piece not in FILLERS:
            kinds.append(SAME_WORD.get(piece, piece))
    return Phrase(" ".join(kinds), tuple(values))
