from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.risk import (
    Risk,
    RiskAgreement,
    RiskDissent,
    RiskRating,
    RiskTo,
    SaidOfRisks,
    agreed_risk,
    read_level,
    spread,
    weigh,
)
from marg_cli.errors import UsageRefused

LEVELS = ["low", "medium", "high", "very-high"]
DAY = date(2026, 11, 10)
RISK = Risk(number=1, case_ref="M26-001", text="Cold", to_whom=RiskTo.SELF, raised_on=DAY)

levels = st.sampled_from(LEVELS)


def rated(number: int, agency: str, level: str, on: date) -> RiskRating:
    return RiskRating(
        number=number, risk=1, case_ref="M26-001", agency=agency, level=level, rated_on=on
    )


def agreed(number: int, level: str | None, on: date) -> RiskAgreement:
    return RiskAgreement(number=number, risk=1, case_ref="M26-001", level=level, agreed_on=on)


@given(st.lists(levels, min_size=1))
def test_no_rating_lies_outside_the_spread(said: list[str]):
    found = spread(said, LEVELS)
    assert found is not None
    low, high = map(LEVELS.index, found)
    assert all(low <= LEVELS.index(level) <= high for level in said)


@given(st.lists(st.tuples(st.sampled_from("AB"), levels, st.integers(0, 5)), max_size=8))
def test_each_agencys_latest_rating_up_to_a_day_counts(said: list[tuple[str, str, int]]):
    ratings = [rated(n, a, lv, DAY + timedelta(d)) for n, (a, lv, d) in enumerate(said)]
    on = DAY + timedelta(3)
    weighed = weigh(RISK, SaidOfRisks(ratings, (), ()), levels=LEVELS, on=on)
    for rating in weighed.ratings:
        others = [r for r in ratings if r.agency == rating.agency and r.rated_on <= on]
        assert (rating.rated_on, rating.number) == max((r.rated_on, r.number) for r in others)


@given(st.lists(st.none() | levels, min_size=1, max_size=6))
def test_the_first_agreed_level_stays_whatever_follows(said: list[str | None]):
    made = [agreed(n, level, DAY + timedelta(n)) for n, level in enumerate(said)]
    weighed = weigh(RISK, SaidOfRisks((), made, ()), levels=LEVELS)
    assert weighed.now == made[-1]
    assert (weighed.first.level if weighed.first else None) == next(filter(None, said), None)


def test_a_risk_is_settled_by_a_level_or_by_a_dissent():
    dissent = RiskDissent(agreement=1, risk=1, case_ref="M26-001", agency="GLOW", text="No.")
    for level, dissents, settled in (
        ("high", [], True),
        (None, [], False),
        (None, [dissent], True),
    ):
        said = SaidOfRisks((), [agreed(1, level, DAY)], dissents)
        assert weigh(RISK, said, levels=LEVELS).is_settled is settled
    assert not weigh(RISK, SaidOfRisks((), (), ()), levels=LEVELS).is_settled


def test_a_cases_agreed_risk_is_its_highest_at_first_and_now():
    said = SaidOfRisks((), [agreed(1, "high", DAY), agreed(2, "low", DAY + timedelta(28))], ())
    found = agreed_risk([weigh(RISK, said, levels=LEVELS)], LEVELS)
    assert found == ("high", DAY, "low", DAY + timedelta(28))
    assert agreed_risk([], LEVELS) is None


@pytest.mark.parametrize("text", ["very-high", "Very High", " very_high ", "very", "v"])
def test_a_level_is_read_as_people_write_it(text: str):
    assert read_level(text, LEVELS) == "very-high"


@pytest.mark.parametrize("text", ["", "none", "hugh", "[b]"])
def test_what_is_no_level_is_answered_with_the_levels(text: str):
    with pytest.raises(UsageRefused) as refused:
        read_level(text, LEVELS)
    assert "low, medium, high, very-high" in refused.value.hint
