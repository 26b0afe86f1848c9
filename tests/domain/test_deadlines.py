from collections.abc import Mapping
from datetime import date

import pytest

from marg_cli.domain.calendar import WorkingDays
from marg_cli.domain.deadlines import DEADLINES, Deadline, DeadlineState, deadlines, state_of

ENGLAND = WorkingDays()
MEETING = date(2026, 12, 8)


def on(
    name: str,
    meeting_on: date = MEETING,
    settings: Mapping[str, int] | None = None,
    days: WorkingDays = ENGLAND,
) -> date:
    (found,) = (d for d in deadlines(meeting_on, days, settings) if d.name == name)
    return found.on


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("referrals", date(2026, 11, 24)),
        ("checks_asked", date(2026, 11, 24)),
        ("checks_back", date(2026, 12, 3)),
        ("agenda", date(2026, 12, 1)),
        ("action_list", date(2026, 12, 9)),
        ("draft", date(2026, 12, 11)),
        ("minutes", date(2026, 12, 15)),
        ("minutes_latest", date(2026, 12, 22)),
    ],
)
def test_a_deadline_is_its_working_days_from_the_meeting(name: str, expected: date) -> None:
    assert on(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("action_list", date(2026, 12, 23)),
        ("draft", date(2026, 12, 29)),
        ("minutes", date(2026, 12, 31)),
        ("minutes_latest", date(2027, 1, 8)),
    ],
)
def test_deadlines_pass_over_christmas(name: str, expected: date) -> None:
    assert on(name, date(2026, 12, 22)) == expected


def test_deadlines_stand_in_the_order_of_their_dates() -> None:
    names = [d.name for d in deadlines(MEETING, ENGLAND)]
    assert names == [
        "referrals",
        "checks_asked",
        "agenda",
        "checks_back",
        "action_list",
        "draft",
        "minutes",
        "minutes_latest",
    ]


def test_another_number_of_days_moves_a_deadline_and_its_place() -> None:
    found = deadlines(MEETING, ENGLAND, {"deadline.agenda": -12})[0]
    assert (found.name, found.working_days, found.on) == ("agenda", -12, date(2026, 11, 20))


@pytest.mark.parametrize("name", [name for name, _, _ in DEADLINES])
def test_every_deadline_can_be_set_to_the_day_of_the_meeting(name: str) -> None:
    assert on(name, settings={f"deadline.{name}": 0}) == MEETING


def test_other_settings_move_nothing() -> None:
    assert deadlines(MEETING, ENGLAND, {"repeat.months": 3}) == deadlines(MEETING, WorkingDays())


def test_the_groups_own_days_off_bring_the_agenda_forward() -> None:
    closed = WorkingDays(frozenset({date(2026, 12, 7)}))
    assert on("agenda", days=closed) == date(2026, 11, 30)


AGENDA = Deadline("agenda", -5, "Agenda out", date(2026, 12, 1))
MINUTES = Deadline("minutes", 5, "Minutes out", date(2026, 12, 15))


@pytest.mark.parametrize(
    ("due", "on", "is_done", "state"),
    [
        (AGENDA, date(2026, 12, 1), False, DeadlineState.DUE),
        (AGENDA, date(2026, 12, 2), False, DeadlineState.LATE),
        (AGENDA, date(2026, 12, 2), True, DeadlineState.DONE),
        (AGENDA, date(2026, 12, 2), None, DeadlineState.PAST),
        (AGENDA, MEETING, False, DeadlineState.LATE),
        (AGENDA, date(2026, 12, 9), False, DeadlineState.PAST),
        (MINUTES, date(2026, 12, 15), False, DeadlineState.DUE),
        (MINUTES, date(2027, 1, 20), False, DeadlineState.LATE),
    ],
)
def test_a_deadline_stands_by_its_day_and_what_is_done(
    due: Deadline, on: date, is_done: bool | None, state: DeadlineState
) -> None:
    assert state_of(due, MEETING, on=on, is_done=is_done) is state
