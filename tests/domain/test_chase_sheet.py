"""What an answer box of an action sheet says, whatever somebody filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.action import ClosedBecause
from marg_cli.domain.chase_sheet import CONTRADICTIONS, Label, Sheet, read_sheet
from marg_cli.domain.filled_sheet import Box, Filled, Row

TEXTS = st.sampled_from(["", "X", "☐", "20 November 2026", "Rang twice"])


def sheet(**typed: str) -> Sheet:
    rows = tuple(Row(label, typed.get(label.name, "")) for label in Label)
    top = Box(Row("For", "POL · Police"), ())
    return read_sheet(Filled((top, Box(Row("Answer on A1", ""), rows))))


def test_an_untouched_box_is_no_answer():
    (answer,) = sheet(CIRCUMSTANCES="☐", AGENCY="☐").answers
    assert answer.is_empty


def test_whose_sheet_it_is_stands_at_its_top():
    assert sheet().agency == "POL"


@pytest.mark.parametrize("tick", ["X", "yes", "☒"])
def test_a_tick_instead_of_a_day_is_done_on_no_day_said(tick: str):
    (answer,) = sheet(DONE=tick).answers
    assert (answer.done, answer.done_on) == (True, None)


def test_a_reason_that_is_ticked_is_that_reason():
    (answer,) = sheet(AGENCY="X", WHY="Nobody was free").answers
    assert (answer.because, answer.why) == (ClosedBecause.AGENCY, "Nobody was free")


@pytest.mark.parametrize(("together", "message"), CONTRADICTIONS)
def test_rows_that_contradict_one_another_are_told(together: set[Label], message: str):
    found = sheet(**dict.fromkeys((label.name for label in together), "X"), WHY="Ill")
    assert (found.answers, [problem.message for problem in found.problems]) == ((), [message])


@given(st.fixed_dictionaries({label.name: TEXTS for label in Label}))
def test_a_box_is_an_answer_or_a_problem_and_an_answer_never_contradicts_itself(
    typed: dict[str, str],
):
    found = sheet(**typed)
    assert bool(found.answers) != bool(found.problems)
    for answer in found.answers:
        ways = (answer.done, answer.because is not None, answer.new_date is not None)
        assert sum(ways) <= 1
        assert answer.new_date is None or answer.why
        assert answer.outcome is None or answer.done
