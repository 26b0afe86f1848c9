from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.case import Case, CaseStatus, Destination
from marg_cli.domain.retention import (
    PERIODS,
    Choice,
    LegalHold,
    keys_of,
    must_be_destroyed,
    must_fit,
    period_over,
    read_period,
)
from marg_cli.domain.settings import every_rule
from marg_cli.errors import Refused, UsageRefused
from tests.builders import a_case

ON = date(2026, 11, 23)


def a_closed_case() -> Case:
    return a_case(
        status=CaseStatus.CLOSED, destination=Destination.MOVED_AWAY, closed_on=date(2020, 2, 29)
    )


def test_no_period_is_built_in():
    assert {every_rule()[key].default for key in PERIODS} == {""}


def test_a_destination_has_its_own_period_before_that_of_every_closed_case():
    assert keys_of(a_closed_case()) == ["retention.moved_out_of_area", "retention.closed"]
    assert keys_of(a_case(status=CaseStatus.DECLINED)) == ["retention.declined"]
    assert set(keys_of(a_closed_case())) <= PERIODS.keys()


@given(st.integers(1, 100), st.sampled_from(["year", "years", "Year", "YEARS"]))
def test_a_period_is_read_and_counted_in_calendar_years(number: int, unit: str):
    period = read_period(f" {number}  {unit}")
    assert period == f"{number} year{'' if number == 1 else 's'}"
    assert period_over(period, date(2020, 2, 29)).year == 2020 + number
    assert read_period(period) == period


@pytest.mark.parametrize(
    "text", ["", "six years", "0 years", "6", "101 years", "-1 year", "6 weeks"]
)
def test_what_is_no_period_is_refused_with_two_that_work(text: str):
    with pytest.raises(UsageRefused) as refused:
        read_period(text)
    assert "6 years" in refused.value.hint


def test_only_an_ended_case_is_decided_on_and_only_longer_has_an_end():
    must_fit(a_closed_case(), Choice.DESTROY, None, on=ON)
    must_fit(a_closed_case(), Choice.LONGER, date(2026, 11, 24), on=ON)
    with pytest.raises(Refused, match="only the record of an ended case"):
        must_fit(a_case(status=CaseStatus.ACTIVE), Choice.DESTROY, None, on=ON)
    with pytest.raises(Refused, match="not ahead"):
        must_fit(a_closed_case(), Choice.LONGER, ON, on=ON)
    for choice, until in ((Choice.LONGER, None), (Choice.PERMANENT, date(2030, 1, 1))):
        with pytest.raises(UsageRefused):
            must_fit(a_closed_case(), choice, until, on=ON)


def test_nothing_is_destroyed_without_a_decision_or_under_a_hold():
    with pytest.raises(Refused, match="is nothing, not to destroy"):
        must_be_destroyed("M26-001", None, None)
    hold = LegalHold(number=1, case_ref="M26-001", because="Inquest", held_on=ON, held_by="Ann")
    with pytest.raises(Refused, match="legal hold"):
        must_be_destroyed("M26-001", None, hold)
