from __future__ import annotations

import pytest

from marg_cli.domain.checks.wording import (
    explains_no_action,
    gives_reason,
    not_obtained_unexplained,
    rates_risk,
    says_not_reached,
    says_something,
    without_rationale,
)

WITH_A_REASON = (
    "Housing leads, because the thing that would change most is a place.",
    "Glow lead, since they have the door code.",
    "No letters for now, so that nothing arrives at the house.",
    "Refer to MARAC in order to have the marker kept.",
    "Ebb & Flow lead, as she already talks to them.",
    "Telephone only, to keep the address out of it.",
    "No clearance without him: the last one cost his trust.",
    "Probation leads – the licence conditions decide the week.",
    "Given the frost, the bed at the Lodge stays open.",
    "She was seen on the ward, so the appointment is not needed.",
    "Closed; an Expert Citizen asked first; that is what worked.",
    "Rationale as in October.",
    "BECAUSE HE ASKED FOR IT.",
)
WITHOUT_A_REASON = (
    "Refer to MARAC.",
    "Decision: refer to MARAC.",
    "Police to lead. Housing to ring the landlord.",
    "Sofar Housing takes it.",
    "The plan holds so far.",
    "Becausewell House takes him.",
    "Seasonal beds from Monday.",
)


@pytest.mark.parametrize("text", WITH_A_REASON)
def test_a_decision_that_says_why_passes(text: str):
    assert gives_reason(text)
    assert without_rationale([text]) == []


@pytest.mark.parametrize("text", WITHOUT_A_REASON)
def test_a_decision_that_does_not_say_why_is_found(text: str):
    assert without_rationale([text]) == [0]


def test_the_entry_after_a_decision_may_give_its_reason():
    assert without_rationale(["Refer to MARAC.", "Because the risk is from a partner."]) == []


def test_a_reason_before_a_decision_does_not_speak_for_it():
    assert without_rationale(["Because he asked.", "Refer to MARAC."]) == [1]


@pytest.mark.parametrize("text", ["No decision was taken.", "None.", "No new decisions", "…"])
def test_where_nothing_was_decided_no_reason_is_missing(text: str):
    assert without_rationale([text]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Agreed level: high.",
        "From others. VERY HIGH.",
        "Standard.",
        "Police would rate it lower; noted.",
        "Glow disagrees with the others.",
        "No risk was identified.",
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
    assert not rates_risk(["Agreed: red (R+)."])
    assert rates_risk(["Agreed: red (R+)."], ["Red"])


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


@pytest.mark.parametrize(
    "text",
    ["Closed: moved on.", "No new action.", "Step down to Housing.", "Continue, because A3 runs."],
)
def test_an_outcome_may_say_why_nobody_was_given_an_action(text: str):
    assert explains_no_action([text])


@pytest.mark.parametrize("texts", [[], ["Continue; review in December."]])
def test_an_outcome_that_only_continues_does_not_say_why(texts: list[str]):
    assert not explains_no_action(texts)
