from __future__ import annotations

import pytest

from marg_cli.domain.checks.reasons import explains_no_action, gives_reason, without_rationale

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
    "Case to be closed as outcomes met.",
    "Step down to HSOL now that the rent is paid.",
    "A visit in plain clothes to see whether she opens.",
    "Refer to MARAC; the risk from her partner is high.",
    "Accepted; meets the threshold.",
    "Deferred, pending the assessment.",
)
WITHOUT_A_REASON = (
    "Refer to MARAC.",
    "Decision: refer to MARAC.",
    "Police to lead. Housing to ring the landlord.",
    "Sofar Housing takes it.",
    "The plan holds so far.",
    "Becausewell House takes him.",
    "Seasonal beds from Monday.",
    "GLOW to support her.",
    "Adult Safeguarding to keep in touch.",
    "It was agreed to reduce the visits.",
    "Police to lead; Housing to ring the landlord.",
    "He is treated as a tenant, as agreed.",
    "Continue with the plan.",
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
    ["Closed: moved on.", "No new action.", "Step down to Housing.", "Continue, because A3 runs."],
)
def test_an_outcome_may_say_why_nobody_was_given_an_action(text: str):
    assert explains_no_action([text])


@pytest.mark.parametrize("texts", [[], ["Continue; review in December."]])
def test_an_outcome_that_only_continues_does_not_say_why(texts: list[str]):
    assert not explains_no_action(texts)
