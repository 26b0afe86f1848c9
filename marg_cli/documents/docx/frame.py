"""Head and foot of every page: what the frame says, once, beside what a house already says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from marg_cli.documents.document import Frame
from marg_cli.documents.docx.said import holds_picture, is_blank, is_numbered, said, says
from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.watermark import behind
from marg_cli.documents.docx.xml import NAMESPACES, Element, Look, field, paragraph, words

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

EMU_A_TWIP = 635
A4_ACROSS = 11906 * EMU_A_TWIP


class Pages:
    """Puts one frame on all pages of one document."""

    def __init__(self, word: WordDocument, frame: Frame, styles: Styles) -> None:
        self.word = word
        self.frame = frame
        self.styles = styles
        self.numbers = count()

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
        heads = (
            getattr(section, KINDS[kind][0])
            for section in self.word.sections
            for kind in self._kinds(section)
        )
        return any(holds_picture(h.part.element) for h in heads if not h.is_linked_to_previous)

    def _kinds(self, section: Section) -> Iterator[str]:
        yield "default"
        if section.different_first_page_header_footer:
            yield "first"
        if self.word.settings.odd_and_even_pages_header_footer:
            yield "even"

    def _put(self, head: _BaseHeaderFooter, foot: _BaseHeaderFooter, wide: int) -> None:
        above, below = _opened(head), _opened(foot)
        held = f"{said(above)} | {said(below)}"
        header = [line for line in self.frame.header if not says(held, line)]
        footer = [line for line in self.frame.footer if not says(held, line)]
        feet = self._feet(footer, wide, numbered=is_numbered(above) or is_numbered(below))
        marked, marking = says(said(below), self.frame.marking), self._marking()
        if not says(said(above), self.frame.marking):
            _put_first(above, marking)
        _put_last(above, self._heads(header))
        if self.frame.watermark:
            _put_behind(above, behind(self.frame.watermark, next(self.numbers)))
        _put_last(below, feet if marked else [*feet, marking])

    def _marking(self) -> str:
        return paragraph(words(self.frame.marking), Look(self.styles["Marking"]))

    def _heads(self, lines: list[str]) -> Iterator[str]:
        look = Look(self.styles["header"])
        for at, line in enumerate(lines, 1):
            yield paragraph(
                words(line), look._replace(after=BELOW_HEAD if at == len(lines) else None)
            )

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


def _opened(part: _BaseHeaderFooter) -> Element:
    """The element of a head or foot, made where there is none; a blank one loses its lines."""
    part.is_linked_to_previous = False
    element = part.part.element
    if is_blank(element):
        for child in list(element):
            element.remove(child)
    return element


def _put_first(element: Element, line: str) -> None:
    element[:0] = _parsed([line])


def _put_last(element: Element, lines: Iterable[str]) -> None:
    """Add *lines*; a head or foot always has one, or Word calls the file broken."""
    element.extend(_parsed(lines))
    if not len(element):
        element.extend(_parsed(["<w:p/>"]))


def _put_behind(element: Element, run: str) -> None:
    from docx.oxml.ns import qn

    element.find(qn("w:p")).extend(_parsed([f"<w:p>{run}</w:p>"])[0])


def _parsed(lines: Iterable[str]) -> list[Element]:
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:hdr {NAMESPACES}>{''.join(lines)}</w:hdr>"))


def _place(stop: tuple[str, int]) -> int:
    return stop[1]
