"""The invented council's own Word document among the examples, made anew: run this module."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from marg_cli.documents.docx.package import packed

ROOT = Path(__file__).parents[1]
BASE = ROOT / "templates" / "house" / "base.docx"
EXAMPLE = ROOT / "examples" / "templates" / "house" / "house.docx"

INK, ACCENT, LINE = "14213D", "0B5563", "6B7785"
COUNCIL = "Netherwick Borough Council (invented)"
TEAM = "Adult Social Care"
ADDRESS = "Civic Hall, Weir Street, Netherwick"
ACROSS = Mm(170)
HEADINGS = {"Heading 1": 26, "Heading 2": 16, "Heading 3": 13, "Heading 4": 11}


def made() -> bytes:
    """A letterhead as a council's office would keep it: the same bytes every time."""
    word = Document(str(BASE))
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:customStyle")):
            styles.remove(style)
    for name, size in HEADINGS.items():
        font = word.styles[name].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), RGBColor.from_string(ACCENT)
    for border in styles.iter(qn("w:pBdr")):
        border[0].set(qn("w:color"), ACCENT)
    page = word.sections[0]
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(40), Mm(28)
    _head(page.header.paragraphs[0])
    _foot(page.footer.paragraphs[0])
    return packed(word, "Letterhead", "en-GB")


def _head(line: Paragraph) -> None:
    _ruled(line, "bottom", ACCENT, 12)
    _said(line, COUNCIL, ACCENT, size=12, strong=True)
    _said(line, f"\t{TEAM}", LINE, size=9)


def _foot(line: Paragraph) -> None:
    _ruled(line, "top", LINE, 4)
    _said(line, f"{ADDRESS}\tPage ", LINE, size=9)
    _field(line, "PAGE")
    _said(line, " of ", LINE, size=9)
    _field(line, "NUMPAGES")


def _ruled(line: Paragraph, side: str, colour: str, width: int) -> None:
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(5)
    line.paragraph_format.tab_stops.add_tab_stop(ACROSS, WD_TAB_ALIGNMENT.RIGHT)
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{width}" w:space="6" '
            f'w:color="{colour}"/></w:pBdr>'
        ),
        *("w:tabs", "w:spacing"),
    )


def _said(line: Paragraph, words: str, colour: str, *, size: float, strong: bool = False) -> None:
    font = line.add_run(words).font
    font.size, font.bold, font.color.rgb = Pt(size), strong, RGBColor.from_string(colour)


def _field(line: Paragraph, name: str) -> None:
    line._p.append(  # noqa: SLF001
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:rPr>'
            f'<w:color w:val="{LINE}"/><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


if __name__ == "__main__":
    EXAMPLE.parent.mkdir(parents=True, exist_ok=True)
    EXAMPLE.write_bytes(made())
