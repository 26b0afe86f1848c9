from __future__ import annotations

import pytest

from marg_cli.domain.checks.wording import (
    not_obtained_unexplained,
    rates_risk,
    says_not_reached,
    says_something,
)


@pytest.mark.parametrize(
    "text",
    [
        "Agreed level: high.",
        "From others. VERY HIGH.",
        "Standard.",
        "Police would rate it lower; noted.",
        "Glow disagrees with the others.",
        "No risk was identified.",
        "No new risks.",
        "Unchanged.",
        "RAG: amber",
        "Level 3",
        "4/5",
        "None",
    ],
)
def test_a_level_a_dissent_or_no_risk_rates_the_risks(text: str):
    assert rates_risk([text])


@pytest.mark.parametrize("text", ["Cold and feet.", "To herself.", "He highlights it.", "Lowther"])
def test_risks_without_a_level_or_a_dissent_are_not_rated(text: str):
    assert not rates_risk([text])


def test_the_level_may_stand_in_another_entry():
    assert rates_risk(["Cold and feet.", "Agreed: medium."])


def test_a_groups_own_word_is_a_level():
    assert not rates_risk(["Agreed: tier two (+)."])
    assert rates_risk(["Agreed: tier two (+)."], ["Tier two (+)"])


@pytest.mark.parametrize(
    "text", ["Not obtained.", "Views not obtained", "None", "The views were not sought.", "Unknown"]
)
def test_views_that_were_not_obtained_want_a_reason(text: str):
    assert not_obtained_unexplained(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not obtained: the interpreter was known to her family.",
        "Not obtained; he was in hospital.",
        "None of you has asked me.",
        "He wants a door that locks.",
        "“No.”",
    ],
)
def test_views_or_the_reason_why_there_are_none_pass(text: str):
    assert not not_obtained_unexplained(text)


@pytest.mark.parametrize(
    "text", ["Not reached.", "The case was not discussed; December.", "not heard"]
)
def test_that_a_case_was_not_reached_is_understood(text: str):
    assert says_not_reached(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not reached in October. Callers day and night, and a tenant who is afraid.",
        "Continue; review in December.",
        "It was not easy.",
    ],
)
def test_what_says_more_is_a_discussion(text: str):
    assert not says_not_reached(text)


@pytest.mark.parametrize("text", ["...", "", None, " - ", "TBC", "to follow", "TEXT", "?"])
def test_a_placeholder_says_nothing(text: str | None):
    assert not says_something(text)


@pytest.mark.parametrize("text", ["No.", "Text her daughter", "5", "نعم"])
def test_a_word_says_something(text: str):
    assert says_something(text)
