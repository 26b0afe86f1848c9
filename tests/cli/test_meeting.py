from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import Attendance, AttendanceState, MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.domain.settings import Setting
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency
from tests.conftest import Marg

DECEMBER = date(2026, 12, 8)


def has_set(store: SqliteStore, **settings: str) -> None:
    with store.change("test") as change:
        for key, value in settings.items():
            change.save(Setting(key=key.replace("__", "."), value=value))


def held(store: SqliteStore, *things: Any) -> None:
    with store.change("test") as change:
        change.number_taken("meeting", 9)
        change.save(*things)


def days(marg: Marg, *more: str) -> list[str]:
    return [meeting["date"] for meeting in marg("meeting", "list", "--format", "json", *more).json]


def test_a_meeting_added_is_as_the_group_has_set_it(marg: Marg, store: SqliteStore):
    has_set(store, meeting__venue="Mill Room", group__chair="Ash Quill", meeting__at="09:30")
    answer = marg("meeting", "add", "8 December", "--minute-taker", "Rook Teasel", "--at", "10am")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "Meeting on Tuesday 8 December 2026 at 10am added. "
        "Give it cases: marg agenda add CASE --meeting 2026-12-08\n"
    )
    (meeting,) = marg("meeting", "list", "--format", "json").json
    assert meeting == {
        "date": "2026-12-08", "at": "10:00", "venue": "Mill Room", "status": "planned",
        "cases": [], "attendance": [], "chair": "Ash Quill", "minute_taker": "Rook Teasel",
    }  # fmt: skip


def test_an_empty_text_leaves_out_what_the_group_has_set(marg: Marg, store: SqliteStore):
    has_set(store, meeting__venue="Mill Room")
    marg("meeting", "add", "2026-12-08", "--venue", "")
    assert marg("meeting", "list", "--format", "json").json[0]["venue"] is None


def test_a_day_without_its_year_lies_ahead(marg: Marg):
    marg("meeting", "add", "10 June")
    assert days(marg) == ["2027-06-10"]


def test_a_second_meeting_on_one_day_is_refused_with_its_sentence(marg: Marg):
    marg("meeting", "add", "2026-12-08")
    answer = marg("meeting", "add", "8/12/2026")
    assert answer.code == 5
    assert answer.err.startswith("There is a meeting on Tuesday 8 December 2026 already.\n")
    assert days(marg) == ["2026-12-08"]


def test_a_bank_holiday_is_said_and_the_working_days_near_it_and_it_stays(marg: Marg):
    answer = marg("meeting", "add", "2026-12-25")
    assert answer.code == 0
    assert (
        "Friday 25 December 2026 is a bank holiday; "
        "working days near it: 24 Dec 2026 and 29 Dec 2026." in answer.err
    )
    assert days(marg) == ["2026-12-25"]


def test_a_weekend_a_closed_day_and_a_day_past_are_said(marg: Marg, store: SqliteStore):
    has_set(store, calendar__closed="2026-12-09")
    assert "is at a weekend" in marg("meeting", "add", "2026-12-05").err
    assert "is a day the group is closed" in marg("meeting", "add", "2026-12-09").err
    assert "is in the past" in marg("meeting", "add", "2026-11-10").err


@pytest.mark.parametrize(
    "more", [("soonish",), ("2026-12-08", "--at", "soonish"), ("2206-01-01",), ()]
)
def test_what_cannot_be_read_is_a_usage_error_and_adds_nothing(marg: Marg, more: tuple[str, ...]):
    assert marg("meeting", "add", *more).code == 2
    assert days(marg) == []


def test_without_a_rule_nothing_is_planned_and_the_way_to_set_one_is_said(marg: Marg):
    answer = marg("meeting", "plan")
    assert answer.code == 2
    assert 'marg config set meeting.rule "second Tuesday"' in answer.err


def test_meetings_are_planned_by_the_rule_and_answered(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    answer = marg("meeting", "plan", "--count", "3", "--format", "json")
    expected = ["2026-12-08", "2027-01-12", "2027-02-09"]
    assert [meeting["date"] for meeting in answer.json] == expected == days(marg)
    assert answer.json[0]["at"] == "10:00"
    assert answer.err == "3 meetings planned. Take that back with: marg undo\n"


def test_today_counts_when_the_rule_falls_on_it(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="every 4 weeks from 2026-11-23")
    marg("meeting", "plan", "--count", "2")
    assert days(marg) == ["2026-11-23", "2026-12-21"]


def test_a_day_with_a_meeting_is_left_out_and_the_next_taken(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    marg("meeting", "add", "2026-12-08")
    answer = marg("meeting", "plan", "--count", "1", "--format", "json")
    assert [meeting["date"] for meeting in answer.json] == ["2027-01-12"]


def test_a_day_whose_meeting_was_cancelled_stays_without_one(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    marg("meeting", "add", "2026-12-08")
    marg("meeting", "cancel", "2026-12-08")
    answer = marg("meeting", "plan", "--count", "1")
    assert "8 Dec 2026 is left out: its meeting was cancelled.\n" in answer.err
    assert days(marg) == ["2027-01-12"]


def test_a_day_close_to_a_meeting_is_asked_about(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    marg("meeting", "add", "2026-12-10")
    answer = marg("meeting", "plan", "--count", "1")
    assert "8 Dec 2026 is close to the meeting on 10 Dec 2026" in answer.err


def test_a_dry_run_says_the_days_and_plans_none(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    answer = marg("meeting", "plan", "--count", "2", "--dry-run", "--format", "json")
    assert [meeting["date"] for meeting in answer.json] == ["2026-12-08", "2027-01-12"]
    assert "nothing was changed" in answer.err
    assert days(marg) == []


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("keep", "2026-12-28"), ("move", "2026-12-29"), ("skip", "2027-01-25")],
)
def test_a_bank_holiday_is_kept_moved_or_skipped_as_asked(
    marg: Marg, store: SqliteStore, policy: str, expected: str
):
    has_set(store, meeting__rule="fourth Monday")
    marg("meeting", "plan", "--count", "2", "--holiday", policy)
    assert expected in days(marg)
    assert len(days(marg)) == 2


def test_a_bank_holiday_about_which_nobody_can_be_asked_names_the_option(
    marg: Marg, store: SqliteStore
):
    has_set(store, meeting__rule="fourth Monday")
    answer = marg("meeting", "plan", "--count", "2")
    assert answer.code == 2
    assert "Monday 28 December 2026 is a bank holiday" in answer.err
    assert "--holiday keep, move or skip" in answer.err
    assert days(marg) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("k", "2026-12-28"), ("move", "2026-12-29"), ("maybe\nskip", "2027-01-25")],
)
def test_a_person_is_asked_about_a_bank_holiday(
    marg: Marg, store: SqliteStore, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
):
    has_set(store, meeting__rule="fourth Monday")
    monkeypatch.setattr(Session, "may_ask", True)
    answer = marg("meeting", "plan", "--count", "2", typed=f"{typed}\n")
    assert "the next working day is 29 Dec 2026. What becomes of the meeting?" in answer.err
    assert days(marg) == ["2026-11-23", expected]


def test_a_bank_holiday_moves_by_the_groups_setting(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="fourth Monday", meeting__holiday="move")
    marg("meeting", "plan", "--count", "2")
    assert days(marg) == ["2026-11-23", "2026-12-29"]


def test_a_meeting_moved_off_a_bank_holiday_is_not_planned_again(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="fourth Monday")
    marg("meeting", "plan", "--count", "2", "--holiday", "move")
    marg("meeting", "plan", "--count", "1")
    assert days(marg) == ["2026-11-23", "2026-12-29", "2027-01-25"]


def test_undo_takes_a_whole_plan_back(marg: Marg, store: SqliteStore):
    has_set(store, meeting__rule="second Tuesday")
    marg("meeting", "plan", "--count", "3")
    marg("undo", "--yes")
    assert days(marg) == []


def test_the_next_meeting_is_shown_with_its_cases_attendance_and_deadlines(
    marg: Marg, store: SqliteStore
):
    held(
        store,
        an_agency(),
        an_agency(code="POL", name="Police"),
        a_case(),
        a_meeting(held_on=DECEMBER, at="10:00"),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
        Attendance(
            meeting=1, agency="GLOW", member="Wren Thistledown", state=AttendanceState.APOLOGIES
        ),
    )
    shown = marg("meeting", "show", "--format", "json").json
    assert list(shown)[:6] == ["date", "at", "venue", "status", "cases", "attendance"]
    assert shown["cases"] == ["M26-001"]
    assert shown["attendance"] == [
        {
            "agency": "GLOW",
            "member": "Wren Thistledown",
            "state": "apologies",
            "deputy_for": None,
        }
    ]
    assert shown["not_recorded"] == ["POL"]
    assert shown["slots"][0]["at"] == "10:20"
    agenda = next(due for due in shown["deadlines"] if due["what"] == "Agenda out")
    assert agenda == {
        "what": "Agenda out",
        "on": "2026-12-01",
        "working_days": -5,
        "days_left": 6,
        "past": False,
        "state": "due",
        "command": "marg agenda render --meeting 2026-12-08",
        "meeting": "2026-12-08",
    }


def test_a_meeting_is_shown_to_people_on_one_screen(marg: Marg, store: SqliteStore):
    held(
        store,
        an_agency(),
        a_case(),
        a_meeting(held_on=DECEMBER, at="10:00"),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
    )
    out = marg("meeting", "show").out
    assert "Starts        10am\n" in out
    assert "  M26-001  10.20am, new, 15 minutes\n" in out
    assert "24 Nov 2026, in 1 working day: marg trawl ask --meeting 2026-12-08\n" in out
    assert len(out.splitlines()) <= 24


def test_a_deadline_is_today_on_its_day_and_late_after_it(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER))
    command = "marg agenda render --meeting 2026-12-08"
    shown = marg("meeting", "show", MARG_TODAY="2026-12-01").out
    assert f"1 Dec 2026, today: {command}" in shown
    shown = marg("meeting", "show", MARG_TODAY="2026-12-02").out
    assert f"1 Dec 2026, late: {command}" in shown
    assert f"Agenda out, late: {command}" in marg("status", MARG_TODAY="2026-12-02").out


def test_a_deadline_is_done_once_the_register_knows_it(
    marg: Marg, store: SqliteStore, tmp_path: Path
):
    held(
        store,
        an_agency(),
        a_case(status=CaseStatus.ACTIVE, name="Quill Fernsby"),
        a_meeting(held_on=DECEMBER, at="10:00"),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
    )
    asked, rendered = "Lateral checks asked", "Agenda out"
    assert {asked, rendered} <= to_do(marg)
    assert marg("trawl", "ask").code == 0
    marg("agenda", "render", "--audience", "chair", "--out", str(tmp_path / "chair.txt"))
    assert to_do(marg) & {asked, rendered} == {rendered}
    marg("agenda", "render", "--out", str(tmp_path / "all.txt"))
    assert not to_do(marg) & {asked, rendered}
    assert "1 Dec 2026, done" in marg("meeting", "show").out
    marg("trawl", "return", "GLOW", "M26-001", "--nil")
    assert "Lateral checks back" not in to_do(marg)


def test_what_was_for_a_meeting_that_is_over_is_past_and_not_late(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER, status=MeetingStatus.UNDER_WAY), Minutes(meeting=1))
    shown = marg("meeting", "show", "2026-12-08", MARG_TODAY="2026-12-10").out
    assert "1 Dec 2026, past" in shown
    assert "9 Dec 2026, late: marg action chase --meeting 2026-12-08" in shown
    assert "11 Dec 2026, in 1 working day: marg minutes render 2026-12-08" in shown


def test_a_meeting_whose_minutes_nobody_began_waits_for_them_alone(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER))
    lines = marg("status", MARG_TODAY="2026-12-11").out.splitlines()
    (line,) = [line for line in lines if "2026-12-08" in line]
    assert line.endswith("Action list out (2026-12-08), late: marg minutes start 2026-12-08")


def to_do(marg: Marg) -> set[str]:
    return {due["what"] for due in marg("status", "--format", "json").json["deadlines"]}


def test_a_day_whose_deadlines_are_over_is_said(marg: Marg):
    answer = marg("meeting", "add", "2026-12-01")
    assert answer.code == 0
    assert (
        "Over already for that day: referrals close and lateral checks asked. "
        "See: marg meeting show 2026-12-01"
    ) in answer.err
    assert "Over already" not in marg("meeting", "add", "2027-01-12").err


def invited(store: SqliteStore) -> None:
    held(
        store,
        an_agency(code="PAWS", name="Animal Welfare", kind=AgencyKind.GUEST),
        a_member(agency="PAWS"),
        a_case(),
        a_meeting(held_on=DECEMBER, at="10:00"),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1, guest=1),
    )


@pytest.mark.parametrize("command", [("edit", "next", "--date", "2026-12-15"), ("cancel", "next")])
def test_guests_are_to_be_told_of_a_day_that_moves_or_goes(
    marg: Marg, store: SqliteStore, command: tuple[str, ...]
):
    invited(store)
    answer = marg("meeting", *command)
    assert (
        "Tell the guest for M26-001, who expects to come on Tuesday 8 December 2026." in answer.err
    )


def test_a_start_after_a_time_that_is_fixed_is_said(marg: Marg, store: SqliteStore):
    invited(store)
    marg("agenda", "edit", "M26-001", "--at", "10:40")
    answer = marg("meeting", "edit", "next", "--at", "14:00")
    assert answer.code == 0
    assert "M26-001 is fixed at 10.40am, but the opening lasts until 2.20pm." in answer.err


def test_guests_are_to_be_told_of_another_start(marg: Marg, store: SqliteStore):
    invited(store)
    answer = marg("meeting", "edit", "next", "--at", "14:00")
    assert "The guest for M26-001 comes at 2.20pm now, not 10.20am: tell them." in answer.err


def test_no_meeting_on_a_day_offers_the_near_ones(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER))
    answer = marg("meeting", "show", "2026-12-09")
    assert answer.code == 4
    assert "Did you mean 2026-12-08?" in answer.err


def test_a_meeting_moves_to_another_day_and_its_actions_count_from_it(
    marg: Marg, store: SqliteStore
):
    held(store, an_agency(), a_meeting(), an_action(meeting=1))
    answer = marg("meeting", "edit", "2026-11-10", "--date", "2026-11-17", "--venue", "Annexe")
    assert answer.code == 0
    assert "Its action keeps its due date" in answer.err
    assert days(marg) == ["2026-11-17"]
    action = store.actions.get(1)
    assert action is not None
    assert (action.set_on, action.due_on) == (date(2026, 11, 17), date(2026, 11, 17))


def test_a_meeting_does_not_move_to_a_day_that_is_taken(marg: Marg, store: SqliteStore):
    held(store, a_meeting(), a_meeting(number=2, held_on=DECEMBER))
    assert marg("meeting", "edit", "2026-11-10", "--date", "2026-12-08").code == 5


def test_an_edit_of_nothing_names_the_options(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER))
    answer = marg("meeting", "edit", "next")
    assert answer.code == 2
    assert "--venue" in answer.err


def test_a_part_is_cleared_by_an_empty_text(marg: Marg, store: SqliteStore):
    held(store, a_meeting(held_on=DECEMBER, at="10:00", venue="Annexe"))
    marg("meeting", "edit", "next", "--at", "", "--venue", "")
    (meeting,) = marg("meeting", "list", "--format", "json").json
    assert (meeting["at"], meeting["venue"]) == (None, None)


@pytest.mark.parametrize("verb", [("edit", "--venue", "x"), ("cancel",), ("remove",)])
def test_a_meeting_whose_minutes_are_final_stays_as_it_is(
    marg: Marg, store: SqliteStore, verb: tuple[str, ...]
):
    held(store, a_meeting(status=MeetingStatus.HELD), Minutes(meeting=1))
    assert marg("meeting", verb[0], "2026-11-10", *verb[1:]).code == 5


def test_a_cancelled_meeting_keeps_its_agenda_and_says_so_and_comes_back(
    marg: Marg, store: SqliteStore
):
    held(
        store,
        a_case(),
        a_meeting(held_on=DECEMBER),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
    )
    answer = marg("meeting", "cancel", "next")
    assert answer.code == 0
    assert "Its agenda stays with it: M26-001." in answer.err
    assert days(marg) == []
    assert days(marg, "--all") == ["2026-12-08"]
    assert marg("meeting", "show", "2026-12-08", "--format", "json").json["status"] == "cancelled"
    assert marg("meeting", "cancel", "2026-12-08", "--back").code == 0
    assert days(marg) == ["2026-12-08"]


def test_a_cancelled_meeting_does_not_come_back_to_a_day_that_is_taken(marg: Marg):
    marg("meeting", "add", "2026-12-08")
    marg("meeting", "cancel", "2026-12-08")
    marg("meeting", "add", "2026-12-08")
    answer = marg("meeting", "cancel", "2026-12-08", "--back")
    assert answer.code == 5
    assert answer.err.startswith("There is a meeting on Tuesday 8 December 2026 already.")


def test_a_meeting_under_way_is_not_cancelled(marg: Marg, store: SqliteStore):
    held(store, a_meeting(status=MeetingStatus.UNDER_WAY), Minutes(meeting=1))
    answer = marg("meeting", "cancel", "2026-11-10")
    assert answer.code == 5
    assert "marg undo" in answer.err


def test_a_meeting_is_removed_while_nothing_speaks_of_it(marg: Marg):
    marg("meeting", "add", "2026-12-08")
    assert marg("meeting", "remove", "2026-12-08").code == 0
    assert days(marg, "--all") == []


def test_a_meeting_with_an_agenda_or_actions_is_not_removed_but_may_be_cancelled(
    marg: Marg, store: SqliteStore
):
    held(
        store,
        an_agency(),
        a_case(),
        a_meeting(held_on=DECEMBER),
        an_action(meeting=1),
        AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
    )
    answer = marg("meeting", "remove", "2026-12-08")
    assert answer.code == 5
    assert answer.err == (
        "The meeting on 2026-12-08 has an agenda and actions, so it cannot be removed.\n"
        "Call it off instead: marg meeting cancel 2026-12-08\n"
    )


@pytest.mark.parametrize("text", ["[urgent]", "[/b]", "\x1b[31mred", "رنا", "-x", "x" * 10_000])
def test_a_venue_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, text: str):
    marg("meeting", "add", "2026-12-08", f"--venue={text}")
    assert marg("meeting", "list", "--format", "json").json[0]["venue"] == text
    assert "\x1b" not in marg("meeting", "list").out + marg("meeting", "show").out
