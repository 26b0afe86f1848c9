from __future__ import annotations

import json

import pytest

from marg_cli.services.exchange.records import Kind
from tests.exchange.files import document, only_problem, reading

ACTION = {"case": "m26-4", "what": "Ring", "agency": "glow", "due": "2026-12-08"}
CASE = {"ref": "M26-004", "initials": "AB"}
CORRECTION = {
    "ref": "A1",
    "case": "M26-004",
    "field": "what",
    "was": "Rign",
    "now": "Ring",
    "because": "A slip",
    "on": "2026-11-20",
    "by": "coordinator",
}
BASIS = {
    "lawful": "public task",
    "lawful_because": "Care Act 2014 s.42",
    "decided_on": "2026-11-20",
    "decided_by": "Ann",
}
ERASURE = {
    "case": "M25-001",
    "erased_on": "2026-11-20",
    "erased_by": "Ann",
    "category": "retention period over",
}

PACK = {
    "ref": "P1",
    "kind": "agenda",
    "audience": "chair",
    "built_on": "2026-12-01",
    "built_by": "coordinator",
    "built_in": 9,
}


def test_a_document_holds_every_kind_in_any_order():
    found = reading(
        document(
            actions=[ACTION],
            meetings=[{"date": "2026-12-08"}],
            cases=[CASE],
            members=[{"name": "Ann", "agency": "GLOW"}],
            agencies=[{"code": "GLOW", "name": "Glow"}],
            information=[{"case": "M26-004", "agency": "GLOW", "kind": "fact", "text": "At home"}],
            at_the_table=[{"case": "M26-004", "decisions": [{"text": "Ask", "on": "2026-12-08"}]}],
            screenings=[{"case": "M26-004", "on": "2026-11-20", "supervision": True}],
            corrections=[CORRECTION],
            packs=[PACK],
            data_protection=[{"case": "M26-004", "basis": BASIS}],
            erasures=[ERASURE],
            group={"group.name": "Netherwick", "repeat.months": 6},
        )
    )
    assert (found.problems, found.read) == ((), 12)
    assert {item.kind for item in found.items} == set(Kind)
    assert found.group == {"group.name": "Netherwick", "repeat.months": "6"}


def test_the_version_may_stand_anywhere_in_the_document():
    assert reading('{"cases": [], "marg": 1}').problems == ()


def test_a_list_of_one_kind_is_told_by_its_fields():
    assert reading(json.dumps([ACTION])).actions[0].case == "M26-004"
    assert reading(json.dumps([CASE]), kind="case").cases[0].ref == "M26-004"


def test_json_is_told_by_its_name_or_by_its_beginning():
    assert reading(b"\xef\xbb\xbf \n[]").problems == ()
    assert reading(json.dumps([ACTION]).encode("utf-16")).problems == ()
    assert "is neither a marg document" in only_problem(reading("a,b\n", "x.JSON")).message
    assert "names no field" in only_problem(reading("[1]\n", "x.csv")).message


@pytest.mark.parametrize("version", [2, 99])
def test_a_newer_format_is_refused_plainly(version: int):
    problem = only_problem(reading(json.dumps({"cases": [{}], "marg": version})))
    assert (problem.field, problem.fatal) == ("marg", True)
    assert f"newer marg (format {version}; this one reads 1)" in problem.message


@pytest.mark.parametrize("version", ["1", 1.0, True, None, 0, -1, [1]])
def test_a_version_that_is_none_is_refused(version: object):
    assert only_problem(reading(json.dumps({"marg": version, "cases": [{}]}))).fatal


def test_an_object_without_a_version_is_no_document():
    assert '"marg": 1 is missing' in only_problem(reading(json.dumps(CASE))).message


def test_an_unknown_part_of_a_document_gets_the_near_one():
    problem = only_problem(reading('{"marg": 1,\n"actons": []}'))
    assert (problem.line, problem.field) == (2, "actons")
    assert "Did you mean actions?" in problem.message


def test_a_problem_names_the_path_and_the_line_it_stands_on():
    text = json.dumps(
        {"marg": 1, "cases": [CASE, CASE, CASE, {**CASE, "referrals": [{"on": "2026-13-01"}]}]},
        indent=2,
    )
    problem = only_problem(reading(text))
    assert problem.field == "cases[3].referrals[0].on"
    assert problem.line == 1 + text[: text.index("2026-13")].count("\n")


def test_what_is_missing_is_told_at_the_line_where_its_record_begins():
    problem = only_problem(reading('{"marg": 1, "members": [\n{"name": "Ann"}]}'))
    assert (problem.line, problem.field) == (2, "members[0].agency")
    assert problem.message == "is missing"


def test_an_unknown_field_gets_the_near_one():
    problem = only_problem(reading(json.dumps([{**ACTION, "onwer": "Ann"}])))
    assert problem.field == "actions[0].onwer"
    assert problem.message == "is not a field here. Did you mean owner?"


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("due", "08/12/2026", "is not a day"),
        ("due", "1767225600", "is not a day"),
        ("due", 1767225600, "is not a day"),
        ("due", "2026-12-08T00:00:00", "is not a day"),
        ("direct", "yes", "must be true or false"),
        ("direct", 1, "must be true or false"),
        ("times_moved", "2", "must be a whole number"),
        ("times_moved", 2.0, "must be a whole number"),
        ("times_moved", -1, "must be 0 or more"),
        ("what", 7, "must be a text"),
        ("what", " ", "is blank"),
        ("what", "a\0b", "holds a NUL"),
        ("status", "Open", "Did you mean open?"),
        ("agency", "two words", "must be an agency's code"),
        ("case", "26-004", "must be a case's reference"),
        ("ref", "B7", "must be an action's reference"),
        ("moves", {}, "must be a list"),
        ("progress", ["said"], "must be a record with named fields"),
    ],
)
def test_json_is_read_strictly(field: str, value: object, rule: str):
    problem = only_problem(reading(document(actions=[{**ACTION, field: value}])))
    assert rule in problem.message
    assert problem.fatal


def test_good_records_are_read_beside_bad_ones():
    found = reading(document(actions=[ACTION, {"what": "Ring"}, ACTION]))
    assert (found.read, len(found.actions)) == (3, 2)
    assert [item.path for item in found.items] == ["actions[0]", "actions[2]"]


def test_a_record_knows_the_line_it_begins_on():
    found = reading('[\n {"name": "Ann", "agency": "GLOW"},\r\n\r {"name": "Bo", "agency": "POL"}]')
    assert [item.line for item in found.items] == [2, 4]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"marg": 1,\n"marg": 1}', 2),
        ('{"marg": 1,\n"cases": [{"ref": "M26-004",\n"initials": "A",\n"initials": "B"}]}', 4),
        ('{"marg": 1, "cases": [{"referrals": [{"on": 1},\n{"on": 1,\n"on": 2}]}]}', 3),
    ],
)
def test_a_name_that_stands_twice_is_a_problem_with_its_line(text: str, line: int):
    problem = only_problem(reading(text))
    assert (problem.line, problem.fatal) == (line, True)
    assert "stands twice" in problem.message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused_with_its_line(number: str):
    problem = only_problem(
        reading(f'{{"marg": 1, "actions": [{{"what": "NaN",\n"x": {number}}}]}}')
    )
    assert (problem.line, problem.message) == (2, "NaN and Infinity are not numbers")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"marg": 1, "cases": [' + "[" * 300 + "]" * 300 + "]}",
    ],
)
def test_deep_nesting_is_a_plain_problem(text: str):
    assert "nested too deep" in only_problem(reading(text)).message


def test_a_number_without_end_is_a_plain_problem():
    text = '{"marg": 1, "actions": [{"times_moved": ' + "1" * 5_000 + "}]}"
    assert only_problem(reading(text)).message == "holds a number too long to read"


def test_half_a_character_is_a_problem():
    problem = only_problem(reading('{"marg": 1, "cases": [{"initials": "\\ud800"}]}'))
    assert (problem.field, problem.fatal) == ("cases[0]", True)
    assert "half a character" in problem.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"marg": 1', 1),
        ('{"marg": 1,\n"cases": [{]}', 2),
        ('{"marg": 1}\nx', 2),
        ('{"marg": 1,}', 1),
        ('{"marg": 1, "cases": {}}', 1),
        ("[1]", 1),
    ],
)
def test_what_is_not_json_is_told_with_its_line(text: str, line: int):
    problem = only_problem(reading(text))
    assert (problem.line, problem.fatal) == (line, True)


def test_a_setting_has_a_plain_name_and_a_text_or_number():
    found = reading(document(group={"Group Name": "x", "group.name": ["x"], "a": True}))
    assert [p.field for p in found.problems] == [
        "group.Group Name",
        "group.group.name",
        "group.a",
    ]
    assert found.group == {}
