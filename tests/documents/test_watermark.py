"""Whose copy it is stands light behind every page, and in nobody's way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import unescape

import pytest
from lxml import etree

from marg_cli.documents import docx, html, markdown, pdf, text
from marg_cli.documents.document import Document
from marg_cli.documents.render import compose
from marg_cli.documents.stamp import numbered, watermarked
from tests.documents.papers import a_case, a_minutes_paper
from tests.documents.pdfs import Pdf
from tests.documents.word import Word

LONG = "NETHERWICK-AND-QUAY-HOUSING-OPTIONS"
NASTY = '"Quill" & <b>son</b> 家'


def paper() -> Document:
    cases = tuple(a_case(ref=f"M26-{at:03d}") for at in range(3))
    return compose("minutes.md.j2", a_minutes_paper(cases=cases))


def own(reader: str = "GLOW") -> Document:
    return watermarked(paper(), reader)


def test_no_paper_has_one_by_itself():
    assert b"string=" not in docx.write(paper())
    assert b"<img" not in html.write(paper())


@pytest.mark.parametrize("reader", ["GLOW", "member:12", LONG, NASTY])
def test_a_pdf_draws_it_on_every_page_for_the_eye_alone(reader: str):
    plain, written = Pdf(pdf.write(paper())), Pdf(pdf.write(own(reader)))
    assert len(written.pages) == len(plain.pages) > 1
    assert written.structure.tree() == plain.structure.tree()
    assert written.untagged == []
    for page, before in zip(written.pages, plain.pages, strict=True):
        more = Counter("".join(page.split())) - Counter("".join(before.split()))
        assert more == Counter("".join(f"Copy:{shown(reader)}".split()))


def shown(reader: str) -> str:
    """What the fonts can draw of it."""
    return reader.replace("家", "[U+5BB6]")


@pytest.mark.parametrize("reader", ["GLOW", LONG, NASTY])
def test_word_has_it_in_every_head_as_its_own_watermark(reader: str):
    written = Word(docx.write(own(reader)))
    heads = [name for name in written.members if name.startswith("word/header")]
    assert heads
    for name in heads:
        root = etree.fromstring(written.members[name])
        (shape,) = (each for each in root.iter("{urn:schemas-microsoft-com:vml}shape"))
        (words,) = shape.iter("{urn:schemas-microsoft-com:vml}textpath")
        assert words.get("string") == f"Copy: {reader}"
        assert shape.get("alt") == ""
        assert shape.get("id", "").startswith("PowerPlusWaterMarkObject")


def test_a_web_page_shows_it_as_a_picture_that_says_nothing():
    page = html.write(own(NASTY)).decode()
    assert page.count('class="watermark"') == 1
    assert "Quill" not in unescape(page)


def test_texts_have_none():
    assert markdown.write(own()) == markdown.write(paper())
    assert text.write(own()) == text.write(paper())


def test_nothing_stands_behind_large_letters():
    large = replace(paper(), large_print=True)
    assert watermarked(large, "GLOW") == large


def test_a_numbered_copy_is_as_large_as_the_others_and_says_its_number():
    large = numbered(replace(paper(), large_print=True), 2, 5)
    assert large.large_print
    assert numbered(own(), 2, 5).frame.watermark == "Copy: GLOW, 2 of 5"
