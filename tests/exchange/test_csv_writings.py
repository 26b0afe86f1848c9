from __future__ import annotations

import pytest

from marg_cli.services.exchange.problems import Problem
from tests.exchange.files import ACTIONS, actions, only_action, only_problem, reading

ROW = "group,Ask the café for £5,GLOW,Zélie,2026-12-08"
TEXT = actions(ROW)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be").join([b"\xfe\xff", b""]),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.rstrip("\n").encode(),
        f"\n\n{TEXT}\n,,,,\n  \n".encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "crlf", "cr", ";", "tab", "no-end", "blank-lines"],
)
def test_a_file_is_read_however_it_was_written(data: bytes):
    action = only_action(data)
    assert (action.what, action.owner) == ("Ask the café for £5", "Zélie")


def test_windows_1252_is_read_and_said():
    found = reading(TEXT.encode("cp1252"))
    assert found.actions[0].what == "Ask the café for £5"
    problem = only_problem(found)
    assert "read as Windows-1252" in problem.message
    assert not problem.fatal


def test_a_line_is_counted_as_an_editor_shows_it():
    quoted = 'group,"Ring,\nthen\r\nvisit",GLOW,Ann,2026-12-08'
    found = reading(actions("", quoted, "group,Visit,GLOW,Ann,someday"))
    assert only_problem(found).line == 6
    assert found.items[0].line == 3
    assert found.actions[0].what == "Ring,\nthen\r\nvisit"


def test_a_bad_date_on_line_7_is_named_with_line_and_field():
    rows = ["group,Ring,GLOW,Ann,2026-12-08"] * 5
    found = reading(actions(*rows, "group,Ring,GLOW,Ann,31/02/2026"))
    assert only_problem(found) == Problem(
        7,
        "due",
        "“31/02/2026” is not a day (1900 to 2100); write 2026-12-08 or 08/12/2026",
        fatal=True,
    )
    assert (found.read, len(found.actions)) == (6, 5)


@pytest.mark.parametrize("row", ["group,Ring", "group,Ring,GLOW,Ann"])
def test_a_row_that_is_too_short_is_a_problem_with_its_line(row: str):
    problem = only_problem(reading(actions("", row)))
    assert (problem.line, problem.fatal) == (3, True)
    assert "fewer than the header's 5" in problem.message


def test_a_row_that_is_too_long_is_a_problem_with_its_line():
    problem = only_problem(reading(actions("group,Ring, then visit,GLOW,Ann,2026-12-08")))
    assert (problem.line, problem.fatal) == (2, True)
    assert "more than the header's 5" in problem.message


def test_empty_cells_that_a_spreadsheet_wrote_at_the_end_do_no_harm():
    assert only_action(f"{ACTIONS},,\n{ROW},,\n{ROW},,,,\n").due.isoformat() == "2026-12-08"


def test_a_text_under_no_column_name_is_a_problem():
    problem = only_problem(reading("case,,what,agency,due\ngroup,x,Ring,GLOW,2026-12-08\n"))
    assert problem.message == "cell 2 stands under no column name"


@pytest.mark.parametrize("data", ["", "\n\n", " \n,,,\n", "\ufeff"])
def test_an_empty_file_is_a_fatal_problem(data: str):
    found = reading(data)
    assert only_problem(found).fatal
    assert "empty" in only_problem(found).message


def test_a_quotation_mark_that_is_never_closed_is_told_with_the_line_it_opens_on():
    found = reading(actions(ROW, 'group,"Ring,GLOW,Ann,2026-12-08', ROW))
    problem = only_problem(found)
    assert (problem.line, problem.fatal, len(found.actions)) == (3, True, 1)
    assert "quotation mark" in problem.message


def test_a_quotation_mark_inside_a_quoted_cell_is_told():
    problem = only_problem(reading(actions('group,"Ring "twice" a week",GLOW,Ann,2026-12-08')))
    assert (problem.line, problem.fatal) == (2, True)


def test_a_spreadsheets_own_file_is_told_from_a_csv():
    assert "save it as “CSV UTF-8”" in only_problem(reading(b"PK\x03\x04\0\0")).message


def test_a_nul_is_a_problem_with_line_and_field():
    problem = only_problem(reading(actions("", "group,Ri\0ng,GLOW,Ann,2026-12-08")))
    assert (problem.line, problem.field, problem.fatal) == (3, "what", True)


def test_half_a_character_is_a_problem_with_its_line():
    problem = only_problem(
        reading(actions("", "group,?,GLOW,Ann,2026-12-08").encode().replace(b"?", b"\xed\xa0\x80"))
    )
    assert (problem.line, problem.fatal) == (3, True)
    assert "half a character" in problem.message


def test_bytes_that_are_no_text_at_all_are_a_problem():
    assert only_problem(reading(b"case,what\n\x81\x8d\n")).fatal


def test_a_damaged_utf_16_file_is_a_problem():
    assert only_problem(reading(TEXT.encode("utf-16")[:-1])).fatal
