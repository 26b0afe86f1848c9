from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.agenda import (
    AgendaItem,
    AgendaKind,
    Clash,
    clashes,
    first_slot,
    kind_for,
    moved,
    placed,
    slot_times,
)

NOVEMBER, DECEMBER = date(2026, 11, 10), date(2026, 12, 8)


def an_item(ref: str, kind: AgendaKind = AgendaKind.NEW, **changes: Any) -> AgendaItem:
    plain: dict[str, Any] = {"meeting": 1, "case_ref": ref, "kind": kind, "position": 1}
    return AgendaItem(**plain | changes)


def order(items: list[AgendaItem]) -> list[tuple[str, int]]:
    return [(item.case_ref, item.position) for item in items]


def kind(*, listed: tuple[date, ...], referred: tuple[date, ...]) -> AgendaKind:
    return kind_for(on=DECEMBER, listed=listed, referred=referred, months=12)


def test_a_case_never_listed_before_is_new():
    assert kind(listed=(), referred=(date(2026, 11, 2),)) is AgendaKind.NEW


def test_a_case_listed_before_is_a_review():
    assert kind(listed=(NOVEMBER,), referred=(date(2026, 11, 2),)) is AgendaKind.REVIEW


def test_a_later_or_the_same_meeting_does_not_make_a_review():
    assert kind(listed=(DECEMBER, date(2027, 1, 12)), referred=()) is AgendaKind.NEW


def test_a_case_referred_again_within_the_window_is_a_repeat_until_it_is_listed_again():
    again = (date(2026, 2, 2), date(2026, 11, 2))
    assert kind(listed=(date(2026, 2, 10),), referred=again) is AgendaKind.REPEAT
    assert kind(listed=(date(2026, 2, 10), NOVEMBER), referred=again) is AgendaKind.REVIEW


def test_a_case_referred_again_after_the_window_is_new():
    again = (date(2023, 2, 2), date(2026, 11, 2))
    assert kind(listed=(date(2023, 2, 14),), referred=again) is AgendaKind.NEW


def test_a_case_listed_on_the_day_of_its_latest_referral_is_a_review():
    assert kind(listed=(NOVEMBER,), referred=(date(2026, 2, 2), NOVEMBER)) is AgendaKind.REVIEW


def test_a_case_is_put_after_the_others_and_before_the_closures():
    items = [an_item("A"), an_item("B", AgendaKind.CLOSURE)]
    assert order(placed(items, an_item("C"))) == [("A", 1), ("C", 2), ("B", 3)]


def test_a_closure_is_put_last():
    items = [an_item("A"), an_item("B", AgendaKind.CLOSURE)]
    last = an_item("C", AgendaKind.CLOSURE)
    assert order(placed(items, last)) == [("A", 1), ("B", 2), ("C", 3)]


def test_a_closure_that_somebody_moved_up_keeps_its_place():
    items = [an_item("A", AgendaKind.CLOSURE), an_item("B")]
    assert order(placed(items, an_item("C"))) == [("A", 1), ("B", 2), ("C", 3)]


@pytest.mark.parametrize(("position", "expected"), [(1, "CAB"), (2, "ACB"), (3, "ABC")])
def test_a_slot_moves_to_a_position_and_the_others_keep_their_order(position: int, expected: str):
    items = [an_item("A"), an_item("B"), an_item("C")]
    assert "".join(i.case_ref for i in moved(items, items[2], position)) == expected


def test_a_slot_starts_when_the_one_before_it_ends_unless_its_time_is_fixed():
    items = [an_item("A", minutes=25), an_item("B", at="11:00"), an_item("C")]
    assert slot_times(items, "10:20") == ["10:20", "11:00", "11:15"]


def test_without_a_start_only_fixed_slots_and_those_after_have_a_time():
    items = [an_item("A"), an_item("B", at="11:00"), an_item("C")]
    assert slot_times(items, first_slot(None, 20)) == [None, "11:00", "11:15"]


def test_a_time_fixed_before_the_slot_ahead_is_over_clashes():
    items = [an_item("A", minutes=30), an_item("B", at="10:45")]
    assert clashes(items, "10:20") == [Clash("B", "10:45", "A", "10:50")]


def test_a_time_fixed_during_the_opening_clashes_with_it():
    assert clashes([an_item("A", at="10:00")], "10:20") == [Clash("A", "10:00", None, "10:20")]


def test_a_time_fixed_for_the_moment_the_slot_ahead_is_over_does_not_clash():
    assert clashes([an_item("A"), an_item("B", at="10:35")], "10:20") == []
