"""The plain-text paper: readable in a terminal, with nothing but words and spaces."""

from __future__ import annotations

from marg_cli.documents import text
from marg_cli.documents.columns import proportions, shared, width, wrapped
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.render import render
from marg_cli.domain.papers.agenda import AgendaPaper
from marg_cli.domain.papers.minutes import MinutesPaper
from tests.documents.papers import a_minutes_paper, an_action_line, an_agenda

FRAME = Frame("MARKING", "title", ("head",), ("foot",))


def written(markdown: str) -> str:
    whole = text.write(Document(FRAME, markdown)).decode()
    assert whole.startswith("MARKING\n\n")
    assert whole.endswith("\n\nfoot\n\nMARKING\n")
    return whole.removeprefix("MARKING\n\n").removesuffix("\n\nfoot\n\nMARKING\n")


def test_headings_are_underlined_by_their_level() -> None:
    assert written("# One\n\n## Two\n\n### Three") == ("One\n===\n\nTwo\n---\n\nThree\n~~~~~")


def test_lists_and_notes_hang() -> None:
    long = "word " * 20
    assert written(f"- {long}\n- b\n\n> {long}").split("\n") == [
        "- " + " ".join(["word"] * 15),
        "  " + " ".join(["word"] * 5),
        "- b",
        "",
        "  | " + " ".join(["word"] * 15),
        "  | " + " ".join(["word"] * 5),
    ]


def test_numbered_lists_keep_their_numbers() -> None:
    assert written("9. a\n10. b") == "9. a\n10. b"


def test_a_table_is_set_in_columns() -> None:
    table = "*Overdue*\n\n| Ref | Late |\n|---|--:|\n| **A1** | 3 |\n| A22 | 12 |"
    assert written(table).split("\n") == [
        "Overdue",
        "",
        "Ref  Late",
        "---  ----",
        "A1      3",
        "A22    12",
    ]


def test_rows_of_several_lines_are_set_apart() -> None:
    table = "| A | B |\n|---|---|\n| 1 | x<br>y |\n| 2 | z |"
    assert written(table).split("\n") == ["A  B", "-  -", "1  x", "   y", "", "2  z"]


def test_facts_are_two_columns_without_a_header() -> None:
    assert written("| | |\n|---|---|\n| **Venue** | Hall |\n| **At** | 10am |") == (
        "Venue  Hall\nAt     10am"
    )


def test_a_table_too_wide_for_its_words_is_written_row_by_row() -> None:
    word = "x" * 60
    table = f"| A | B |\n|---|---|\n| {word} | {word} |\n| c | d |"
    assert written(table) == f"A: {word}\nB: {word}\n\nA: c\nB: d"


def test_columns_of_wide_and_marking_characters_line_up() -> None:
    lines = written("| K | V |\n|---|---|\n| 漢字 | x |\n| e\u0301 | y |").split("\n")
    assert [width(line.rstrip("xy")) for line in lines[2:]] == [6, 6]


def test_no_line_of_a_paper_runs_past_a_hundred_columns() -> None:
    what = "Ask the landlord for a copy of the notice, and find out about the arrears. " * 9
    action = an_action_line(what=what, overdue=True, days_late=12, moved_because=what)
    papers: list[tuple[str, AgendaPaper | MinutesPaper]] = [
        ("agenda.md.j2", an_agenda(overdue=(action,), open=(action,))),
        ("minutes.md.j2", a_minutes_paper(reviewed=(action,))),
    ]
    for template, paper in papers:
        lines = render(template, paper, ["txt"]).files["txt"].decode().split("\n")
        assert max(map(width, lines)) <= 100
        assert [line for line in lines if line != line.rstrip()] == []


def test_a_word_wider_than_its_column_stays_whole() -> None:
    assert wrapped("a bbbbbb c", 3) == ["a", "bbbbbb", "c"]


def test_room_goes_to_the_column_with_most_to_say() -> None:
    columns = [["M26-001"], ["word " * 30], ["18 Nov 2026"]]
    assert shared(columns, 60) == [7, 42, 11]
    assert shared(columns, 20) is None


def test_room_goes_where_it_lowers_the_tallest_rows() -> None:
    often, once = ["brief"] * 6, ["word " * 40]
    sizes = shared([["brief words " * 3] * 6 + ["x"], [*often, *once]], 60)
    assert sizes is not None
    assert sizes[1] > 20


def test_a_narrow_table_finds_its_own_width() -> None:
    assert proportions([["a"], ["b"]], 80) == []
    assert sum(proportions([["M26-001"], ["word " * 30]], 80)) == 100
