"""The words of a web page, as in an e-mail that has no plain text beside it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from marg_cli.documents.received.plain import tidied

BREAKS = frozenset(
    ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr"]
)
CELLS = frozenset(["td", "th"])
NOT_SAID = frozenset(["script", "style", "head", "title", "template"])
"""What a reader does not see."""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._unseen += tag in NOT_SAID
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in NOT_SAID))
        if tag in BREAKS and tag != "br":
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag in BREAKS:
            self.said.append("\n")
        elif tag in CELLS:
            self.said.append("   ")


def text_of(page: str) -> str:
    """The text of a page, a line for each of its lines; nothing in it is fetched or run."""
    words = _Words()
    words.feed(page)
    words.close()
    lines = [re.sub(r"[ \t]{4,}", "   ", line).strip() for line in "".join(words.said).split("\n")]
    return tidied(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())
