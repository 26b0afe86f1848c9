"""A day is found however it is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.written_dates import dates_in

WAYS = (
    *("{d} {B} {Y}", "{d} {b} {y}", "{d:02}/{m:02}/{Y}", "{d}.{m}.{y:02}", "{Y}-{m:02}-{d:02}"),
    *("{d}-{m}-{y:02}", "{B} {d}, {Y}", "{d:02}{m:02}{Y}", "{Y}{m:02}{d:02}", "{d:02} {m:02} {Y}"),
    *("{Y}/{m}/{d}", "{Y} {b} {d}", "{d}th of {B}, {Y}", "{d}/{m}/{Y}", "{d} {b}. '{y:02}"),
)


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.sampled_from(WAYS))
def test_every_way_of_writing_a_day_is_read(day: date, way: str):
    written = way.format(
        d=day.day, m=day.month, y=day.year % 100, Y=day.year, B=f"{day:%B}", b=f"{day:%b}"
    )
    if "y" in way and "{y}" in way:
        written = way.format(d=day.day, y=f"{day:%y}", b=f"{day:%b}")
    expected = (day.year % 100, day.month, day.day)
    for text in (written, f"born {written}, they say", f"({written.upper()})"):
        assert expected in list(dates_in(text)), text


@pytest.mark.parametrize("text", ["3 4 81", "at 3.48 on the 1st", "12/345678", "M26-001", "1981"])
def test_what_is_no_day_is_read_as_none(text: str):
    assert list(dates_in(text)) == []
