"""Tables in Word: each fits its page, says its header on every page, and breaks between rows."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from marg_cli.documents.render import render
from marg_cli.documents.widths import Letters, widths
from tests.documents.papers import a_minutes_paper, a_slot, an_action_line, an_agenda
from tests.documents.word import Word, found, value, word

ROOM = 11906 - 2 * 1020
"""A4 between margins of 18 mm, in twentieths of a point."""

ACROSS = [
    ("w:sectPr/w:pgSz", "w:w"),
    ("w:sectPr/w:pgMar", "w:left"),
    ("w:sectPr/w:pgMar", "w:right"),
]

ACTIONS = """*Overdue*

| Action | Minutes |
|---|---:|
| **A1** | 15 |
| **A2** | 20 |
"""
FACTS = "| | |\n|---|---|\n| **Venue** | Committee Room 2 |\n| **Chair** | Independent chair |"
LONG = "| Action |\n|---|\n" + "| a |\n" * 30


def test_a_caption_has_its_style_and_stands_right_above_its_table():
    paper = word(ACTIONS)
    caption = paper.all("w:tbl")[0].getprevious()
    assert paper.style(caption) == "caption"
    assert paper.of_style("caption") == ["Overdue"]


def test_the_header_is_marked_and_repeats():
    head, *rows = found(word(ACTIONS).all("w:tbl")[0], "w:tr")
    assert found(head, "w:trPr/w:tblHeader")
    assert not any(found(row, "w:trPr/w:tblHeader") for row in rows)


@pytest.mark.parametrize(
    ("markdown", "row", "column"),
    [(ACTIONS, "1", "1"), (FACTS, "0", "1"), ("| A |\n|---|\n| b |", "1", "0")],
)
def test_a_table_says_which_of_its_cells_are_heads(markdown: str, row: str, column: str):
    look = found(word(markdown).all("w:tbl")[0], "w:tblPr/w:tblLook")[0]
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == (row, column)
    bits = int(look.get(qn("w:val")), 16)
    assert (bool(bits & 0x20), bool(bits & 0x80)) == (row == "1", column == "1")


def test_no_row_is_parted_by_a_page():
    paper = word(f"{ACTIONS}\n\n{FACTS}\n\n{LONG}")
    assert all(found(row, "w:trPr/w:cantSplit") for row in paper.all("w:tr"))


def test_a_short_table_stays_together_and_of_a_long_one_the_last_two_rows():
    short, long = word(f"{ACTIONS}\n\nx\n\n{LONG}").all("w:tbl")
    assert [_keeps(row) for row in found(short, "w:tr")][1:] == [True, False]
    assert [_keeps(row) for row in found(long, "w:tr")][1:] == [False] * 28 + [True, False]


def test_figures_are_set_to_the_right_head_and_all():
    table = word(ACTIONS).all("w:tbl")[0]
    sides = [
        [value(cell, "w:p/w:pPr/w:jc") for cell in found(row, "w:tc")]
        for row in found(table, "w:tr")
    ]
    assert sides == [[None, "right"]] * 3


def test_facts_are_a_quiet_table_of_two_columns():
    paper = word(FACTS)
    assert paper.names[value(paper.all("w:tbl")[0], "w:tblPr/w:tblStyle") or ""] == "Marg Facts"
    assert not paper.all("w:tblHeader")


def _papers() -> list[bytes]:
    wide = an_action_line(what="W" * 90 + " and words " * 40, owner="x" * 200)
    agenda = an_agenda(open=(wide,) * 3, slots=(a_slot(guests=("G" * 150,)),))
    return [
        render("agenda.md.j2", agenda, ["docx"]).files["docx"],
        render("minutes.md.j2", a_minutes_paper(), ["docx"]).files["docx"],
    ]


@pytest.mark.parametrize("written", _papers(), ids=["wide", "minutes"])
def test_columns_are_fixed_alike_in_grid_and_cells_and_never_wider_than_the_page(written: bytes):
    paper = Word(written)
    across = (value(paper.body, *place) for place in ACROSS)
    page, left, right = (int(one or 0) for one in across)
    assert page - left - right == ROOM
    for table in paper.all("w:tbl"):
        grid = [int(one.get(qn("w:w"))) for one in found(table, "w:tblGrid/w:gridCol")]
        assert sum(grid) <= ROOM
        assert min(grid) > 0
        assert value(table, "w:tblPr/w:tblLayout", "w:type") == "fixed"
        assert int(value(table, "w:tblPr/w:tblW", "w:w") or 0) == sum(grid)
        for row in found(table, "w:tr"):
            cells = [value(cell, "w:tcPr/w:tcW", "w:w") for cell in found(row, "w:tc")]
            assert [int(cell or 0) for cell in cells] == grid


ARIAL = Letters("Arial", 9.5)


def test_a_short_reference_or_day_has_room_on_one_line():
    letters = [["M26-001"], ["18 Dec 2026"], ["words and more words " * 30]]
    ref, day, words = widths(letters, ROOM, ARIAL, 200)
    assert ref - 200 >= 7 * ARIAL.unit
    assert day - 200 >= 11 * ARIAL.unit * 0.95
    assert words > ref + day
    assert ref + day + words <= ROOM


def test_a_small_table_is_no_wider_than_it_needs_to_be():
    assert sum(widths([["Agency", "HOU"], ["Overdue", "1"]], ROOM, ARIAL, 200)) < ROOM / 3


def test_a_word_without_end_is_broken_and_leaves_the_others_their_room():
    endless, words = "x" * 400, "words and more words " * 30
    ref, _, said = widths([["M26-001"], [endless], [words]], ROOM, ARIAL, 200)
    assert ref - 200 >= 7 * ARIAL.unit
    assert said > ROOM / 4


def test_columns_that_do_not_fit_share_the_whole_page():
    sizes = widths([[f"{'word' * 5} {at}"] for at in range(9)], ROOM, ARIAL, 200)
    assert sum(sizes) == pytest.approx(ROOM, abs=9)
    assert max(sizes) < 1.2 * min(sizes)


def test_a_font_that_may_be_wide_gets_more_room():
    columns = [["Agency", "HOU"], ["Overdue", "1"]]
    wide = widths(columns, ROOM, Letters("Verdana", 9.5), 200)
    assert all(a > b for a, b in zip(wide, widths(columns, ROOM, ARIAL, 200), strict=True))


def test_even_columns_that_cannot_be_are_on_the_page():
    sizes = widths([["word"]] * 60, ROOM, ARIAL, 10)
    assert sum(sizes) <= ROOM
    assert min(sizes) > 0


def _keeps(row: object) -> bool:
    return all(found(line, "w:pPr/w:keepNext") for line in found(row, "w:tc/w:p"))
