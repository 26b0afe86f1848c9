"""What is overdue, as the chair reads it aloud: by agency and owner, and since when."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.cli.output import Column
from marg_cli.cli.tables import draw
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_action, an_agency
from tests.conftest import Marg

DAYS = ("2026-09-08", "2026-10-13", "2026-11-10")
Late = Callable[..., None]


@pytest.fixture
def late(store: SqliteStore) -> Late:
    """Keep an action that is late: `late(3, "POL", "Ann", due_on=…)`."""
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Police"), a_case())
        for number, day in enumerate(DAYS, start=101):
            held_on = date.fromisoformat(day)
            change.save(a_meeting(number=number, held_on=held_on, status=MeetingStatus.HELD))

    def keep(number: int, agency: str, owner: str | None, **more: object) -> None:
        plain = {"case_ref": "M26-001", "due_on": date(2026, 11, 17)}
        with store.change("test") as change:
            given = plain | more
            change.save(an_action(number=number, agency=agency, owner=owner, **given))

    return keep


def test_the_table_goes_by_agency_and_owner_the_longest_overdue_first(late: Late, marg: Marg):
    late(1, "POL", "Wren")
    late(2, "GLOW", "Zoë", due_on=date(2026, 11, 12))
    late(3, "GLOW", "Ann", due_on=date(2026, 11, 16))
    late(4, "GLOW", "Zoë", due_on=date(2026, 11, 2))
    rows = [line.split()[:3] for line in marg("action", "overdue").out.splitlines()[1:]]
    assert rows == [
        ["GLOW", "Ann", "A3"],
        ["GLOW", "Zoë", "A4"],
        ["GLOW", "Zoë", "A2"],
        ["POL", "Wren", "A1"],
    ]


def test_programs_get_the_longest_overdue_first(late: Late, marg: Marg):
    late(1, "POL", "Wren")
    late(2, "GLOW", "Zoë", due_on=date(2026, 11, 2))
    found = marg("action", "overdue", "--format", "json").json
    assert [action["ref"] for action in found] == ["A2", "A1"]


@pytest.mark.parametrize("list_", [("overdue",), ("list",)])
def test_the_groups_own_actions_stand_apart(late: Late, marg: Marg, list_: tuple[str]):
    late(1, "GLOW", "Ann", case_ref=None)
    late(2, "POL", "Wren")
    of_cases, own = marg("action", *list_).out.split("\nThe group's own actions\n")
    assert ("A2" in of_cases, "A1" in of_cases) == (True, False)
    assert ("A1" in own, "A2" in own) == (True, False)


def test_only_the_groups_own_need_no_empty_table_above(late: Late, marg: Marg):
    late(1, "GLOW", "Ann", case_ref=None)
    assert marg("action", "overdue").out.startswith("\nThe group's own actions\nAgency")


def test_it_says_how_often_an_action_was_moved_and_carried(late: Late, marg: Marg):
    late(1, "GLOW", "Ann", set_on=date(2026, 9, 8), times_moved=2, first_due_on=date(2026, 9, 22))
    assert "17 Nov 2026, first 22 Sep 2026, moved 2×, carried 2×" in marg("action", "overdue").out


def carried(marg: Marg, ref: str = "A1") -> int:
    shown = marg("action", "show", ref, "--format", "json").json
    return int(shown["action"]["meetings_carried"])


def test_an_action_is_carried_over_each_meeting_since_the_one_that_set_it(late: Late, marg: Marg):
    late(1, "GLOW", "Ann", set_on=date(2026, 9, 8))
    late(2, "GLOW", "Ann", set_on=date(2026, 11, 10))
    assert (carried(marg), carried(marg, "A2")) == (2, 0)


@pytest.mark.parametrize(("on", "count"), [("2026-11-09", 1), ("2026-11-10", 1), ("2026-11-11", 2)])
def test_one_closed_on_the_day_of_a_meeting_is_not_carried_over_it(
    late: Late, marg: Marg, on: str, count: int
):
    late(1, "GLOW", "Ann", set_on=date(2026, 9, 8))
    marg("action", "done", "A1", "--on", on)
    assert carried(marg) == count


def test_a_meeting_nobody_started_the_minutes_of_carries_nothing(late: Late, marg: Marg):
    late(1, "GLOW", "Ann", set_on=date(2026, 11, 10))
    marg("meeting", "add", "2026-11-20")
    assert carried(marg) == 0
    marg("minutes", "start", "2026-11-20")
    assert carried(marg) == 1


@pytest.mark.parametrize(
    ("states", "absent"),
    [((), None), (("present",), False), (("apologies",), True), (("absent",), True)],
)
def test_it_says_whether_the_agency_was_away_when_it_was_set(
    late: Late, marg: Marg, states: tuple[str, ...], absent: bool | None
):
    marg("meeting", "add", "2026-11-20")
    marg("minutes", "start", "2026-11-20")
    for state in states:
        marg("attendance", "set", "GLOW", state, "--meeting", "2026-11-20")
    late(1, "GLOW", "Ann", meeting=1, set_on=date(2026, 11, 20), due_on=date(2026, 11, 21))
    (action,) = marg("action", "overdue", "--format", "json").json
    assert action["absent_when_set"] is absent
    assert ("absent when set" in marg("action", "overdue").out) is bool(absent)


def test_one_of_an_agencys_people_there_is_enough(late: Late, marg: Marg):
    for name in ("Wren Thistledown", "Ivo Lampwick"):
        marg("member", "add", name, "--agency", "GLOW")
    marg("meeting", "add", "2026-11-20")
    marg("minutes", "start", "2026-11-20")
    marg("attendance", "set", "GLOW", "apologies", "--member", "Wren Thistledown")
    marg("attendance", "set", "GLOW", "present", "--member", "Ivo Lampwick")
    late(1, "GLOW", "Ann", meeting=1, set_on=date(2026, 11, 20))
    (action,) = marg("action", "overdue", "--format", "json").json
    assert action["absent_when_set"] is False


def test_an_agency_that_was_away_may_be_given_an_action_and_that_is_said(late: Late, marg: Marg):
    del late
    marg("meeting", "add", "2026-11-20")
    marg("minutes", "start", "2026-11-20")
    marg("attendance", "set", "GLOW", "apologies")
    answer = marg("action", "add", "M26-001", "Ring", "-a", "GLOW", "-o", "Ann", "-d", "4 Dec")
    assert answer.code == 0
    assert "marg action chase GLOW --meeting 2026-11-20" in answer.err
    assert "When it was set  GLOW was not there" in marg("action", "show", "A1").out


def test_on_the_weekend_after_its_day_an_action_is_late_by_no_working_day(late: Late, marg: Marg):
    late(1, "GLOW", "Ann", due_on=date(2026, 11, 20))
    answer = marg("action", "show", "A1", MARG_TODAY="2026-11-22")
    assert "overdue, no working day late yet" in answer.out


def test_nothing_overdue_is_an_empty_list_and_a_sentence(late: Late, marg: Marg):
    del late
    assert (marg("action", "overdue").out, marg("action", "overdue").err[:19]) == (
        "",
        "Nothing is overdue.",
    )


WORDS = st.sampled_from(["GLOW", "POL", "[b]", ""])


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8))
def test_what_is_said_once_in_a_drawn_table_is_said_where_it_first_stands(
    rows: list[tuple[str, str, str]],
):
    columns = (Column("", "One", whole=True), Column("", "Two", whole=True), Column("", "Three"))
    with redirect_stdout(io.StringIO()) as screen:
        draw(columns, rows, [["", "", ""] for _ in rows], repeated=2)
    drawn = screen.getvalue()
    for word in ("GLOW", "POL"):
        changes = sum(
            row[0] == word and (at == 0 or rows[at - 1][0] != word) for at, row in enumerate(rows)
        )
        first = [line[1:6].strip() for line in drawn.splitlines()]
        assert first.count(word) == changes
