"""A whole paper on a group's own Word document: everything is said once on each page."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from marg_cli.documents import docx
from marg_cli.documents.render import compose
from tests.documents.house_packages import DOCUMENT, FOOTER, HEADER, STYLES, HousePackage, words
from tests.documents.papers import a_head, a_minutes_paper
from tests.house_example import COUNCIL, made

MARKING = a_head().marking
SAYS = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def a_paper(house: HousePackage, folder: Path) -> Any:
    """The minutes, written into the house document."""
    (folder / "house").mkdir()
    house.saved(folder / "house")
    return Document(
        BytesIO(docx.write(compose("minutes.md.j2", a_minutes_paper(), search=[folder])))
    )


def times(part: Any, sought: str) -> int:
    """How often it stands in a header or footer, among its words or the codes of its fields."""
    xml = part.part.blob
    codes = re.findall(r'w:instr="([^"]*)"', xml.decode())
    return len(re.findall(sought, " ".join((words(xml), *codes))))


def test_the_letterhead_stands_on_the_paper(tmp_path: Path):
    section = a_paper(HousePackage(), tmp_path).sections[0]
    assert times(section.header, re.escape(COUNCIL)) == 1


@pytest.mark.parametrize("own", [(), (HEADER,), (FOOTER,), (HEADER, FOOTER)])
def test_the_marking_is_in_header_and_footer_once(own: tuple[str, ...], tmp_path: Path):
    house = HousePackage()
    for part in own:
        house.says(part, SAYS.format(MARKING))
    section = a_paper(house, tmp_path).sections[0]
    assert (times(section.header, MARKING), times(section.footer, MARKING)) == (1, 1)


def test_pages_are_numbered_once_where_the_house_numbers_them(tmp_path: Path):
    section = a_paper(HousePackage(), tmp_path).sections[0]
    assert times(section.footer, r"\bPAGE\b") == 1
    assert times(section.footer, r"\bNUMPAGES\b") == 1


def test_pages_are_numbered_once_where_the_house_does_not(tmp_path: Path):
    house = HousePackage()
    house.members[FOOTER] = re.sub(
        rb"<w:fldSimple.*?</w:fldSimple>", b"", house.members[FOOTER], flags=re.DOTALL
    )
    section = a_paper(house, tmp_path).sections[0]
    assert times(section.footer, r"\bPAGE\b") == 1
    assert times(section.footer, r"\bNUMPAGES\b") == 1


def test_first_and_even_pages_are_marked_and_numbered_too(tmp_path: Path):
    word = Document(BytesIO(made()))
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].different_first_page_header_footer = True
    word.sections[0].first_page_header.paragraphs[0].text = MARKING
    section = a_paper(HousePackage(_saved(word)), tmp_path).sections[0]
    for head, foot in (
        (section.first_page_header, section.first_page_footer),
        (section.even_page_header, section.even_page_footer),
    ):
        assert (times(head, MARKING), times(foot, MARKING)) == (1, 1)
        assert times(foot, r"\bPAGE\b") == 1


def test_headings_are_in_the_houses_own_styles_whatever_their_ids(tmp_path: Path):
    house = HousePackage()
    text = house.members[STYLES].replace(b'"Heading1"', b'"berschrift1"')
    house.members[STYLES] = text.replace(b'"Heading2"', b'"berschrift2"')
    paper = a_paper(house, tmp_path)
    used = {paragraph.style.style_id for paragraph in paper.paragraphs if paragraph.style}
    assert {"berschrift1", "berschrift2"} <= used


def test_what_the_house_document_said_is_not_in_the_paper(tmp_path: Path):
    house = HousePackage().says(DOCUMENT, SAYS.format("Dear Perpetua"))
    paper = a_paper(house, tmp_path)
    assert "Perpetua" not in "".join(paper.element.itertext())


def _saved(word: Any) -> bytes:
    held = BytesIO()
    word.save(held)
    return held.getvalue()
