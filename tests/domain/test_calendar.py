from datetime import date, timedelta
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.calendar import (
    WorkingDays,
    add_months,
    british,
    clock,
    days_in_month,
    short,
)

ENGLAND = WorkingDays()
DAYS = st.dates(date(2005, 1, 1), date(2042, 12, 31))
STEPS = st.integers(-600, 600)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (13, 14, 15, 16))


def closed_around(day: date, pattern: frozenset[int]) -> WorkingDays:
    return WorkingDays(frozenset(day + timedelta(days=n - 5) for n in pattern))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-12-22", 1, "2026-12-23"),
        ("2026-12-22", 3, "2026-12-29"),
        ("2026-12-22", 5, "2026-12-31"),
        ("2026-12-22", 10, "2027-01-08"),
        ("2026-03-31", 5, "2026-04-09"),
        ("2026-03-31", -5, "2026-03-24"),
        ("2026-12-08", -5, "2026-12-01"),
    ],
)
def test_working_days_are_counted_as_the_group_checked_them(
    start: str, n: int, expected: str
) -> None:
    assert ENGLAND.add(date.fromisoformat(start), n) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (SUNDAY, 1, MONDAY),
        (MONDAY, -1, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (SATURDAY, -1, FRIDAY),
        (SATURDAY, 0, SATURDAY),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_the_day_itself_is_day_0(start: date, n: int, expected: date) -> None:
    assert ENGLAND.add(start, n) == expected


@pytest.mark.parametrize(
    ("due", "on", "late"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, SUNDAY, 0),
        (FRIDAY, MONDAY, 1),
        (SATURDAY, MONDAY, 1),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (MONDAY, FRIDAY, 0),
    ],
)
def test_days_late_leave_out_weekends_and_bank_holidays(due: date, on: date, late: int) -> None:
    assert ENGLAND.between(due, on) == late


@given(DAYS, st.integers(0, 800), st.frozensets(st.integers(0, 30)))
def test_between_counts_every_working_day_after_the_start_and_to_the_end(
    start: date, length: int, closed: frozenset[int]
) -> None:
    days = closed_around(start, closed)
    later = (start + timedelta(days=n) for n in range(1, length + 1))
    assert days.between(start, start + timedelta(days=length)) == sum(map(days.is_working, later))


@given(DAYS, DAYS)
def test_nothing_is_late_before_it_is_due(due: date, on: date) -> None:
    assert ENGLAND.between(max(due, on), min(due, on)) == 0


@given(DAYS, STEPS, st.frozensets(st.integers(0, 30)))
def test_add_is_undone_by_between(day: date, n: int, closed: frozenset[int]) -> None:
    days = closed_around(day, closed)
    start = days.next_working(day)
    end = days.add(start, n)
    assert days.between(start, end) - days.between(end, start) == n


@given(DAYS, STEPS.filter(bool), st.frozensets(st.integers(0, 30)))
def test_adding_ends_on_a_working_day(day: date, n: int, closed: frozenset[int]) -> None:
    days = closed_around(day, closed)
    assert days.is_working(days.add(day, n))


@given(DAYS, st.integers(1, 60), st.frozensets(st.integers(0, 30)))
def test_counting_back_passes_each_working_day_before_the_start(
    day: date, n: int, closed: frozenset[int]
) -> None:
    days = closed_around(day, closed)
    expected = day
    for _ in range(n):
        expected -= timedelta(days=1)
        while not days.is_working(expected):
            expected -= timedelta(days=1)
    assert days.add(day, -n) == expected


@given(DAYS)
def test_the_next_working_day_is_the_first_from_the_day_on(day: date) -> None:
    expected = day
    while not ENGLAND.is_working(expected):
        expected += timedelta(days=1)
    assert ENGLAND.next_working(day) == expected


@pytest.mark.parametrize("start", [date(2035, 12, 20), date(2011, 12, 20), date(2036, 1, 7)])
def test_counting_crosses_the_edges_of_the_table(start: date) -> None:
    for n in range(-30, 31):
        end = ENGLAND.add(start, n)
        assert ENGLAND.between(start, end) - ENGLAND.between(end, start) == n


def test_the_groups_own_day_off_is_not_worked() -> None:
    wednesday = date(2026, 11, 18)
    assert WorkingDays(frozenset({wednesday})).add(date(2026, 11, 17), 1) == date(2026, 11, 19)


def test_a_day_off_at_the_weekend_is_not_taken_twice() -> None:
    assert WorkingDays(frozenset({SATURDAY})).add(FRIDAY, 1) == MONDAY


def test_a_bank_holiday_of_the_group_is_not_taken_twice() -> None:
    good_friday = date(2026, 4, 3)
    assert WorkingDays(frozenset({good_friday})).add(date(2026, 4, 2), 1) == date(2026, 4, 7)


def test_a_weekend_is_no_holiday() -> None:
    assert not ENGLAND.is_holiday(SATURDAY)


def test_beyond_the_calendar_there_is_nothing_to_count() -> None:
    with pytest.raises(OverflowError):
        ENGLAND.add(date.max, 5)
    with pytest.raises(OverflowError):
        ENGLAND.add(date.min, -5)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 18), 1, date(2026, 12, 18)),
        (date(2026, 12, 18), 1, date(2027, 1, 18)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_months_last(start: date, n: int, expected: date) -> None:
    assert add_months(start, n) == expected


@given(DAYS, st.integers(-300, 300))
def test_months_are_added_as_dateutil_adds_them(day: date, n: int) -> None:
    months = import_module("dateutil.relativedelta").relativedelta(months=n)
    assert add_months(day, n) == day + months


@given(st.dates())
def test_the_last_day_of_a_month_is_followed_by_another_month(day: date) -> None:
    last = day.replace(day=days_in_month(day.year, day.month))
    assert last == date.max or (last + timedelta(days=1)).day == 1


def test_a_day_in_full() -> None:
    assert british(date(2026, 11, 18)) == "Wednesday 18 November 2026"


def test_a_day_for_tables() -> None:
    assert short(date(2026, 11, 18)) == "18 Nov 2026"


def test_single_figures_have_no_nought() -> None:
    assert (british(date(2026, 3, 3)), short(date(2026, 5, 3))) == (
        "Tuesday 3 March 2026",
        "3 May 2026",
    )


@given(st.dates(date(1000, 1, 1)))
def test_days_are_written_as_the_c_locale_writes_them(day: date) -> None:
    assert british(day) == day.strftime(f"%A {day.day} %B %Y")
    assert short(day) == day.strftime(f"{day.day} %b %Y")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10:00", "10am"),
        ("09:30", "9.30am"),
        ("12:15", "12.15pm"),
        ("00:15", "12.15am"),
        ("13:05", "1.05pm"),
        ("23:59", "11.59pm"),
        ("12:00", "midday"),
        ("00:00", "midnight"),
    ],
)
def test_a_time_is_written_as_it_is_said(text: str, said: str) -> None:
    assert clock(text) == said


@pytest.mark.parametrize("text", ["24:00", "10:60", "ten", "", "9:30"])
def test_what_is_no_time_is_not_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock(text)
