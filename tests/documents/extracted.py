"""What a reader's own program finds in a Word or a PDF file: its words, in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.pdf.glyphs import characters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
APART = {f"{W}p", f"{W}br", f"{W}tab"}
HEAD = 75
FOOT = 58
"""How much of a page, in points, is its head and its foot."""

ALIKE = str.maketrans({"\u2044": "/", "\x02": "-", "\u2010": "-", "\u2011": "-", "□": "☐"})
"""PDFium tells a hyphen at the end of a line by a character of its own."""
FONT = packaged_templates() / "house" / "fonts" / "LiberationSans-Regular.ttf"
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


def once(text: str) -> str:
    """A letter with marks is said once, for typst says it again for each of its glyphs."""
    clusters: list[str] = []
    for letter in text:
        if unicodedata.combining(letter) and clusters:
            clusters[-1] += letter
        else:
            clusters.append(letter)
    pairs = zip(["", *clusters], clusters, strict=False)
    return "".join(one for before, one in pairs if len(one) == 1 or one != before)


def letters(words: str) -> list[str]:
    """The letters of *words* with their numbers read back, without blanks and joiners.

    Where words run from right to left, programs differ in the order of all that stands in one
    line with them: there the letters that run so are compared, as far as the font has them.
    """
    close = "".join(words.split())
    read = re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda found: chr(int(found[1], 16)), close)
    plain = once(unicodedata.normalize("NFKD", UNSEEN.sub("", read)).translate(ALIKE))
    kinds = {unicodedata.bidirectional(letter) for letter in plain}
    if RIGHT_TO_LEFT.isdisjoint(kinds):
        return list(plain)
    return sorted(
        letter
        for letter in plain
        if unicodedata.bidirectional(letter) in RIGHT_TO_LEFT and ord(letter) in characters(FONT)
    )


def _between_markings(words: str) -> str:
    found = re.fullmatch("MARKING ?(.*?) ?MARKING", words)
    assert found, words
    return found[1]
