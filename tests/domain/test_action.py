from __future__ import annotations

from datetime import date

import pytest

from marg_cli.domain.action import ActionStatus, ClosedBecause, is_overdue
from marg_cli.errors import Refused
from tests.builders import an_action

NOV_17 = date(2026, 11, 17)
DEC_8 = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("on", "late"), [("2026-11-16", False), ("2026-11-17", False), ("2026-11-18", True)]
)
def test_an_action_is_in_time_on_its_due_day_and_late_after_it(on: str, late: bool):
    assert is_overdue(ActionStatus.OPEN, "2026-11-17", on) is late


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.NOT_DONE])
def test_a_closed_action_is_never_late(status: ActionStatus):
    assert not is_overdue(status, "2026-11-17", "2099-01-01")


def test_a_moved_action_keeps_its_first_date_and_counts():
    moved = an_action(due_on=NOV_17).moved(DEC_8).moved(NOV_17)
    assert (moved.due_on, moved.first_due_on, moved.times_moved) == (NOV_17, NOV_17, 2)


def test_an_action_is_not_moved_to_the_day_it_is_due():
    with pytest.raises(Refused, match="due on that day already"):
        an_action(due_on=NOV_17).moved(NOV_17)


@pytest.mark.parametrize(
    "again",
    [
        lambda action: action.done(on=DEC_8, outcome=None),
        lambda action: action.not_done(on=DEC_8, because=ClosedBecause.AGENCY, note=None),
        lambda action: action.moved(DEC_8),
        lambda action: action.reassigned(agency="POL", owner=None),
    ],
)
def test_a_closed_action_stays_as_it_was_closed(again):
    with pytest.raises(Refused, match="is done already"):
        again(an_action().done(on=NOV_17, outcome="Seen"))
