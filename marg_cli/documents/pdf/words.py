"""The words of a paper as its fonts can draw them, with places for long ones to break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from marg_cli.documents.blocks import Run, Text
from marg_cli.documents.charts.text import measured
from marg_cli.documents.columns import stays_whole
from marg_cli.documents.pdf.glyphs import Coverage
from marg_cli.documents.pdf.places import Places

SEAM = "\x1f"
"""Where a long word may break: no text holds it, for it is a control character."""
STITCH = 3
BOLDER = 1.1
"""How much wider strong letters are. What a cell holds was measured with its column."""
WIDEST = 1.05
"""How wide a letter is at most, in parts of its size."""
NO_PLACE = r"(?:(?<=[(\[{]) +| +(?=[)\]}!?,.:;/]))"
"""Blanks at which no line breaks, whatever stands around."""
WORD = re.compile(rf"\S+(?:{NO_PLACE}\S+)*")
UNPARTED = re.compile(NO_PLACE)
BREAKABLE = re.compile(r"\S[ -]+\S")


class RunData(NamedTuple):
    """A run for our typesetting; one that is `whole` is never broken."""

    words: str
    strong: bool
    emphasis: bool
    whole: bool


class Words:
    """Makes words drawable, and keeps where they were not."""

    def __init__(self, fonts: Coverage) -> None:
        self.fonts = fonts
        self.places = Places()

    def drawn(self, words: str) -> str:
        """*words* as the fonts can draw them, for a place of which something else remarks."""
        return self.fonts.shown(words).text

    def framed(self, place: str, words: str) -> str:
        """The same for a line of the frame."""
        shown = self.fonts.shown(words)
        if shown.missing:
            self.places.lack_in(place, shown.missing)
        return shown.text

    def text(self, text: Text, *place: str, room: float) -> list[RunData]:
        """Runs for a line *room* wide, in parts of the letters' size."""
        rooms = (room / BOLDER if run.strong else room for run in text)
        return [self._run(*one, whole=False) for one in zip(text, repeat(place), rooms)]

    def cell(self, text: Text, *place: str, room: float) -> list[RunData]:
        """Runs in a cell, where short ones (a reference, a date) are kept on one line."""
        return [self._run(run, place, room, whole=_is_whole(run, room)) for run in text]

    def _run(self, run: Run, place: tuple[str, ...], room: float, *, whole: bool) -> RunData:
        if run.text == "\n":
            return RunData(*run, whole=False)
        shown = self.fonts.shown(run.text)
        if shown.missing:
            self.places.lack(shown.missing, *place)
        return RunData(seamed(shown.text, room), run.strong, run.emphasis, whole)


def seamed(words: str, room: float) -> str:
    """*words* with seams in each that is wider than *room*, in parts of the letters' size."""
    if len(words) * WIDEST <= room:
        return words
    longest = max(map(len, words.split()), default=0)
    if longest * WIDEST <= room and not UNPARTED.search(words):
        return words
    return WORD.sub(
        lambda found: _stitched(found[0]) if _is_wider(found[0], room) else found[0], words
    )


def _is_wider(words: str, room: float) -> bool:
    return measured(words, 1) > room


def _stitched(word: str) -> str:
    return SEAM.join(_stitches(word))


def _stitches(word: str) -> Iterator[str]:
    """*word* in pieces of a few letters, none of which begins with a mark on the one before."""
    held = ""
    for character in word:
        if len(held) >= STITCH and not unicodedata.category(character).startswith("M"):
            yield held
            held = ""
        held += character
    yield held


def _is_whole(run: Run, room: float) -> bool:
    breakable = stays_whole(run.text) and BREAKABLE.search(run.text)
    return bool(breakable) and not _is_wider(run.text, room)
