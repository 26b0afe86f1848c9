from __future__ import annotations

from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.cli.test_attendance import TODAY
from tests.cli.test_view import answered
from tests.conftest import Marg

WHOLE = (
    *("risk", "add", "M26-001", "Cold [b]nights", "--to", "self", "--rate", "POL=high"),
    *("--rate", "glow=med", "--agreed", "none", "--dissent", "GLOW:still high"),
)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            a_case(status=CaseStatus.ACCEPTED),
            a_meeting(held_on=TODAY, status=MeetingStatus.UNDER_WAY),
            Minutes(meeting=1),
        )


def risk(marg: Marg, *args: str) -> Any:
    return answered(marg, "risk", *args)


def test_a_risk_is_stated_whole_in_one_change(marg: Marg):
    stated = answered(marg, *WHOLE)
    assert [(r["agency"], r["level"]) for r in stated["ratings"]] == [
        ("GLOW", "medium"),
        ("POL", "high"),
    ]
    assert (stated["lowest"], stated["highest"]) == ("medium", "high")
    assert (stated["agreed"], stated["agreed_on"]) == (None, "2026-11-23")
    assert stated["dissent"] == [{"agency": "GLOW", "text": "still high"}]
    assert "Cold [b]nights" in marg("risk", "list").out
    marg("undo")
    assert risk(marg, "list") == []


def test_the_first_discussion_makes_an_accepted_case_active(marg: Marg):
    assert "M26-001 is active now" in marg(*WHOLE).err
    assert answered(marg, "case", "show", "M26-001")["status"] == "active"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--rate", "POL=hugh"), 2),
        (("--rate", "POL"), 2),
        (("--rate", "=high"), 2),
        (("--rate", "NOBODY=high"), 4),
        (("--agreed", "often"), 2),
        (("--dissent", "GLOW:still high"), 2),
        (("--agreed", "high", "--dissent", "GLOW"), 2),
    ],
)
def test_what_cannot_be_understood_keeps_nothing(marg: Marg, args: tuple[str, ...], code: int):
    assert marg("risk", "add", "M26-001", "Cold", "--to", "self", *args).code == code
    assert risk(marg, "list") == []


def test_a_rating_at_the_same_meeting_takes_the_place_of_the_one_before(marg: Marg):
    marg(*WHOLE)
    risk(marg, "rate", "R1", "low", "--agency", "POL")
    shown = risk(marg, "show", "R1")
    assert [(r["agency"], r["level"]) for r in shown["every_rating"]] == [
        ("POL", "low"),
        ("GLOW", "medium"),
    ]


def test_what_was_agreed_at_first_stays_beside_what_is_now(marg: Marg, store: SqliteStore):
    marg(*WHOLE)
    risk(marg, "agree", "R1", "very high")
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY, status=MeetingStatus.HELD))
    marg("risk", "agree", "R1", "low", MARG_TODAY="2026-12-01")
    (now,) = risk(marg, "list", "M26-001")
    assert (now["first_agreed"], now["agreed"]) == ("very-high", "low")
    shown = answered(marg, "case", "show", "M26-001")["agreed_risk"]
    assert (shown["first"], shown["now"]) == ("very-high", "low")
    assert len(risk(marg, "show", "R1")["every_agreement"]) == 2


def test_agreeing_again_at_the_same_meeting_drops_the_dissent_from_before(marg: Marg):
    marg(*WHOLE)
    assert risk(marg, "agree", "R1", "high")["dissent"] == []


def test_a_rating_is_taken_out_again(marg: Marg):
    marg(*WHOLE)
    left = risk(marg, "rate", "R1", "--agency", "POL", "--remove")["ratings"]
    assert [rating["agency"] for rating in left] == ["GLOW"]
    assert marg("risk", "rate", "R1", "--agency", "POL", "--remove").code == 4


def test_a_groups_own_levels_are_a_setting(marg: Marg):
    assert marg("config", "set", "risk.levels", "low").code == 2
    marg("config", "set", "risk.levels", "green, amber, red")
    assert risk(marg, "add", "M26-001", "Cold", "--to", "self", "--agreed", "amber")["agreed"] == (
        "amber"
    )
    assert marg("risk", "rate", "R1", "high", "--agency", "POL").code == 2


def test_a_risk_goes_with_all_that_was_said_of_it_and_comes_back_by_undo(marg: Marg):
    marg(*WHOLE)
    before = risk(marg, "show", "R1")
    marg("risk", "remove", "R1")
    assert marg("risk", "show", "R1").code == 4
    marg("undo")
    assert risk(marg, "show", "R1") == before


def test_nothing_said_in_final_minutes_is_changed(marg: Marg, store: SqliteStore):
    marg(*WHOLE)
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY, status=MeetingStatus.HELD))
    for typed in (("edit", "R1", "Heat"), ("remove", "R1"), ("agree", "R1", "low", "-m", "last")):
        assert marg("risk", *typed, MARG_TODAY="2026-11-24").code == 5
    assert marg("decision", "add", "M26-001", "No", "-m", "2026-11-23").code == 5


def test_a_case_with_a_risk_is_not_removed(marg: Marg):
    marg(*WHOLE)
    answer = marg("case", "remove", "M26-001", "--yes")
    assert answer.code == 5
    assert "1 risk" in answer.err
