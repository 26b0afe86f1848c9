"""The Word file itself: it says what it is, and nothing of who made it, where or when."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from lxml import etree

from marg_cli.documents.document import Frame
from marg_cli.documents.docx.package import packed
from marg_cli.documents.house.files import house_file
from marg_cli.documents.render import render
from tests.documents.papers import a_minutes_paper
from tests.documents.word import Word, found, value, word
from tests.word_base import made

HOUSES = Path(__file__).parents[2] / "examples" / "templates"
RENDERED = """
import sys
from hashlib import sha256
from marg_cli.documents.render import render
from tests.documents.papers import a_minutes_paper
written = render("minutes.md.j2", a_minutes_paper(), ["docx"]).files["docx"]
sys.stdout.write(sha256(written).hexdigest())
"""


@pytest.fixture(params=["marg's own", "the group's own"])
def paper(request: pytest.FixtureRequest) -> Word:
    search = (HOUSES,) if request.param == "the group's own" else ()
    return Word(render("minutes.md.j2", a_minutes_paper(), ["docx"], search=search).files["docx"])


@pytest.mark.parametrize("search", [(), (HOUSES,)])
def test_the_same_paper_is_the_same_bytes(search: tuple[Path, ...]):
    first, second = (
        render("minutes.md.j2", a_minutes_paper(), ["docx"], search=search).files["docx"]
        for _ in range(2)
    )
    assert first == second


def test_the_same_paper_is_the_same_bytes_in_another_process():
    here = sha256(render("minutes.md.j2", a_minutes_paper(), ["docx"]).files["docx"]).hexdigest()
    for seed in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", RENDERED],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout == here


def test_every_part_is_of_the_same_day(paper: Word):
    assert paper.times == {(1980, 1, 1, 0, 0, 0)}
    assert paper.order[0] == "[Content_Types].xml"


def test_it_says_its_title_and_language_and_nothing_of_anybody(paper: Word):
    core = etree.fromstring(paper.members["docProps/core.xml"])
    said = {etree.QName(one).localname: one.text for one in core}
    assert said == {
        "title": "OFFICIAL-SENSITIVE: Minutes, Tuesday 8 December 2026",
        "language": "en-GB",
        "created": "1980-01-01T00:00:00Z",
        "modified": "1980-01-01T00:00:00Z",
    }


def test_it_holds_nothing_but_the_paper(paper: Word):
    for name in paper.order:
        assert re.fullmatch(
            r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/\w+\.xml\.rels"
            r"|word/(document|styles|settings|numbering|fontTable|(header|footer)\d)\.xml"
            r"|word/theme/theme1\.xml|word/media/image\d+\.(png|jpg)",
            name,
        ), name


def test_it_fetches_nothing(paper: Word):
    related = [content for name, content in paper.members.items() if name.endswith(".rels")]
    assert related
    for content in related:
        assert {one.get("TargetMode") for one in etree.fromstring(content)} == {None}


def test_it_opens_as_word_works_today(paper: Word):
    modes = [
        one.get(qn("w:val"))
        for one in found(paper.part("settings"), ".//w:compatSetting")
        if one.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_its_words_are_british(paper: Word):
    styles = paper.part("styles")
    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "en-GB"
    assert {one.get(qn("w:val")) for one in found(styles, ".//w:lang")} == {"en-GB"}


def test_its_words_are_of_the_frames_language():
    styles = word("x", Frame("M", "t", (), (), lang="cy-GB")).part("styles")
    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "cy-GB"


def test_every_style_used_is_in_it(paper: Word):
    parts = [paper.body, *paper.frames("header"), *paper.frames("footer")]
    for part in parts:
        for kind in ("w:pStyle", "w:tblStyle"):
            assert {one.get(qn("w:val")) for one in found(part, f".//{kind}")} <= set(paper.names)


def test_every_list_used_is_in_it():
    paper = word("- a\n\nx\n\n1. b\n\n> - c")
    known = {one.get(qn("w:numId")) for one in found(paper.part("numbering"), "w:num")}
    assert {one.get(qn("w:val")) for one in paper.all("w:numId")} <= known


def test_the_base_is_what_its_program_makes():
    kept, new = Word(house_file("base.docx").read_bytes()), Word(made())
    assert kept.order == new.order
    assert kept.members == new.members


def test_a_document_that_does_not_say_how_it_works_works_as_word_does_today():
    house = WordFile(str(house_file("base.docx")))
    settings = house.settings.element
    settings.remove(found(settings, "w:compat")[0])
    written = Word(packed(house, "t", "en-GB")).part("settings")
    order = [etree.QName(one).localname for one in written]
    assert order.index("characterSpacingControl") < order.index("compat")
    assert order.index("compat") < order.index("themeFontLang")
    assert value(written, "w:compat/w:compatSetting") == "15"
