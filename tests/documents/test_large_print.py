"""Large print: no letter under 18 points in any format that has sizes, and no wide table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw
import pytest

from marg_cli.documents.blocks import Table, plain
from marg_cli.documents.document import Document
from marg_cli.documents.render import FORMATS, Paper, compose
from marg_cli.domain.papers.agenda import Audience
from tests.conftest import Marg
from tests.documents.papers import a_minutes_paper, an_agenda

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
PAPERS: dict[str, Paper] = {
    "agenda.md.j2": an_agenda(audience=Audience.CHAIR),
    "minutes.md.j2": a_minutes_paper(),
}
TEMPLATE = pytest.mark.parametrize("template", PAPERS)


def large(template: str) -> Document:
    return replace(compose(template, PAPERS[template]), large_print=True)


@TEMPLATE
def test_no_letter_of_a_pdf_is_smaller_than_18_points(template: str):
    sizes = list(_sizes(FORMATS["pdf"].write(large(template))))
    assert min(sizes) >= 18
    assert max(set(sizes), key=sizes.count) >= 18


def _sizes(pdf: bytes) -> Iterator[float]:
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for at, letter in enumerate(text.get_text_range()):
            if letter.strip() and at < text.count_chars():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, at)
                if size > 1:  # what PDFium adds itself has no size
                    yield round(size, 1)


@TEMPLATE
def test_no_style_of_a_word_document_is_smaller_than_18_points(template: str):
    word = docx.Document(BytesIO(FORMATS["docx"].write(large(template))))
    sizes = [int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', word.styles.element.xml)]
    sizes += [int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', word.element.xml)]
    assert sizes
    assert min(sizes) >= 36


@TEMPLATE
def test_a_web_page_is_set_in_large_letters_on_screen_and_in_print(template: str):
    page = FORMATS["html"].write(large(template)).decode()
    assert "--size: 20pt" in page
    assert "--margin: 18pt" in page


@TEMPLATE
def test_a_wide_table_becomes_lists_of_facts_that_say_the_same(template: str):
    usual, wide = compose(template, PAPERS[template]), large(template)
    tables = [block for block in wide.blocks if isinstance(block, Table)]
    assert tables
    assert all(len(table.right) <= 3 for table in tables)
    said = {plain(cell) for table in tables for row in table.rows for cell in row}
    for table in usual.blocks:
        if isinstance(table, Table):
            assert {plain(cell) for row in table.rows for cell in row if plain(cell)} <= said


def test_words_alone_are_not_changed():
    usual, big = compose("agenda.md.j2", PAPERS["agenda.md.j2"]), large("agenda.md.j2")
    assert FORMATS["md"].write(usual) == FORMATS["md"].write(big)


def test_a_group_can_have_every_paper_in_large_print(marg: Marg, tmp_path: Path):
    assert marg("import", str(NETHERWICK)).code == 0
    assert "--margin: 18pt" not in marg("agenda", "render", "--out", "-").out
    assert marg("config", "set", "document.large_print", "yes").code == 0
    assert "--margin: 18pt" in marg("agenda", "render", "--out", "-").out
    assert marg("config", "set", "document.large_print", "big").code == 2
    built = marg("pack", "build", "--kind", "agenda", "--as", "html", "--out", str(tmp_path))
    assert built.code == 0, built.err
    pages = list(tmp_path.glob("*.html"))
    assert pages
    assert all("--margin: 18pt" in page.read_text("utf-8") for page in pages)
