from datetime import date, timedelta
from importlib import import_module
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.calendar import WEEKDAYS, WorkingDays
from marg_cli.domain.meeting_rule import HolidayPolicy, MeetingRule, PlannedDay, planned
from marg_cli.errors import DateNotUnderstood

ENGLAND = WorkingDays()
NEW_YEAR = date(2026, 1, 1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
PLACES = {"first": 1, "2nd": 2, "third": 3, "4th": 4, "last": -1}


def first_days(text: str, count: int, *, after: date = NEW_YEAR) -> list[date]:
    return list(islice(MeetingRule.parse(text).days_after(after), count))


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def test_the_second_tuesdays_of_2026() -> None:
    assert [f"{day:%m-%d}" for day in first_days("second Tuesday", 12)] == [
        *("01-13", "02-10", "03-10", "04-14", "05-12", "06-09"),
        *("07-14", "08-11", "09-08", "10-13", "11-10", "12-08"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last Thursday", days("2026-01-29", "2026-02-26", "2026-03-26", "2026-04-30")),
        ("first Monday", days("2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06")),
        (
            "first and third Thursday",
            days("2026-01-15", "2026-02-05", "2026-02-19", "2026-03-05"),
        ),
        (
            "second and last Friday",
            days("2026-01-09", "2026-01-30", "2026-02-13", "2026-02-27"),
        ),
        (
            "every 4 weeks from 2026-01-13",
            days("2026-01-13", "2026-02-10", "2026-03-10", "2026-04-07"),
        ),
        (
            "every fortnight from 13 January 2026",
            days("2026-01-13", "2026-01-27", "2026-02-10", "2026-02-24"),
        ),
        ("every week from 05/05/2026", days("2026-05-05", "2026-05-12", "2026-05-19")),
    ],
)
def test_a_rule_gives_its_days(text: str, expected: list[date]) -> None:
    assert first_days(text, len(expected), after=date(2026, 1, 1)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SECOND TUESDAY",
        "2nd tue",
        "the second Tuesday of the month",
        "second Tuesday of each month",
        "every second Tuesday of the month",
        "  second   tuesday ",
    ],
)
def test_a_rule_may_be_worded_in_several_ways(text: str) -> None:
    assert MeetingRule.parse(text).pattern == MeetingRule.parse("second Tuesday").pattern


@pytest.mark.parametrize(
    "text", ["every second week from 2026-01-13", "every other week from 2026-01-13"]
)
def test_every_second_week_is_a_fortnight(text: str) -> None:
    fortnight = MeetingRule.parse("every fortnight from 2026-01-13")
    assert MeetingRule.parse(text).pattern == fortnight.pattern


def test_a_rule_keeps_its_wording() -> None:
    assert MeetingRule.parse("Second Tuesday").text == "Second Tuesday"


def test_the_day_itself_comes_after_it_only_when_asked() -> None:
    rule, day = MeetingRule.parse("second Tuesday"), date(2026, 11, 10)
    assert next(rule.days_after(day)) == date(2026, 12, 8)
    assert next(rule.days_after(day, include_day=True)) == day


def test_a_meeting_tomorrow_is_the_next() -> None:
    tuesday = date(2026, 11, 10)
    assert first_days("second Tuesday", 1, after=date(2026, 11, 9)) == [tuesday]


def test_every_so_many_weeks_begins_with_its_first_day() -> None:
    rule = MeetingRule.parse("every 4 weeks from 2026-01-13")
    assert next(rule.days_after(date(2020, 5, 5))) == date(2026, 1, 13)
    assert next(rule.days_after(date(2026, 1, 13))) == date(2026, 2, 10)


def test_a_fourth_weekday_that_is_also_the_last_is_one_meeting() -> None:
    assert first_days("fourth and last Thursday", 2, after=date(2026, 2, 1)) == days(
        "2026-02-26", "2026-03-26"
    )


@pytest.mark.parametrize(
    "text", ["second Tuesday", "every 4 weeks from 2026-01-13", "every week from 9999-12-25"]
)
def test_days_end_with_the_calendar(text: str) -> None:
    assert len(first_days(text, 9, after=date(9999, 11, 30))) == 1


@given(DAYS, st.sampled_from(sorted(PLACES)), st.integers(0, 6))
def test_places_in_the_month_are_those_of_dateutil(start: date, place: str, weekday: int) -> None:
    rrule = import_module("dateutil.rrule")
    expected = rrule.rrule(
        rrule.MONTHLY,
        dtstart=start,
        count=14,
        byweekday=rrule.weekday(weekday)(PLACES[place]),
    )
    rule = MeetingRule.parse(f"{place} {WEEKDAYS[weekday]}")
    found = islice(rule.days_after(start, include_day=True), 14)
    assert list(found) == [day.date() for day in expected]


@given(DAYS, DAYS, st.integers(1, 12))
def test_every_so_many_weeks_is_the_first_such_day_after(
    first: date, day: date, weeks: int
) -> None:
    found = next(MeetingRule.parse(f"every {weeks} weeks from {first}").days_after(day))
    step = timedelta(weeks=weeks)
    assert (found - first) % step == timedelta(0)
    assert found == first or found - step <= day
    assert found > day
    assert found >= first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "monthly",
        "Tuesday",
        "second",
        "2 Tuesday",
        "5th Tuesday",
        "0th Tuesday",
        "fifth Tuesday",
        "first and fifth Monday",
        "every second Tuesday",
        "every 4 weeks",
        "every 0 weeks from 2026-01-13",
        "every 4 weeks from 31/02/2026",
        "every 4 weeks from 13 January",
        "every 4 weeks from 13/01/26",
        "every 4 weeks from friday",
        "every 4 months from 2026-01-13",
        "second Tuesday from 2026-01-13",
        "every last Tuesday",
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_two_that_work(text: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        MeetingRule.parse(text)
    message = refused.value.message
    assert message.startswith(f'"{text}" cannot be read as a rule for meetings')
    one, two = message.rpartition("Two that work: ")[2].rstrip(".").split(", and ")
    assert MeetingRule.parse(one) != MeetingRule.parse(two)


EASTER = days("2026-03-30", "2026-04-06", "2026-04-13")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (HolidayPolicy.ASK, [(EASTER[0], False), (EASTER[1], True), (EASTER[2], False)]),
        (HolidayPolicy.MOVE, [(EASTER[0], False), (date(2026, 4, 7), False), (EASTER[2], False)]),
        (HolidayPolicy.SKIP, [(EASTER[0], False), (EASTER[2], False)]),
    ],
)
def test_a_meeting_on_easter_monday_asks_moves_or_skips(
    policy: HolidayPolicy, expected: list[tuple[date, bool]]
) -> None:
    assert list(planned(EASTER, policy, ENGLAND)) == [PlannedDay(*plan) for plan in expected]


def test_a_meeting_moves_past_the_whole_of_easter() -> None:
    assert next(planned(days("2026-04-03"), HolidayPolicy.MOVE, ENGLAND)).day == date(2026, 4, 7)


def test_two_meetings_moved_to_one_day_are_one_meeting() -> None:
    closed = WorkingDays(frozenset(days("2026-08-03", "2026-08-04")))
    moved = planned(days("2026-08-03", "2026-08-04"), HolidayPolicy.MOVE, closed)
    assert [plan.day for plan in moved] == days("2026-08-05")


def test_a_group_that_meets_on_saturdays_is_left_alone() -> None:
    saturday = days("2026-11-14")
    assert list(planned(saturday, HolidayPolicy.SKIP, ENGLAND)) == [PlannedDay(saturday[0], False)]


@pytest.mark.parametrize("policy", HolidayPolicy)
def test_a_policy_is_found_by_the_word_of_its_setting(policy: HolidayPolicy) -> None:
    assert HolidayPolicy(policy.name.lower()) is policy
