from __future__ import annotations

from datetime import date

import pytest

from marg_cli.domain.person import Person
from marg_cli.domain.same_person import PARTS, alike

QUILL = Person(
    name="Quill Fenwick",
    born=date(1984, 5, 12),
    aliases=("Ash O'Dell",),
    nhs="999 000 1111",
    police_ref="NW/17",
)


def said(**asked: object) -> tuple[str, ...]:
    found = alike(Person(**asked), QUILL)  # type: ignore[arg-type]
    return found.says if found else ()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("QUILL FENWICK", "same name"),
        ("  quill  fénwick ", "same name"),
        ("Fenwick, Quill", "name in another order"),
        ("Quil Fenwyck", "near spelling of name"),
        ("Fennwick Quil", "near spelling of name"),
        ("Q. Fenwick", "near spelling of name"),
        ("Quill Ash Fenwick", "near spelling of name"),
        ("Ash ODell", "same alias"),
        ("ash o\u2019dell", "same alias"),
        ("Odel Ash", "near spelling of alias"),
    ],
)
def test_names_of_one_person_are_recognised_and_it_is_said_how(name: str, says: str):
    assert said(name=name) == (says,)


@pytest.mark.parametrize(
    "name", ["Fenwick", "Quill", "Mara Fenwick", "Quill Underhill", "F Q", "", "😀", "رنا القاسم"]
)
def test_a_shared_surname_or_first_name_or_initials_alone_say_nothing(name: str):
    assert said(name=name) == ()


def test_an_alias_somebody_gives_is_compared_with_the_names_known():
    assert said(name="Zed Nobody", aliases=("Quill Fenwick",)) == ("same name",)


def test_the_same_birth_date_counts_and_so_does_one_with_day_and_month_changed_about():
    assert said(born=date(1984, 5, 12)) == ("same birth date",)
    assert said(born=date(1984, 12, 5)) == ("birth date with day and month changed about",)
    assert said(born=date(1984, 5, 13)) == ()


def test_numbers_are_compared_without_their_gaps_and_come_first():
    assert said(name="Quil Fenwick", nhs="9990001111") == (
        "same NHS number",
        "near spelling of name",
    )
    assert said(police_ref="nw 17") == ("same police reference",)
    assert said(nhs="-", police_ref=" ") == ()


def test_unknown_is_never_the_same_as_unknown():
    assert alike(Person(), Person()) is None


def test_who_looks_for_somebody_finds_them_by_a_part_of_the_name():
    found = alike(Person(name="fenwik"), QUILL, PARTS)
    assert found is not None
    assert found.says == ("part of name",)


def test_a_surer_match_comes_before_a_weaker_one():
    same = alike(Person(name="Quill Fenwick"), QUILL, PARTS)
    part = alike(Person(name="Fenwick"), QUILL, PARTS)
    assert same is not None
    assert part is not None
    assert same.rank < part.rank
