"""What a reader finds in a paper, whatever it is written in: its words, and the cases it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from tests.documents.extracted import ALIKE, APART, W

CASE = re.compile(r"M\d\d-\d{3}")
SHOWN = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
"""The parts of a Word file that a reader sees."""
WORD = re.compile(r"[^\W\d_]{5,}")


class Read(NamedTuple):
    """The text of one paper as its program shows it; words of five letters or more count."""

    text: str

    @property
    def cases(self) -> set[str]:
        """The cases it names; a reference may be broken at the end of a line."""
        return set(CASE.findall("".join(self.text.split())))

    @property
    def words(self) -> set[str]:
        """Its words, in small letters."""
        return {word.casefold() for word in WORD.findall(self.text)}


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._unseen += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def read_back(file: Path) -> Read:
    """Open a paper and read it."""
    text = READERS[file.suffix](file.read_bytes())
    return Read(text.translate(ALIKE))


def _html(written: bytes) -> str:
    shown = _Shown()
    shown.feed(written.decode())
    return " ".join(shown.pieces)


def _word(written: bytes) -> str:
    with ZipFile(BytesIO(written)) as package:
        parts = [package.read(name) for name in package.namelist() if SHOWN.fullmatch(name)]
    found = (one for part in parts for one in etree.fromstring(part).iter(f"{W}t", *APART))
    return "".join((one.text or "") if one.tag == f"{W}t" else " " for one in found)


def _pdf(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(written)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


READERS: dict[str, Callable[[bytes], str]] = {
    ".md": bytes.decode,
    ".txt": bytes.decode,
    ".html": _html,
    ".docx": _word,
    ".pdf": _pdf,
}
