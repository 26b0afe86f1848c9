from __future__ import annotations

import pytest

from tests.exchange.files import only_problem, reading

HEADER = "case,what,agency,due,direct,status,times_moved,closed_because"


def action(**cells: str):
    row = {"case": "group", "what": "Ring", "agency": "GLOW", "due": "2026-12-08", **cells}
    return reading(HEADER + "\n" + ",".join(row.get(name, "") for name in HEADER.split(",")) + "\n")


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-08",
        "08/12/2026",
        "8/12/26",
        "8.12.2026",
        "8 December 2026",
        "Tue 8 Dec 2026",
        " 2026-12-08 ",
        "2026-12-08 00:00:00",
        "08/12/2026 00:00",
    ],
)
def test_a_day_is_read_the_british_way_and_the_iso_way(written: str):
    assert str(action(due=written).actions[0].due) == "2026-12-08"


def test_an_iso_day_is_never_turned_round():
    assert str(action(due="2026-04-03").actions[0].due) == "2026-04-03"
    assert str(action(due="03/04/2026").actions[0].due) == "2026-04-03"


@pytest.mark.parametrize("written", ["friday", "2 weeks", "next meeting", "8 December", "8/12"])
def test_a_day_without_its_year_is_not_guessed_at(written: str):
    problem = only_problem(action(due=written))
    assert (problem.line, problem.field, problem.fatal) == (2, "due", True)


@pytest.mark.parametrize("written", ["08/12/0206", "2206-12-08", "1899-12-30"])
def test_a_year_that_must_be_a_slip_is_a_problem(written: str):
    assert only_problem(action(due=written)).field == "due"


def test_a_day_of_birth_needs_its_whole_year():
    header = "initials,referred_on,born\n"
    problem = only_problem(reading(f"{header}AB,2026-11-02,3/4/71\n"))
    assert (problem.field, problem.fatal) == ("born", True)
    assert "year in four figures" in problem.message
    assert str(reading(f"{header}AB,2026-11-02,3/4/1971\n").cases[0].born) == "1971-04-03"


def test_a_day_of_birth_still_to_come_is_a_problem():
    problem = only_problem(reading("initials,referred_on,born\nAB,2026-11-02,23/11/2026\n"))
    assert (problem.line, problem.field) == (2, "born")
    assert problem.message == "is a day still to come"


@pytest.mark.parametrize("word", ["yes", "YES", "y", "true", "1", " yes "])
def test_yes_is_read_in_four_ways(word: str):
    assert action(direct=word).actions[0].direct is True


@pytest.mark.parametrize("word", ["no", "N", "false", "0", ""])
def test_no_is_read_in_four_ways_and_is_what_an_empty_cell_means(word: str):
    assert action(direct=word).actions[0].direct is False


@pytest.mark.parametrize("word", ["maybe", "on", "t"])
def test_nothing_else_is_yes_or_no(word: str):
    assert "yes or no" in only_problem(action(direct=word)).message


@pytest.mark.parametrize("word", ["not_done", "Not done", "NOT-DONE"])
def test_a_word_from_a_list_is_read_as_people_write_it(word: str):
    found = action(status=word, closed_because="Agency")
    assert (found.actions[0].status, found.actions[0].closed_because) == ("not_done", "agency")


def test_a_word_that_is_not_in_the_list_gets_the_near_one():
    problem = only_problem(action(status="opn"))
    assert problem.message == "must be one of: open, done, not_done. Did you mean open?"


@pytest.mark.parametrize("word", ["1.0", "1_0", "-1", "many"])
def test_a_number_is_whole(word: str):
    assert "whole number" in only_problem(action(times_moved=word)).message


def test_every_problem_of_a_row_is_told_at_once():
    found = action(due="soon", direct="perhaps", status="?")
    assert sorted(str(p.field) for p in found.problems) == ["direct", "due", "status"]
    assert found.read == 1


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("'=1+1", "=1+1"),
        ("'-nought", "-nought"),
        ("'+44", "+44"),
        ("'@home", "@home"),
        ("''=1", "'=1"),
        ("'tis late", "'tis late"),
        ("-nought", "-nought"),
    ],
)
def test_an_apostrophe_that_guards_a_formula_is_taken_off_again(cell: str, kept: str):
    assert action(what=cell).actions[0].what == kept


def test_lists_are_parted_by_semicolons():
    found = reading(
        "initials,referred_on,aliases,themes,agencies\n"
        "AB,2026-11-02,Al; Bea ;,homelessness;pets,GLOW; pol: Ann Other\n"
    ).cases[0]
    assert (found.aliases, found.themes) == (("Al", "Bea"), ("homelessness", "pets"))
    assert [(a.code, a.contact) for a in found.agencies] == [("GLOW", None), ("POL", "Ann Other")]


def test_a_slip_of_one_of_the_five_disadvantages_is_told():
    problem = only_problem(reading("initials,referred_on,themes\nAB,2026-11-02,homelesness\n"))
    assert problem.field == "themes"
    assert "Did you mean homelessness?" in problem.message


def test_days_of_training_are_read_from_a_csv():
    found = reading("name,kind,trained\nGlow,core,14/05/2026; 2026-06-11\n")
    assert [str(t.on) for t in found.agencies[0].trained] == ["2026-05-14", "2026-06-11"]


@pytest.mark.parametrize(("cell", "told"), [("yes", 1), ("most of them", 1), ("no", 0), ("4", 0)])
def test_training_without_a_day_is_left_out(cell: str, told: int):
    found = reading(f"name,kind,trained\nGlow,core,{cell}\n")
    assert found.agencies[0].trained == ()
    assert [p.fatal for p in found.problems] == [False] * told
