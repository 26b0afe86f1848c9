from __future__ import annotations

from datetime import date

import pytest

from marg_cli.domain.person import age, initials_of, read_birth_date, read_initials
from marg_cli.errors import DateNotUnderstood, UsageRefused

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Quill Fenwick", "QF"),
        ("  quill   o'fenwick ", "QO"),
        ("Fenwick, Quill Ash", "QAF"),
        ("رنا القاسم", "را"),
        (" ".join("abcdefghijkl"), "ABCDEFGHIJ"),
    ],
)
def test_initials_come_from_the_words_of_a_name_the_surname_last(name: str, initials: str):
    assert initials_of(name) == initials


def test_a_whole_name_is_not_taken_for_initials():
    assert read_initials(" Q F ") == "Q F"
    with pytest.raises(UsageRefused, match="one to 10"):
        read_initials("Quill Fenwick")


def test_a_person_is_a_year_older_on_the_birthday_and_not_the_day_before():
    assert age(date(1984, 11, 23), TODAY) == 42
    assert age(date(1984, 11, 24), TODAY) == 41


@pytest.mark.parametrize("text", ["12/05/1984", "1984-05-12", "12 May 1984", "12.5.1984"])
def test_a_birth_date_is_read_day_first(text: str):
    assert read_birth_date(text, today=TODAY) == date(1984, 5, 12)


@pytest.mark.parametrize("text", ["12/05/84", "12 May", "today", "", "31/02/1984", "x"])
def test_a_birth_date_needs_its_year_in_four_digits(text: str):
    with pytest.raises(DateNotUnderstood, match="12/05/1984 and 12 May 1984"):
        read_birth_date(text, today=TODAY)


def test_nobody_is_born_tomorrow():
    assert read_birth_date("23/11/2026", today=TODAY) == TODAY
    with pytest.raises(UsageRefused, match="future"):
        read_birth_date("24/11/2026", today=TODAY)
