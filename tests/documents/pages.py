"""What a reader finds in a written page: its words, its tags and its headings."""

from __future__ import annotations

from html.parser import HTMLParser

from marg_cli.documents.blocks import Block, Heading, plain

APART = {"p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption", "tr", "div", "br", "title"}
UNREAD = {"style", "title"}


class Page(HTMLParser):
    """A page taken apart: every tag with its attributes, and the words between."""

    def __init__(self, written: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.main: list[str] = []
        self.styles: list[str] = []
        self.raw = written.decode()
        self.feed(self.raw)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr", "col", "link", "img"}:
            self.open.append(tag)
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.styles.append(data)
        if not UNREAD & set(self.open):
            self.pieces.append(data)
            if "main" in self.open:
                self.main.append(data)

    def _apart(self, tag: str) -> None:
        if tag in APART:
            self.pieces.append(" ")
            self.main.append(" ")

    @property
    def words(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def paper(self) -> str:
        return " ".join("".join(self.main).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def headings(blocks: tuple[Block, ...], level: int) -> list[str]:
    return [plain(b.text) for b in blocks if isinstance(b, Heading) and b.level == level]


def section(written: str, heading: str) -> str:
    """What stands under one heading of a Markdown paper, up to the next of its level."""
    marks = heading.split(" ", 1)[0]
    _, found, rest = written.partition(f"\n{heading}\n")
    assert found, f"no {heading}"
    return rest.split(f"\n{marks} ", 1)[0]
