from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.lateral_check import ANSWERS, CheckState, LateralCheck, state_of
from marg_cli.errors import Refused, UsageRefused
from tests.builders import a_check

DEADLINE = date(2026, 11, 5)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def answered(on: date, **changes: object) -> LateralCheck:
    return a_check(**changes).answered(CheckState.NIL, on=on, by=None)


def test_a_check_is_in_time_on_its_due_day():
    assert not a_check().is_late(DEADLINE, on=DEADLINE)
    assert a_check().is_late(DEADLINE, on=DEADLINE + timedelta(days=1))


def test_an_answer_in_time_never_becomes_late():
    assert not answered(DEADLINE).is_late(DEADLINE, on=date(2027, 1, 1))


def test_an_answer_after_the_deadline_is_kept_and_is_late():
    late = answered(DEADLINE + timedelta(days=1))
    assert late.is_answered
    assert late.is_late(DEADLINE, on=DEADLINE + timedelta(days=1))


def test_what_is_asked_after_the_deadline_is_due_on_the_day_of_asking():
    check = a_check(asked_on=date(2026, 11, 9))
    assert check.due_on(DEADLINE) == date(2026, 11, 9)
    assert not check.is_late(DEADLINE, on=date(2026, 11, 9))


@given(asked=DAYS, deadline=DAYS, on=DAYS)
def test_no_check_is_late_on_the_day_it_is_asked(asked: date, deadline: date, on: date):
    check = a_check(asked_on=asked)
    assert not check.is_late(deadline, on=asked)
    assert check.is_late(deadline, on=on) == (on > deadline and on > asked)


def test_nobody_answers_before_they_are_asked():
    with pytest.raises(Refused, match="GLOW was only asked about M26-001 on 27 Oct 2026"):
        answered(date(2026, 10, 26))


def test_an_answer_taken_back_leaves_the_question_as_it_was():
    assert answered(DEADLINE).unanswered() == a_check()


@given(nil=st.booleans(), speak=st.booleans(), written=st.booleans())
def test_a_nil_return_goes_with_nothing_else_and_nothing_is_no_answer(
    nil: bool, speak: bool, written: bool
):
    if nil == (speak or written):
        with pytest.raises(UsageRefused):
            state_of(nil=nil, speak=speak, written=written)
    else:
        assert state_of(nil=nil, speak=speak, written=written) in ANSWERS.values()


def test_who_speaks_may_write_as_well():
    assert state_of(nil=False, speak=True, written=True) is CheckState.SPEAK
    assert state_of(nil=False, speak=False, written=True) is CheckState.RETURNED
