"""Where in a paper something stands, said so that a person finds it without reading it here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from marg_cli.documents.blocks import Heading, Text, plain
from marg_cli.documents.pdf.glyphs import number

NEAREST = 2
"""How many headings name a place, of those above it; the paper's title is none of them."""
LONGEST_NAME = 80
MARKS = 0x300
"""From here on come marks, signs and other letters, among them those no font has."""
MOST_NUMBERS = 3
REFERENCE = re.compile(r"\b[A-Z]+\d+-\d+\b")


class Places:
    """Follows the headings of a paper, and keeps which characters were missing where."""

    def __init__(self) -> None:
        self.above: list[Heading] = []
        self.missing: dict[str, str] = {}

    def enter(self, heading: Heading) -> None:
        """What follows stands under *heading*, and under none of its level or below any more."""
        self.above = [above for above in self.above if above.level < heading.level]
        self.above.append(heading)

    def lack(self, characters: str, *within: str) -> None:
        """No font has *characters*, which stand here, *within* a row or column where that says."""
        under = (name(each.text, "a heading") for each in (self.above[1:] or self.above)[-NEAREST:])
        self.lack_in(", ".join(filter(None, [*under, *within])) or "the paper", characters)

    def lack_in(self, place: str, characters: str) -> None:
        """No font has *characters*, which stand in *place*."""
        self.missing[place] = self.missing.get(place, "") + characters

    def remarks(self) -> Iterator[str]:
        """A sentence for each place."""
        for place, characters in self.missing.items():
            many = len(characters)
            count = (
                "1 character no font has is" if many == 1 else f"{many} characters no font has are"
            )
            written = "its number" if many == 1 else "their numbers"
            yield f"PDF: {place}: {count} written as {written}, {_numbers(characters)}."


def name(text: Text, otherwise: str) -> str:
    """What names a place: the reference in *text*, or all of it where it is short and plain."""
    words = " ".join(plain(text).split())
    if found := REFERENCE.search(words):
        return found.group()
    plain_enough = all(ord(letter) < MARKS for letter in words)
    return words if plain_enough and 0 < len(words) <= LONGEST_NAME else otherwise


def _numbers(characters: Iterable[str]) -> str:
    numbers = [number(character) for character in dict.fromkeys(characters)]
    few, more = numbers[:MOST_NUMBERS], len(numbers) - MOST_NUMBERS
    if more > 0:
        return f"{', '.join(few)} and {more} more"
    return " and ".join(filter(None, [", ".join(few[:-1]), few[-1]]))
