from __future__ import annotations

import pytest

from marg_cli.documents.blocks import Chart, Series, Table
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.reading import read
from marg_cli.documents.text import write

ONE = "*Overdue*\n\n| Agency | **Overdue** | Longest |\n|---|---:|---:|\n| **HOU** | 3 | 9 |\n"


def test_a_column_with_a_strong_head_is_drawn_before_its_table():
    chart, table = read(ONE)
    assert chart == Chart("Overdue", ("HOU",), (Series("Overdue", (3,)),), stacked=False)
    assert isinstance(table, Table)


def test_the_heads_of_a_drawn_table_look_like_any_others():
    _, table = read(ONE)
    assert table == read(ONE.replace("**Overdue**", "Overdue"))[0]


def test_heads_that_are_strong_and_emphasised_are_parts_of_one_bar():
    written = ONE.replace("**Overdue**", "***Overdue***").replace("Longest", "***Longest***")
    (chart, _) = read(written)
    assert isinstance(chart, Chart)
    assert chart.stacked
    assert [series.name for series in chart.series] == ["Overdue", "Longest"]


@pytest.mark.parametrize("figure", ["", "many", "-3", "1.5", "[not recorded]"])
def test_a_row_without_a_whole_number_is_left_to_the_table(figure: str):
    (table,) = read(ONE.replace("| 3 |", f"| {figure} |"))
    assert isinstance(table, Table)


def test_a_table_without_strong_heads_is_not_drawn():
    (table,) = read(ONE.replace("**Overdue**", "Overdue"))
    assert isinstance(table, Table)


def test_plain_text_shows_the_figures_alone():
    frame = Frame("MARKED", "Title", (), ())
    assert b"\n\n\n" not in write(Document(frame, ONE))
