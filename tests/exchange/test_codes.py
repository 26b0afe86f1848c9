from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marg_cli.services.exchange.codes import codes_for
from tests.exchange.files import reading


def code(name: str, *taken: str) -> str:
    return next(codes_for([name], taken))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Domestic Abuse Services (Glow)", "GLOW"),
        ("Mental Health (North Staffs Combined Healthcare Trust)", "NSCHT"),
        ("Department for Work & Pensions", "DWP"),
        ("Brackenshire Constabulary", "POL"),
        ("Brackenshire Fire & Rescue", "FIRE"),
        ("The Cyrenians", "CYRE"),
        ("Four Housing", "FOUR"),
        ("Victim Support", "VS"),
        ("St Mary's Trust", "SMT"),
        ("Zélie Société Nouvelle", "ZSN"),
        ("جمعية", "AGENCY"),
        ("X", "AGENCY"),
    ],
)
def test_a_code_is_what_people_would_say(name: str, expected: str):
    assert code(name) == expected


def test_a_code_that_is_taken_gives_way_to_the_initials():
    assert list(codes_for(["Staffordshire Police", "West Midlands Police"], ())) == ["POL", "WMP"]


def test_where_the_initials_are_taken_too_the_code_is_numbered():
    assert code("West Midlands Police", "POL", "WMP") == "POL2"
    assert code("West Midlands Police", "POL", "WMP", "POL2") == "POL3"


def test_a_numbered_code_stays_within_six():
    assert code("ACCENT", "ACCENT") == "ACCEN2"


def test_the_same_name_twice_in_a_file_is_the_same_agency():
    assert list(codes_for(["Saltbox", "saltbox "], ())) == ["SALT", "SALT"]


def test_codes_of_the_register_are_not_given_again():
    found = reading("name,kind\nSaltbox,core\n", taken=frozenset({"SALT"}))
    assert found.agencies[0].code == "SALT2"


def test_a_code_typed_further_down_is_not_given_to_one_further_up():
    found = reading("name,code,kind\nProbation,,core\nProbate Help,PROB,core\n")
    assert [agency.code for agency in found.agencies] == ["PROB2", "PROB"]


@given(st.lists(st.text(max_size=40), max_size=30), st.sets(st.sampled_from(["POL", "AGENCY"])))
@settings(deadline=None)
def test_every_name_gets_a_code_of_two_to_six_that_no_other_name_has(
    names: list[str], taken: set[str]
):
    made = list(codes_for(names, taken))
    different = {" ".join(name.casefold().split()) for name in names}
    assert all(re.fullmatch("[A-Z0-9]{2,6}", found) for found in made)
    assert len(set(made)) == len(different)
    assert taken.isdisjoint(made)
