from __future__ import annotations

import pytest

from marg_cli.errors import UsageRefused
from marg_cli.services.exchange.records import Kind
from tests.exchange.files import actions, only_action, only_problem, reading


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("name,kind", "Saltbox,core", Kind.AGENCY),
        ("organisation,update", "Saltbox,Signed off", Kind.AGENCY),
        ("name,agency", "Ann,GLOW", Kind.MEMBER),
        ("initials,referred_on", "AB,2026-11-02", Kind.CASE),
        ("date,venue", "2026-12-08,Town Hall", Kind.MEETING),
        ("case,what,agency,due", "group,Ring,GLOW,2026-12-08", Kind.ACTION),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_columns(header: str, row: str, kind: Kind):
    assert [item.kind for item in reading(f"{header}\n{row}\n").items] == [kind]


def test_columns_that_fit_two_kinds_say_which_option_decides():
    problem = only_problem(reading("ref,status\nM26-004,closed\n"))
    assert (problem.line, problem.fatal) == (1, True)
    assert "--kind case or --kind action" in problem.message


@pytest.mark.parametrize("word", ["case", "cases", "Case"])
def test_the_option_decides(word: str):
    found = reading("ref,status,initials\nM26-004,closed,AB\n", kind=word)
    assert found.cases[0].ref == "M26-004"


def test_a_kind_there_is_not_is_refused_with_the_near_one():
    with pytest.raises(UsageRefused, match="Did you mean action") as refused:
        reading("a\n", kind="acton")
    assert "--kind agency, member, case, meeting, action" in refused.value.hint


def test_an_unknown_column_names_the_near_one_and_all_there_are():
    problem = only_problem(reading("name,agency,emial\nAnn,GLOW,a@b.example\n"))
    assert (problem.line, problem.field, problem.fatal) == (1, "emial", True)
    assert "Did you mean email?" in problem.message
    assert "There are: name, agency, role, email, deputy_for, left_on" in problem.message
    assert '--map "emial=…"' in problem.message


def test_nothing_is_read_under_a_header_that_is_wrong():
    found = reading("name,agency,emial\nAnn,GLOW,a@b.example\n")
    assert (found.items, found.read) == ((), 0)


def test_a_column_that_is_needed_and_not_there_is_named():
    problem = only_problem(reading("what,agency,owner,due\nRing,GLOW,Ann,2026-12-08\n"))
    assert (problem.line, problem.field, problem.fatal) == (1, "case", True)


def test_a_column_that_stands_twice_is_a_problem():
    problem = only_problem(reading("name,agency,Name\nAnn,GLOW,Bob\n"))
    assert (problem.field, problem.fatal) == ("name", True)
    assert "more than one column" in problem.message


def test_a_header_is_matched_without_case_spaces_and_hyphens():
    header = "Case,WHAT,agency,Due,First due,times-moved,Closed_Because"
    found = reading(f"{header}\ngroup,Ring,GLOW,2026-12-08,2026-12-01,1,\n")
    assert str(found.actions[0].first_due) == "2026-12-01"
    assert found.actions[0].times_moved == 1


def test_columns_may_stand_in_any_order():
    assert only_action("due,agency,what,case\n2026-12-08,GLOW,Ring,group\n").what == "Ring"


def test_a_column_of_theirs_is_mapped_to_a_field_of_ours():
    found = reading(
        "case,Task,agency,By When\ngroup,Ring,GLOW,2026-12-08\n",
        columns={"task": "what", "By when": "due"},
    )
    assert (found.actions[0].what, found.problems) == ("Ring", ())


def test_a_column_mapped_to_nothing_is_passed_over():
    found = reading(
        "case,what,agency,due,RAG\ngroup,Ring,GLOW,2026-12-08,red\n", columns={"RAG": ""}
    )
    assert (len(found.actions), found.problems) == (1, ())


def test_a_mapping_for_a_column_that_is_not_there_is_told_and_stops_nothing():
    found = reading(actions("group,Ring,GLOW,,2026-12-08"), columns={"Wer": "owner"})
    assert only_problem(found)[1:] == (
        "Wer",
        "is named with --map, but this file has no such column",
        False,
    )


def test_a_mapping_to_a_field_there_is_not_names_the_near_one():
    found = reading(
        "case,what,agency,due,Who\ngroup,Ring,GLOW,2026-12-08,Ann\n", columns={"Who": "ownr"}
    )
    assert "Did you mean owner?" in only_problem(found).message


def test_a_file_without_a_header_is_told_so_and_its_first_row_is_not_repeated():
    problem = only_problem(reading("Wendell Brackenpipe,14/05/1969\nAnn,2\n"))
    assert (problem.line, problem.fatal) == (1, True)
    assert "the first row of a CSV names its columns" in problem.message
    assert "Wendell" not in str(problem)
