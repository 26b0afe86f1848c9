from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.outcome import NEEDS, Outcome, OutcomeKind
from marg_cli.errors import Refused

WITH: dict[str, Any] = {
    "review_on": date(2027, 1, 12),
    "process": "MAPPA",
    "because": "the tenancy holds",
}


def an_outcome(kind: OutcomeKind, **given: Any) -> Outcome:
    said = date(2026, 12, 8)
    return Outcome(number=1, case_ref="M26-001", meeting=1, kind=kind, said_on=said, **given)


@pytest.mark.parametrize("kind", OutcomeKind)
def test_an_outcome_is_refused_without_what_its_kind_needs(kind: OutcomeKind):
    needed = {field: WITH[field] for field in NEEDS[kind]}
    assert an_outcome(kind, **needed).checked() == an_outcome(kind, **needed)
    for field in needed:
        with pytest.raises(Refused, match="needs more"):
            an_outcome(kind, **{k: v for k, v in needed.items() if k != field}).checked()


@pytest.mark.parametrize("kind", OutcomeKind)
def test_only_a_review_has_a_day_and_only_a_step_down_a_process(kind: OutcomeKind):
    needed = {field: WITH[field] for field in NEEDS[kind]}
    for field in {"review_on", "process"} - set(needed):
        with pytest.raises(Refused, match="says nothing about"):
            an_outcome(kind, **needed, **{field: WITH[field]}).checked()


def test_any_outcome_may_say_why():
    assert an_outcome(OutcomeKind.CONTINUE, because="risk is rising").checked().sentence == (
        "Continue: risk is rising"
    )


def test_a_review_lies_after_the_day_it_was_agreed():
    with pytest.raises(Refused, match="not ahead"):
        an_outcome(OutcomeKind.REVIEW, review_on=date(2026, 12, 8)).checked()
    ahead = an_outcome(OutcomeKind.REVIEW, review_on=date(2026, 12, 9)).checked()
    assert ahead.sentence == "Review on Wednesday 9 December 2026."


def test_a_step_down_names_the_process():
    outcome = an_outcome(OutcomeKind.STEP_DOWN, process="MAPPA", because="licence conditions")
    assert outcome.sentence == "Step down to MAPPA: licence conditions"
