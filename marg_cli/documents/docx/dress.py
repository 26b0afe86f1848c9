"""The group's colours, font, size and margins, put into the document marg's papers begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.xml import Element
from marg_cli.documents.house.style import LARGE, LEAST_LARGE, HouseStyle

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

PLAIN = HouseStyle()
"""What the document is dressed in as it comes."""

LENGTHS = ("top", "right", "bottom", "left")


def dress(word: WordDocument, style: HouseStyle) -> None:
    """Dress marg's own document as *style* says."""
    from docx.shared import Mm

    section = word.sections[0]
    for name in LENGTHS:
        setattr(section, f"{name}_margin", Mm(getattr(style, name)))
    root = word.styles.element
    if style.font:
        _font(root, style.font)
    if style.size != PLAIN.size:
        _size(root, style.size / PLAIN.size)
    _colours(root, style)


def enlarge(word: WordDocument) -> None:
    """Have no style of *word* below 18 points, and its text in 20, whoever's document it is."""
    from docx.oxml.ns import qn

    root = word.styles.element
    usual = Styles(word).letters("Normal").points
    if usual < LARGE:
        _size(root, LARGE / usual)
    for size in root.iter(qn("w:sz"), qn("w:szCs")):
        if int(size.get(qn("w:val"))) < LEAST_LARGE * 2:
            size.set(qn("w:val"), str(LEAST_LARGE * 2))


def _font(root: Element, name: str) -> None:
    from docx.oxml.ns import qn

    for fonts in root.iter(qn("w:rFonts")):
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), name)


def _size(root: Element, times: float) -> None:
    from docx.oxml.ns import qn

    for size in root.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * times)))


def _colours(root: Element, style: HouseStyle) -> None:
    """Words are in ink and headings in the accent; rules keep ink or line, as they came."""
    from docx.oxml.ns import qn

    rules = {_hex(PLAIN.ink): _hex(style.ink), _hex(PLAIN.line): _hex(style.line)}
    for rule in root.iter():
        if (colour := rule.get(qn("w:color"))) in rules:
            rule.set(qn("w:color"), rules[colour])
    for colour in root.iter(qn("w:color")):
        heads = next(colour.iterancestors(qn("w:style")), None) is not None
        colour.set(qn("w:val"), _hex(style.accent if heads else style.ink))


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
