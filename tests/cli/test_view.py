from __future__ import annotations

from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.cli.test_attendance import TODAY
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            a_case(status=CaseStatus.ACTIVE),
            a_case(ref="M26-002"),
            a_meeting(held_on=TODAY, status=MeetingStatus.UNDER_WAY),
            Minutes(meeting=1),
        )


def answered(marg: Marg, *args: str) -> Any:
    answer = marg(*args, "--format", "json")
    assert answer.code == 0, answer.err
    return answer.json


def listed(marg: Marg, *args: str) -> list[tuple[str, str]]:
    return [(view["ref"], view["state"]) for view in answered(marg, "view", "list", *args)]


REQUEST = ("view", "request", "M26-001", "--by", "glow", "--until", "27/11/2026")


def test_views_are_asked_of_an_agency_by_a_day_and_are_outstanding(marg: Marg):
    asked = answered(marg, *REQUEST, "--safe-contact", "At the [b]hub[/b]", "--knows")
    assert (asked["ref"], asked["by"], asked["until"]) == ("V1", "GLOW", "2026-11-27")
    assert (asked["state"], asked["knows"]) == ("asked", True)
    assert listed(marg, "--outstanding") == [("V1", "asked")]
    assert "At the [b]hub[/b]" in marg("view", "list").out


def test_they_are_late_after_their_day_and_not_on_it(marg: Marg):
    marg(*REQUEST)
    for day, state in (("2026-11-27", "asked"), ("2026-11-28", "late")):
        views = marg("view", "list", "--format", "json", MARG_TODAY=day).json
        assert [view["state"] for view in views] == [state]
    assert "1 late" in marg("status", MARG_TODAY="2026-11-28").out


def test_what_the_person_says_answers_the_one_agency_asked(marg: Marg):
    marg(*REQUEST)
    given = answered(marg, "view", "add", "M26-001", "A door.", "--how", "At the hub")
    assert (given["ref"], given["state"], given["by"]) == ("V1", "given", "GLOW")
    assert listed(marg, "--outstanding") == []


def test_an_agency_is_not_asked_twice_at_once(marg: Marg):
    marg(*REQUEST)
    again = marg(*REQUEST)
    assert again.code == 5
    assert "marg view edit V1 --until WHEN" in again.err


def test_nobody_waives_a_voice_without_a_reason(marg: Marg):
    marg(*REQUEST)
    assert marg("view", "not-obtained", "M26-001").code == 2
    kept = answered(marg, "view", "not-obtained", "M26-001", "--because", "On a ward")
    assert [(view["state"], view["because"]) for view in kept] == [("not obtained", "On a ward")]


def test_without_an_agency_nobody_is_there_to_have_heard_it(marg: Marg):
    answer = marg("view", "add", "M26-001", "A door.", "--how", "At the hub")
    assert answer.code == 2
    assert "--by AGENCY" in answer.err


def test_who_told_the_person_is_kept_by_name_or_by_code(marg: Marg):
    told = answered(marg, "view", "told", "M26-001", "What was agreed", "--by", "glow")
    assert (told["state"], told["by"], told["on"]) == ("told", "GLOW", "2026-11-23")
    named = answered(marg, "view", "told", "M26-001", "--by", "Wren Thistledown")
    assert named["by"] == "Wren Thistledown"


def test_a_field_is_put_right_only_where_the_state_has_it(marg: Marg):
    marg(*REQUEST)
    assert answered(marg, "view", "edit", "V1", "--until", "1/12/2026")["until"] == "2026-12-01"
    refused = marg("view", "edit", "V1", "--because", "Ill")
    assert refused.code == 5
    assert 'so it has no "because"' in refused.err
    assert marg("view", "edit", "V1", "--until", "").code == 2
    assert marg("view", "edit", "V1").code == 2


def test_a_removed_view_comes_back_by_undo(marg: Marg):
    marg(*REQUEST)
    marg("view", "remove", "V1")
    assert listed(marg) == []
    marg("undo")
    assert listed(marg) == [("V1", "asked")]


def test_a_mistyped_reference_offers_the_near_ones(marg: Marg):
    marg(*REQUEST)
    answer = marg("view", "show", "V9")
    assert answer.code == 4
    assert answer.err.startswith("No view V9. Did you mean V1?")
    assert marg("view", "show", "R1").code == 4


def test_views_of_another_day_do_not_belong_to_a_meeting_still_being_written_up(marg: Marg):
    later = {"MARG_TODAY": "2026-11-26"}
    args = ("view", "add", "M26-001", "A door.", "--by", "GLOW", "--how", "At the hub")
    assert marg(*args, "--format", "json", **later).json["meeting"] is None
    assert marg(*args, "-m", "2026-11-23", "--format", "json", **later).json["meeting"] == (
        "2026-11-23"
    )


def test_a_day_to_come_is_no_day_on_which_they_spoke(marg: Marg):
    args = ("view", "add", "M26-001", "A door.", "--by", "GLOW", "--how", "At the hub")
    assert marg(*args, "--on", "1/12/2026").code == 5
