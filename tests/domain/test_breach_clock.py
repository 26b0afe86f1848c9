from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.breach_clock import hours_left, report_by

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("known", "by"),
    [
        ("2026-11-20T16:30", "2026-11-23T16:30"),
        ("2026-10-23T12:00", "2026-10-26T11:00"),
        ("2027-03-26T12:00", "2027-03-29T13:00"),
    ],
)
def test_seventy_two_hours_run_over_weekends_and_clock_changes(known: str, by: str):
    assert report_by(at(known)) == at(by)


@given(st.datetimes(at("2024-01-01"), at("2040-01-01")))
def test_they_are_the_hours_of_the_time_zone_database(known: datetime):
    known = known.replace(microsecond=0)
    over = known.replace(tzinfo=LONDON).astimezone(UTC) + timedelta(hours=72)
    assert report_by(known) == over.astimezone(LONDON).replace(tzinfo=None)


def test_hours_left_are_rounded_down_and_go_below_nothing():
    known = at("2026-11-20T16:30")
    assert hours_left(known, known) == 72
    assert hours_left(known, at("2026-11-23T16:29")) == 0
    assert hours_left(known, at("2026-11-23T16:31")) == -1
