"""The paper for Word: what stands in it is what it is called, not only what it looks like."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from marg_cli.documents import docx
from marg_cli.documents.blocks import Block
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.docx.xml import held
from marg_cli.documents.render import render
from tests.documents.papers import a_minutes_paper, an_agenda
from tests.documents.test_words_come_back import NASTY, POSITIONS, document, expected
from tests.documents.word import FRAME, Word, found, value, word

KEPT = {"heading 1", "heading 2", "heading 3", "heading 4", "caption"}


def test_headings_are_headings_of_their_level():
    paper = word("# One\n\n## Two\n\n### Three\n\n#### Four")
    assert [(line.style, line.words) for line in paper.lines()[1:-1]] == [
        ("heading 1", "One"),
        ("heading 2", "Two"),
        ("heading 3", "Three"),
        ("heading 4", "Four"),
    ]


def test_headings_and_captions_stay_with_what_follows():
    paper = word("")
    for style in found(paper.part("styles"), "w:style"):
        if value(style, "w:name") in KEPT:
            assert found(style, "w:pPr/w:keepNext")
            assert found(style, "w:pPr/w:keepLines")


def test_strong_and_emphasised_words_are_so_and_others_are_not():
    paper = word("plain **strong** *soft* ***both***")
    runs = found(paper.lines()[1].element, "w:r")
    looks = {
        run.findtext(qn("w:t")): (bool(found(run, "w:rPr/w:b")), bool(found(run, "w:rPr/w:i")))
        for run in runs
    }
    del looks[" "]
    assert looks == {
        "plain ": (False, False),
        "strong": (True, False),
        "soft": (False, True),
        "both": (True, True),
    }


def test_line_breaks_and_spaces_stay():
    paper = word("one  two **three** <br>four")
    assert paper.lines()[1].words == "one  two three \nfour"
    for text in paper.all("w:t"):
        assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_bullets_go_three_levels_down_and_further_ones_stay_there():
    paper = word("- one\n  - two\n    - three\n      - four\n- one again")
    assert [(line.style, line.words) for line in paper.lines()[1:-1]] == [
        ("List Bullet", "one"),
        ("List Bullet 2", "two"),
        ("List Bullet 3", "three"),
        ("List Bullet 3", "four"),
        ("List Bullet", "one again"),
    ]


def test_each_numbered_list_begins_with_its_own_first_number():
    paper = word("1. a\n2. b\n\nbetween\n\n1. c\n\nbetween\n\n7. g\n8. h")
    numbers = [value(line.element, "w:pPr/w:numPr/w:numId") for line in paper.lines()[1:-1]]
    first, same, _, second, _, third, also = numbers
    assert first == same
    assert third == also
    assert len({first, second, third}) == 3
    starts = {
        one.get(qn("w:numId")): value(one, "w:lvlOverride/w:startOverride")
        for one in found(paper.part("numbering"), "w:num")
    }
    assert [starts[str(number)] for number in (first, second, third)] == ["1", "1", "7"]


def test_a_list_in_a_list_has_numbers_of_its_own():
    paper = word("1. a\n   1. a.a\n2. b\n   1. b.a")
    lines = paper.lines()[1:-1]
    assert [line.style for line in lines] == ["List Number", "List Number 2"] * 2
    numbers = [value(line.element, "w:pPr/w:numPr/w:numId") for line in lines]
    assert numbers[0] == numbers[2]
    assert len(set(numbers)) == 3


def test_what_belongs_to_an_item_stands_below_it_without_a_sign():
    _, item, below, _ = word("- one\n\n  more of one").lines()
    assert (item.style, below.style) == ("List Bullet", "List Continue")
    assert not found(below.element, "w:pPr/w:numPr")


def test_an_item_that_begins_with_a_table_keeps_its_sign():
    paper = word("- | a |\n  |---|\n  | b |")
    assert paper.lines()[1].style == "List Bullet"
    assert paper.rows() == [[["a"], ["b"]]]


def test_every_note_has_a_rule_at_its_left_also_its_lists():
    paper = word("> read\n>\n> - one\n>\n> 1. first")
    assert [line.style for line in paper.lines()[1:-1]] == ["Note", "Note List", "Note List"]
    styles = {value(one, "w:name"): one for one in found(paper.part("styles"), "w:style")}
    assert found(styles["Note"], "w:pPr/w:pBdr/w:left")
    assert value(styles["Note List"], "w:basedOn") == "Note"


def test_a_new_page_begins_with_what_stands_on_it():
    paper = word("one\n\n---\n\n# two\n\n---\n\n| a |\n|---|\n| b |\n\n---")
    begun = [line.words for line in paper.lines() if found(line.element, "w:pPr/w:pageBreakBefore")]
    assert begun == ["two", ""]


def test_two_tables_never_touch():
    paper = word("| | |\n|---|---|\n| **a** | b |\n\n| | |\n|---|---|\n| **c** | d |")
    tags = [child.tag.rpartition("}")[2] for child in paper.body]
    assert tags == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_paper_of_every_heading_and_row_is_there():
    paper = an_agenda()
    written = render("agenda.md.j2", paper, ["docx"]).files["docx"]
    assert {"1 Welcome and introductions", "7 Cases"} <= set(Word(written).of_style("heading 2"))


def test_a_paper_of_nothing_is_a_paper():
    assert [line.style for line in word("").lines()] == ["Marking", "Marking"]


def test_half_a_character_does_not_end_it():
    broken = "a\ud800b\x00c"
    paper = word(broken, Frame(broken, broken, (broken,), (broken,)))
    assert paper.lines()[1].words == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("position", POSITIONS)
def test_each_known_trouble_maker_comes_back_among_the_others(position: str) -> None:
    paper = Document(FRAME, "")
    blocks: list[Block] = []
    for one in NASTY:
        blocks += document(position, one).blocks
    paper.__dict__["blocks"] = tuple(blocks)
    lines = Word(docx.write(paper)).lines()
    sought = " ".join(held(expected(position, one)) for one in NASTY)
    assert " ".join(" ".join(line.words for line in lines[1:-1]).split()) == sought


def test_the_words_of_minutes_are_those_of_the_page():
    files = render("minutes.md.j2", a_minutes_paper(), ["docx", "txt"]).files
    seen = set("".join(line.words + " " for line in Word(files["docx"]).lines()).split())
    assert {one for one in files["txt"].decode().split() if one.isalpha()} <= seen
