from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.bank_holidays import bank_holidays
from marg_cli.domain.subject_request import SubjectRequest, answer_due, read_exemption
from marg_cli.errors import Refused, UsageRefused

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def a_request(**changes: object) -> SubjectRequest:
    given: dict[str, object] = {
        "number": 1, "case_ref": "M26-001", "received_on": date(2026, 9, 3)
    }  # fmt: skip
    return SubjectRequest(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-09-03", "2026-10-05"),  # 3 October 2026 is a Saturday
        ("2026-10-31", "2026-11-30"),  # no 31 November
        ("2027-01-29", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2026-11-25", "2026-12-29"),  # Christmas Day, Boxing Day's substitute, a weekend
        ("2028-01-31", "2028-02-29"),  # a leap year
    ],
)
def test_an_answer_is_due_a_calendar_month_on_or_on_the_next_working_day(received: str, due: str):
    assert answer_due(date.fromisoformat(received), 1) == date.fromisoformat(due)


@given(DAYS, st.integers(1, 3))
def test_it_is_never_due_early_nor_on_a_day_off_nor_much_later(received: date, months: int):
    due = answer_due(received, months)
    assert due.weekday() < 5
    assert due not in bank_holidays(due.year)
    assert 28 * months <= (due - received).days <= 31 * months + 5


def test_two_months_more_are_counted_from_the_day_it_came_and_given_only_in_time():
    asked = a_request()
    extended = asked.extended("Ten agencies hold records", on=date(2026, 10, 5))
    assert extended.due_on == date(2026, 12, 3)
    with pytest.raises(Refused, match="only in time"):
        asked.extended("Late", on=date(2026, 10, 6))
    with pytest.raises(Refused, match="already"):
        extended.extended("Again", on=date(2026, 10, 5))


def test_one_that_was_answered_is_neither_answered_again_nor_extended():
    answered = a_request().released("By post", by="Ann", on=date(2026, 9, 20))
    assert not answered.is_open
    with pytest.raises(Refused, match="was answered on"):
        answered.released("Again", by="Ann", on=date(2026, 9, 21))
    with pytest.raises(Refused, match="was answered on"):
        answered.extended("Again", on=date(2026, 9, 21))
    with pytest.raises(Refused, match="not answered before"):
        a_request().released("By post", by="Ann", on=date(2026, 9, 2))


def test_a_reason_to_hold_back_is_read_by_its_first_letters():
    assert read_exemption(" Third ") == "third party"
    for unclear in ("", "x", "c"):
        with pytest.raises(UsageRefused, match="no reason"):
            read_exemption(unclear)
