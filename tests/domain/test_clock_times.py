from __future__ import annotations

import pytest

from marg_cli.domain.clock_times import TimeNotUnderstood, read_clock


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:00", "10:00"),
        ("9.30", "09:30"),
        ("09:30", "09:30"),
        ("14.05", "14:05"),
        ("1405", "14:05"),
        ("10", "10:00"),
        ("10am", "10:00"),
        ("10 AM", "10:00"),
        ("10 a.m.", "10:00"),
        ("2.30pm", "14:30"),
        ("02:30", "02:30"),
        ("12am", "00:00"),
        ("12.15am", "00:15"),
        ("12pm", "12:00"),
        ("12:15", "12:15"),
        ("00:00", "00:00"),
        ("23:59", "23:59"),
        (" midday ", "12:00"),
        ("midnight", "00:00"),
    ],
)
def test_a_time_is_read_the_way_people_type_it(typed: str, meant: str):
    assert read_clock(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "24:00",
        "10:60",
        "13pm",
        "0am",
        "10:5",
        "10:00:00",
        "-1",
        "10pmm",
        "١٠:٠٠",
        "now",
    ],
)
def test_what_is_no_time_is_refused_with_two_examples(typed: str):
    with pytest.raises(TimeNotUnderstood, match=r"Two that work: 9\.30am and 14:05"):
        read_clock(typed)


@pytest.mark.parametrize("typed", ["2.30", "2:30", "1", "6.45"])
def test_an_early_hour_without_am_or_pm_is_asked_back_not_taken_for_the_night(typed: str):
    with pytest.raises(TimeNotUnderstood, match="in the afternoon or in the night"):
        read_clock(typed)


def test_now_is_what_the_clock_on_the_wall_says():
    assert read_clock("Now", now="10:42") == "10:42"


def test_where_there_is_no_clock_now_is_no_time():
    with pytest.raises(TimeNotUnderstood):
        read_clock("now")
