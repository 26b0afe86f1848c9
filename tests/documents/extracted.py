"""What a reader's own program finds in a Word or a PDF file: its words, in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
APART = {f"{W}p", f"{W}br", f"{W}tab"}
HEAD = 75
FOOT = 58
"""How much of a page, in points, is its head and its foot."""

ALIKE = str.maketrans({"\x02": "-", "\u2010": "-", "\u2011": "-", "□": "☐"})
"""PDFium tells a hyphen at the end of a line by a character of its own."""
RIGHT_TO_LEFT = {"R", "AL", "AN"}
UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)


def words_of_word(written: bytes) -> str:
    """The words of the body, without the marking it begins and ends with."""
    with ZipFile(BytesIO(written)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found = body.iter(f"{W}t", *APART)
    pieces = [(one.text or "") if one.tag == f"{W}t" else " " for one in found]
    return _between_markings(" ".join("".join(pieces).split()))


def words_of_pdf(written: bytes) -> str:
    """The words between head and foot of every page, without the two markings."""
    pieces = []
    for page in pypdfium2.PdfDocument(written):
        wide, high = page.get_size()
        text = page.get_textpage()
        pieces.append(text.get_text_bounded(left=0, bottom=FOOT, right=wide, top=high - HEAD))
    return _between_markings(" ".join(" ".join(pieces).split()))


def numbered(remarks: Iterable[str]) -> set[str]:
    """The characters that *remarks* tell to be written as their numbers."""
    return {chr(int(number, 16)) for number in re.findall(r"U\+([0-9A-F]+)", " ".join(remarks))}


def letters(words: str, remarks: Iterable[str]) -> list[str]:
    """The letters of *words* with their numbers read back, without blanks and joiners.

    Where words run from right to left, programs differ in their order, and in which way round
    brackets are: there the letters are sorted, and numbers left out with what they stand for.
    """
    close = "".join(words.split())
    read = re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda found: chr(int(found[1], 16)), close)
    plain = unicodedata.normalize("NFKD", UNSEEN.sub("", read)).translate(ALIKE)
    kinds = {unicodedata.bidirectional(letter) for letter in plain}
    if RIGHT_TO_LEFT.isdisjoint(kinds):
        return list(plain)
    left_out = numbered(remarks) | set("[U+0123456789ABCDEF]")
    kept = (letter for letter in plain if letter not in left_out)
    return sorted("(" if unicodedata.mirrored(letter) else letter for letter in kept)


def _between_markings(words: str) -> str:
    found = re.fullmatch("MARKING ?(.*?) ?MARKING", words)
    assert found, words
    return found[1]
