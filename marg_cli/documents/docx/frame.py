"""Head and foot of every page: what the frame says, once, beside what a house already says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from marg_cli.documents.document import Frame
from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.xml import NAMESPACES, Element, Look, field, paragraph, words
from marg_cli.domain.text import folded

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section, _BaseHeaderFooter

KINDS = {
    "default": ("header", "footer"),
    "first": ("first_page_header", "first_page_footer"),
    "even": ("even_page_header", "even_page_footer"),
}
BELOW_HEAD = 120
"""How far the paper stays away from a head that fills the margin."""

TAB = "<w:r><w:tab/></w:r>"
PAGE_OF_PAGES = f"{words('Page ')}{field('PAGE')}{words(' of ')}{field('NUMPAGES')}"

_DASHES = re.compile(r"\s*[-\u2010-\u2015]\s*")
_PAGE = re.compile(r"\bPAGE\b")
PICTURES = ("w:drawing", "w:pict", "w:object")
_SEEN = ("w:t", "w:instrText", "w:fldSimple", *PICTURES)


class Pages:
    """Puts one frame on all pages of one document."""

    def __init__(self, word: WordDocument, frame: Frame, styles: Styles) -> None:
        self.word = word
        self.frame = frame
        self.styles = styles

    def put(self) -> None:
        """Say in each kind of head and foot in use what is not said there already."""
        done = set()
        for section in self.word.sections:
            for kind in self._kinds(section):
                head, foot = (getattr(section, name) for name in KINDS[kind])
                if kind in done and head.is_linked_to_previous and foot.is_linked_to_previous:
                    continue
                done.add(kind)
                self._put(head, foot, room(section))

    def has_picture(self) -> bool:
        """Whether the house has put a picture, its logo as a rule, at the head of its pages."""
        from docx.oxml.ns import qn

        heads = (
            getattr(section, KINDS[kind][0])
            for section in self.word.sections
            for kind in self._kinds(section)
        )
        held = (head.part.element for head in heads if not head.is_linked_to_previous)
        return any(next(one.iter(*map(qn, PICTURES)), None) is not None for one in held)

    def _kinds(self, section: Section) -> Iterator[str]:
        yield "default"
        if section.different_first_page_header_footer:
            yield "first"
        if self.word.settings.odd_and_even_pages_header_footer:
            yield "even"

    def _put(self, head: _BaseHeaderFooter, foot: _BaseHeaderFooter, wide: int) -> None:
        above, below = _opened(head), _opened(foot)
        both = f"{said(above)} \n {said(below)}"
        marking = paragraph(words(self.frame.marking), Look(self.styles["Marking"]))
        marked = [_says(said(part), self.frame.marking) for part in (above, below)]
        header = [line for line in self.frame.header if not _says(both, line)]
        footer = [line for line in self.frame.footer if not _says(both, line)]
        numbered = any(_PAGE.search(_fields(part)) for part in (above, below))

        look = Look(self.styles["header"])
        looks = [*[look] * (len(header) - 1), look._replace(after=BELOW_HEAD)]
        lines = [paragraph(words(line), one) for line, one in zip(header, looks, strict=False)]
        _add(above, [] if marked[0] else [marking], lines)
        feet = self._feet(footer, wide, numbered=numbered)
        _add(below, [], [*feet, *([] if marked[1] else [marking])])

    def _feet(self, lines: list[str], wide: int, *, numbered: bool) -> Iterator[str]:
        """The lines of the foot; the last has the page at the other side."""
        *before, last = lines or [""]
        look = Look(self.styles["footer"], tabs=self._tabs(wide))
        for line in before:
            yield paragraph(words(line), look)
        if last or not numbered:
            page = "" if numbered else TAB + PAGE_OF_PAGES
            yield paragraph((words(last) if last else "") + page, look)

    def _tabs(self, wide: int) -> tuple[tuple[str, int], ...]:
        """One stop at the right edge, and none of those the style has."""
        from docx.oxml.ns import qn

        stops = self.styles.all_found("footer", "w:pPr/w:tabs/w:tab")
        held = {int(stop.get(qn("w:pos"))) for stop in stops} - {wide}
        return tuple(sorted([*((("clear", place)) for place in held), ("right", wide)], key=_place))


def room(section: Section) -> int:
    """How wide the words of a page may run, in twentieths of a point; A4 where nothing is said."""
    across = section.page_width or A4_ACROSS
    margins = (section.left_margin, section.right_margin, section.gutter)
    return int(across - sum(margin or 0 for margin in margins)) // EMU_A_TWIP


EMU_A_TWIP = 635
A4_ACROSS = 11906 * EMU_A_TWIP


def said(part: Element) -> str:
    """The words of a head or foot, folded so as to be compared."""
    from docx.oxml.ns import qn

    seen = part.iter(*map(qn, ("w:t", "w:p", "w:tab", "w:br")))
    pieces = [one.text or "" if one.tag == qn("w:t") else " " for one in seen]
    return _folded("".join(pieces))


def _folded(text: str) -> str:
    return _DASHES.sub("-", folded(text))


def _says(held: str, line: str) -> bool:
    """Whether *line* stands among the words as a whole: OFFICIAL is not OFFICIAL-SENSITIVE."""
    sought = _folded(line)
    return not sought or bool(re.search(rf"(?<![\w-]){re.escape(sought)}(?![\w-])", held))


def _fields(part: Element) -> str:
    from docx.oxml.ns import qn

    simple = [field.get(qn("w:instr")) or "" for field in part.iter(qn("w:fldSimple"))]
    complex_ = "".join(field.text or "" for field in part.iter(qn("w:instrText")))
    return " ".join([*simple, complex_])


def _opened(part: _BaseHeaderFooter) -> Element:
    """The element of a head or foot, made where there is none; an empty one loses its lines."""
    from docx.oxml.ns import qn

    part.is_linked_to_previous = False
    element = part.part.element
    if next(element.iter(*map(qn, _SEEN)), None) is None:
        for child in list(element):
            element.remove(child)
    return element


def _add(element: Element, first: Iterable[str], last: Iterable[str]) -> None:
    from docx.oxml import parse_xml

    above, below = (
        parse_xml(f"<w:hdr {NAMESPACES}>{''.join(one)}</w:hdr>") for one in (first, last)
    )
    for at, child in enumerate(list(above)):
        element.insert(at, child)
    element.extend(list(below))
    if not len(element):
        element.append(parse_xml(f"<w:p {NAMESPACES}/>"))


def _place(stop: tuple[str, int]) -> int:
    return stop[1]
