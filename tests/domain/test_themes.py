from __future__ import annotations

import pytest

from marg_cli.domain.case import DISADVANTAGES, Destination
from marg_cli.domain.destinations import read_destination
from marg_cli.domain.themes import ThemeMistyped, read_theme, with_themes
from marg_cli.errors import UsageRefused


@pytest.mark.parametrize("theme", DISADVANTAGES)
def test_the_five_disadvantages_are_known_in_any_letters(theme: str):
    assert read_theme(f"  {theme.upper()} ") == theme


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("homelesness", "homelessness"),
        ("mental helth", "mental health"),
        ("substance abuse", "substance misuse"),
        ("domestic-abuse", "domestic abuse"),
    ],
)
def test_a_slip_of_one_of_the_five_offers_the_one_that_is_meant(typed: str, meant: str):
    with pytest.raises(ThemeMistyped, match=f"Did you mean {meant}"):
        read_theme(typed)


@pytest.mark.parametrize("theme", ["physical health", "Hoarding", "[urgent]", "cuckooing", "رنا"])
def test_the_groups_own_themes_stand_as_typed(theme: str):
    assert read_theme(theme) == theme


def test_nothing_is_no_theme():
    with pytest.raises(UsageRefused, match="missing"):
        read_theme("  ")


def test_a_theme_is_there_once_and_goes_in_any_letters():
    assert with_themes(("Hoarding",), ["hoarding", "cuckooing"]) == ("Hoarding", "cuckooing")
    assert with_themes(("Hoarding", "cuckooing"), [], ["HOARDING"]) == ("cuckooing",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mappa", Destination.MAPPA),
        ("Prison", Destination.PRISON),
        ("moved to", Destination.OTHER_SUPPORT),
        ("other", Destination.OTHER),
        ("RETURNED", Destination.LEAD_AGENCY),
    ],
)
def test_a_destination_is_known_in_any_letters_and_by_its_beginning(typed: str, meant: Destination):
    assert read_destination(typed) is meant


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("prizon", "Did you mean prison?"),
        ("moved", "Did you mean moved to other support or moved out of area?"),
        ("", "Nothing is no destination."),
    ],
)
def test_a_destination_nobody_knows_is_refused_with_the_near_ones(typed: str, offered: str):
    with pytest.raises(UsageRefused) as refused:
        read_destination(typed)
    assert offered in refused.value.message
