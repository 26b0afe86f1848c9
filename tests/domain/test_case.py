from __future__ import annotations

from datetime import date

import pytest

from marg_cli.domain.case import BELONGS, MOVES, Case, CaseStatus, Destination, is_repeat
from marg_cli.errors import Refused
from tests.builders import a_case

NOV_23 = date(2026, 11, 23)
NOV_24 = date(2026, 11, 24)


def a_closed_case() -> Case:
    return a_case(
        status=CaseStatus.CLOSED,
        closed_on=NOV_23,
        destination=Destination.PRISON,
        outcome="Recalled",
        because="The chair could not wait",
    )


def test_every_status_says_what_can_follow_it_and_what_belongs_to_it():
    assert set(MOVES) == set(BELONGS) == set(CaseStatus)


def test_a_screened_case_is_accepted_without_an_override():
    case = a_case(status=CaseStatus.SCREENED).accepted(override=None)
    assert (case.status, case.because) == (CaseStatus.ACCEPTED, None)


@pytest.mark.parametrize("status", [CaseStatus.REFERRED, CaseStatus.DEFERRED])
def test_a_case_not_screened_is_accepted_only_with_the_chairs_reason(status: CaseStatus):
    case = a_case(status=status)
    with pytest.raises(Refused, match="not screened"):
        case.accepted(override=None)
    assert case.accepted(override="Cannot wait").because == "Cannot wait"


def test_a_case_taken_up_again_is_deferred_to_no_day_any_more():
    deferred = a_case(status=CaseStatus.DEFERRED, deferred_until=NOV_24)
    assert deferred.accepted(override="Now").deferred_until is None


def test_the_chairs_reason_stays_until_the_case_is_closed():
    active = a_case(status=CaseStatus.ACTIVE, because="Cannot wait")
    closed = active.closed(on=NOV_23, destination=Destination.MARAC, outcome="Handed over")
    assert closed.because == "Cannot wait"


def test_a_case_is_deferred_to_tomorrow_and_not_to_today():
    assert a_case().deferred(until=NOV_24, on=NOV_23).deferred_until == NOV_24
    with pytest.raises(Refused, match="not ahead"):
        a_case().deferred(until=NOV_23, on=NOV_23)


def test_a_move_that_cannot_be_names_those_that_can():
    with pytest.raises(Refused, match="active and cannot become declined") as refused:
        a_case(status=CaseStatus.ACTIVE).declined(because="x", signposted_to=None)
    assert "closed, withdrawn" in refused.value.hint


def test_a_case_is_not_closed_twice_and_the_way_back_is_named():
    with pytest.raises(Refused, match="closed already") as refused:
        a_closed_case().closed(on=NOV_23, destination=Destination.OTHER, outcome=None)
    assert "refer-again M26-001" in refused.value.hint


def test_a_case_referred_again_carries_nothing_of_how_it_ended():
    assert a_closed_case().referred_again() == a_case()


def test_an_open_case_is_not_referred_again():
    with pytest.raises(Refused, match="open case"):
        a_case(status=CaseStatus.ACTIVE).referred_again()


def test_what_says_how_a_case_stands_is_put_right_only_where_it_stands_so():
    assert a_closed_case().put_right(outcome="Recalled in May").outcome == "Recalled in May"
    with pytest.raises(Refused, match='"outcome" is said of a case that is closed'):
        a_case().put_right(outcome="Recalled")


@pytest.mark.parametrize(
    ("days", "repeat"),
    [
        ((), False),
        ((date(2026, 1, 10),), False),
        ((date(2026, 1, 10), date(2027, 1, 10)), True),
        ((date(2026, 1, 10), date(2027, 1, 11)), False),
        ((date(2026, 1, 10), date(2026, 2, 1), date(2028, 1, 1)), False),
        ((date(2028, 1, 1), date(2027, 6, 1), date(2026, 1, 10)), True),
    ],
)
def test_a_repeat_is_judged_by_the_two_latest_referrals_the_last_day_included(
    days: tuple[date, ...],
    repeat: bool,
):
    assert is_repeat(days, 12) is repeat
