"""What stands in a web page: its words, what its tags say beside them, and what it hides."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from marg_cli.documents.leakscan.folding import APART
from marg_cli.documents.leakscan.views import Views, unreadable

WITHIN_A_LINE = frozenset(["a", "b", "bdi", "em", "i", "small", "span", "strong", "sub", "sup"])
CELLS = frozenset(["caption", "table", "td", "th", "tr"])
NO_WORDS = frozenset(["script", "style"])
_CSS_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \n]?|\\(.)", re.DOTALL)
_INLINE = re.compile(r"data:[\w/+.-]*(?P<coded>;base64)?,(?P<content>[^\"'\s)]*)")


def of_html(data: bytes) -> Views:
    """The words of a page and of its margins in print, its attributes, comments and pictures.

    Raises Refused where it is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable("html") from None
    page = _Page()
    page.feed(text)
    page.close()
    rules = "\n".join(page.rules)
    texts = {
        "text": "".join(page.words),
        "printed": "\n".join(map(_unescaped, _CSS_STRING.findall(rules))),
        "attributes": "\n".join(page.attributes),
        "comments": "\n".join(page.comments),
    }
    return Views(texts, strings=(rules,), noise=tuple(_embedded(text)))


def _unescaped(string: str) -> str:
    """What a string of a style sheet says: the margins of printed pages are written so."""
    return _CSS_ESCAPE.sub(
        lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2], string[1:-1]
    )


def _embedded(text: str) -> list[bytes]:
    found = []
    for one in _INLINE.finditer(text):
        content = unquote_to_bytes(one["content"])
        try:
            found.append(b64decode(content) if one["coded"] else content)
        except Error:
            raise unreadable("html") from None
    return found


class _Page(HTMLParser):
    """Gathers what a page says; tags within a line part no word."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.attributes: list[str] = []
        self.comments: list[str] = []
        self.rules: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self.silent = tag in NO_WORDS
        self.attributes += (value for _, value in attrs if value)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self.silent = False

    def handle_data(self, data: str) -> None:
        (self.rules if self.silent else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)

    def _part(self, tag: str) -> None:
        if tag not in WITHIN_A_LINE:
            self.words.append(APART if tag in CELLS else "\n")
