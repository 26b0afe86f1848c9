from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.case import CaseStatus, Destination, Referral
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Entry, Minutes
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_agency
from tests.conftest import Answer, Marg

NEXT = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="GP", name="Mill Lane Surgery", kind=AgencyKind.GUEST),
            an_agency(code="RSPCA", name="Animal welfare", kind=AgencyKind.ASSOCIATE),
            a_member(),
            a_member(number=2, name="Dr Fennel Bracket", agency="GP"),
            a_member(number=3, name="Hazel Orrery", agency="RSPCA"),
            *(
                a_case(ref=f"M26-00{n}", status=CaseStatus.ACCEPTED, lead_agency="GLOW")
                for n in (1, 2, 3)
            ),
            a_meeting(status=MeetingStatus.HELD, at="10:00"),
            a_meeting(number=2, held_on=NEXT, at="10:00"),
        )


def put(marg: Marg, *args: str) -> Any:
    answer = marg("agenda", "add", *args, "--format", "json")
    assert answer.code == 0, answer.err
    return answer.json


def order(marg: Marg, *more: str) -> list[tuple[str, int, str]]:
    listed = marg("agenda", "list", "--format", "json", *more).json
    return [(slot["case"], slot["position"], slot["at"]) for slot in listed]


def test_a_case_is_put_on_the_next_meetings_agenda_and_the_place_and_time_are_said(marg: Marg):
    answer = marg("agenda", "add", "m26-1")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "M26-001 put on the agenda of Tuesday 8 December 2026: number 1 of 1 at 10.20am, new, "
        "15 minutes. See it all with: marg agenda list --meeting 2026-12-08\n"
    )


def test_the_fields_scripts_rely_on_stand_in_their_order(marg: Marg):
    slot = put(marg, "M26-001")
    assert list(slot)[:8] == [
        "case", "kind", "at", "minutes", "position", "guest", "lead_agency", "repeat",
    ]  # fmt: skip
    assert marg("agenda", "list", "--format", "json").json == [slot]
    assert (slot["lead_agency"], slot["repeat"], slot["fixed"]) == ("GLOW", False, False)


def test_an_empty_agenda_is_an_empty_answer_with_a_sentence(marg: Marg):
    answer = marg("agenda", "list", "--format", "json")
    assert (answer.code, answer.json) == (0, [])
    assert answer.err == "No cases are listed for Tuesday 8 December 2026.\n"


def test_slots_follow_one_another_from_the_opening_on(marg: Marg):
    put(marg, "M26-001", "--minutes", "25")
    put(marg, "M26-002", "--at", "11am")
    put(marg, "M26-003")
    assert order(marg) == [
        ("M26-001", 1, "10:20"),
        ("M26-002", 2, "11:00"),
        ("M26-003", 3, "11:15"),
    ]


def test_a_fixed_time_before_the_slot_ahead_is_over_is_said(marg: Marg):
    put(marg, "M26-001", "--minutes", "30")
    answer = marg("agenda", "add", "M26-002", "--at", "10.45")
    clash = "M26-002 is fixed at 10.45am, but M26-001 lasts until 10.50am.\n"
    assert clash in answer.err
    assert clash in marg("agenda", "list").err


def test_a_case_listed_at_an_earlier_meeting_comes_for_review(marg: Marg, store: SqliteStore):
    put(marg, "M26-001")
    with store.change("test") as change:
        change.save(a_meeting(number=3, held_on=date(2027, 1, 12)))
    assert put(marg, "M26-001", "--meeting", "2027-01-12")["kind"] == "review"


def test_a_case_referred_again_within_the_year_comes_as_a_repeat(marg: Marg, store: SqliteStore):
    days = (date(2026, 3, 2), date(2026, 11, 16))
    with store.change("test") as change:
        change.save(
            *(
                Referral(number=n, case_ref="M26-001", referred_on=day, referrer=None, reason=None)
                for n, day in enumerate(days, start=1)
            )
        )
    assert put(marg, "M26-001")["kind"] == "repeat"


def test_a_case_not_screened_is_put_on_with_a_warning(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case())
    answer = marg("agenda", "add", "M26-001")
    assert answer.code == 0
    assert "M26-001 has not been screened yet: marg case screen M26-001\n" in answer.err


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN])
def test_a_case_that_has_ended_is_refused_with_the_way_back_in(
    marg: Marg, store: SqliteStore, status: CaseStatus
):
    closed = status is CaseStatus.CLOSED
    with store.change("test") as change:
        change.save(a_case(status=status, destination=Destination.MARAC if closed else None))
    answer = marg("agenda", "add", "M26-001")
    assert answer.code == 5
    assert answer.err == (
        f"M26-001 is {status}.\nTake it back in with: marg case refer-again M26-001\n"
    )


def test_a_case_is_listed_once_a_meeting(marg: Marg):
    put(marg, "M26-001")
    answer = marg("agenda", "add", "M26-001")
    assert answer.code == 5
    assert "marg agenda edit M26-001" in answer.err


def test_a_case_on_another_coming_agenda_too_is_said(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_meeting(number=3, held_on=date(2027, 1, 12)))
    put(marg, "M26-001", "--meeting", "2027-01-12")
    answer = marg("agenda", "add", "M26-001")
    assert "M26-001 is on the agenda of 2027-01-12 too.\n" in answer.err


def test_the_agenda_of_a_meeting_whose_minutes_are_final_stays_as_it_is(marg: Marg):
    answer = marg("agenda", "add", "M26-001", "--meeting", "2026-11-10")
    assert answer.code == 5
    assert answer.err.startswith("The minutes of 2026-11-10 are final.\n")


def test_without_a_meeting_ahead_the_way_out_is_to_add_one(marg: Marg):
    answer = marg("agenda", "add", "M26-001", MARG_TODAY="2027-01-01")
    assert answer.code == 4
    assert "marg meeting add DATE" in answer.err


def test_a_closure_stays_behind_the_cases_added_after_it(marg: Marg):
    put(marg, "M26-001", "--kind", "closure")
    put(marg, "M26-002")
    assert order(marg) == [("M26-002", 1, "10:20"), ("M26-001", 2, "10:35")]


def test_a_case_that_becomes_a_closure_moves_to_the_end(marg: Marg):
    put(marg, "M26-001")
    put(marg, "M26-002")
    marg("agenda", "edit", "M26-001", "--kind", "closure")
    assert [case for case, *_ in order(marg)] == ["M26-002", "M26-001"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (("M26-003", "--before", "M26-001"), "312"),
        (("M26-001", "--after", "M26-003"), "231"),
        (("M26-001", "--after", "M26-002"), "213"),
        (("M26-003", "--to", "2"), "132"),
        (("M26-002", "--before", "M26-002"), "123"),
        (("M26-002", "--after", "M26-002"), "123"),
    ],
)
def test_a_case_moves_and_positions_stay_1_to_n(marg: Marg, where: tuple[str, ...], expected: str):
    for n in (1, 2, 3):
        put(marg, f"M26-00{n}")
    assert marg("agenda", "move", *where).code == 0
    assert [(case[-1], position) for case, position, _ in order(marg)] == [
        (case, n) for n, case in enumerate(expected, start=1)
    ]


@pytest.mark.parametrize(
    "where", [(), ("--to", "0"), ("--to", "2"), ("--to", "x"), ("--to", "1", "--before", "M26-001")]
)
def test_a_move_to_no_place_or_to_two_is_a_usage_error_that_names_the_options(
    marg: Marg, where: tuple[str, ...]
):
    put(marg, "M26-001")
    answer = marg("agenda", "move", "M26-001", *where)
    assert answer.code == 2
    assert "--before" in answer.err


def test_a_person_is_asked_where_to_a_case_moves(marg: Marg, monkeypatch: pytest.MonkeyPatch):
    put(marg, "M26-001")
    put(marg, "M26-002")
    monkeypatch.setattr(Session, "may_ask", True)
    assert marg("agenda", "move", "M26-002", typed="1\n").code == 0
    assert [case for case, *_ in order(marg)] == ["M26-002", "M26-001"]


def test_a_case_that_is_not_on_the_agenda_cannot_be_moved(marg: Marg):
    answer = marg("agenda", "move", "M26-002", "--to", "1")
    assert answer.code == 4
    assert answer.err == (
        "M26-002 is not on the agenda of 2026-12-08.\n"
        "Put it on with: marg agenda add M26-002 --meeting 2026-12-08\n"
    )


def test_the_end_of_the_cases_is_that_of_the_slot_that_ends_last(marg: Marg):
    put(marg, "M26-001", "--minutes", "60")
    put(marg, "M26-002", "--at", "10.30")
    assert "They take until 11.20am." in marg("agenda", "list").err


def test_an_edit_of_nothing_names_the_options(marg: Marg):
    put(marg, "M26-001")
    answer = marg("agenda", "edit", "M26-001")
    assert answer.code == 2
    assert "--minutes" in answer.err


def test_a_fixed_time_is_given_and_cleared(marg: Marg):
    put(marg, "M26-001")
    marg("agenda", "edit", "M26-001", "--at", "2.30pm", "--minutes", "20")
    assert order(marg) == [("M26-001", 1, "14:30")]
    marg("agenda", "edit", "M26-001", "--at", "")
    assert order(marg) == [("M26-001", 1, "10:20")]


def test_a_guest_is_invited_by_number_or_name_and_let_go(marg: Marg):
    assert put(marg, "M26-001", "--guest", "bracket")["guest"] == "Dr Fennel Bracket"
    marg("agenda", "edit", "M26-001", "--guest", "")
    assert marg("agenda", "list", "--format", "json").json[0]["guest"] is None
    marg("agenda", "edit", "M26-001", "--guest", "3")
    assert marg("agenda", "list", "--format", "json").json[0]["guest"] == "Hazel Orrery"


def test_a_core_member_is_no_guest(marg: Marg):
    answer = marg("agenda", "add", "M26-001", "--guest", "1")
    assert answer.code == 5
    assert answer.err.startswith("GLOW is a core agency: its members attend for every case.\n")


def test_a_guest_comes_for_one_case_and_an_associate_may_come_for_more(marg: Marg):
    put(marg, "M26-001", "--guest", "2")
    answer = marg("agenda", "add", "M26-002", "--guest", "2")
    assert answer.code == 5
    assert "for M26-001 already" in answer.err
    assert "Fennel" not in answer.err
    put(marg, "M26-002", "--guest", "3")
    put(marg, "M26-003", "--guest", "3")


def test_a_guest_is_kept_when_another_part_of_the_slot_is_changed(marg: Marg):
    put(marg, "M26-001", "--guest", "2")
    assert marg("agenda", "edit", "M26-001", "--guest", "2", "--minutes", "30").code == 0
    marg("agenda", "edit", "M26-001", "--minutes", "40")
    assert marg("agenda", "list", "--format", "json").json[0]["guest"] == "Dr Fennel Bracket"


def removed(marg: Marg) -> Answer:
    return marg("agenda", "remove", "M26-001")


def test_a_case_taken_off_leaves_the_others_numbered_through_and_undo_puts_it_back(marg: Marg):
    put(marg, "M26-001")
    put(marg, "M26-002")
    answer = removed(marg)
    assert answer.err == (
        "M26-001 taken off the agenda of Tuesday 8 December 2026. Take it back with: marg undo\n"
    )
    assert order(marg) == [("M26-002", 1, "10:20")]
    marg("undo", "--yes")
    assert [case for case, *_ in order(marg)] == ["M26-001", "M26-002"]


def test_a_case_on_which_something_is_recorded_stays_on_the_agenda(marg: Marg, store: SqliteStore):
    put(marg, "M26-001")
    with store.change("test") as change:
        change.save(
            Minutes(meeting=2),
            Entry(number=1, meeting=2, case_ref="M26-001", heading="why", text="Why it is here"),
        )
    assert removed(marg).code == 5


def test_a_meeting_without_a_start_has_times_from_the_first_fixed_slot_on(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_meeting(number=2, held_on=NEXT, at=None))
    put(marg, "M26-001")
    put(marg, "M26-002", "--at", "11")
    assert order(marg) == [("M26-001", 1, None), ("M26-002", 2, "11:00")]
    assert "[not set]" in marg("agenda", "list").out


def test_a_change_of_the_agenda_stands_in_the_history_of_the_case_and_in_the_audit(
    marg: Marg, store: SqliteStore
):
    put(marg, "M26-001")
    (line,) = [line for line in store.journal.of_case("M26-001") if line.thing == "AgendaItem"]
    assert line.command == "agenda add"
    assert store.audit.rows()[-1].refs == "M26-001 2026-12-08"


def test_cases_beyond_the_end_of_the_meeting_are_named(marg: Marg):
    marg("config", "set", "meeting.length", "50")
    put(marg, "M26-001")
    put(marg, "M26-002")
    answer = marg("agenda", "add", "M26-003")
    assert answer.code == 0
    assert "M26-003 does not fit: the meeting is to end at 10.50am." in answer.err
    assert "does not fit" in marg("agenda", "list").err
    found = marg("agenda", "check", "--format", "json").json
    (late,) = [each for each in found if "is to end at" in each["finding"]]
    assert late["finding"].startswith("The last case lasts until 11.05am")
    marg("config", "set", "meeting.length", "0")
    assert "does not fit" not in marg("agenda", "list").err


def test_a_guest_without_a_time_of_their_own_is_said(marg: Marg):
    answer = marg("agenda", "add", "M26-001", "--guest", "2")
    assert (
        "The time of the guest for M26-001 moves with the agenda. Fix it with: "
        "marg agenda edit M26-001 --at 10:20 --meeting 2026-12-08"
    ) in answer.err
    assert "moves with" not in marg("agenda", "edit", "M26-001", "--at", "10:40").err


def test_who_moves_a_guests_time_is_told_so(marg: Marg):
    put(marg, "M26-001")
    put(marg, "M26-002", "--guest", "2")
    answer = marg("agenda", "move", "M26-002", "--to", "1")
    assert "The guest for M26-002 comes at 10.20am now, not 10.35am: tell them." in answer.err
    answer = marg("agenda", "remove", "M26-002")
    assert "The guest for M26-002 is invited no more: tell them." in answer.err


def test_a_guests_fixed_time_stays_while_others_move(marg: Marg):
    put(marg, "M26-001", "--guest", "2", "--at", "10:30")
    answer = marg("agenda", "add", "M26-002")
    assert "guest" not in answer.err


def test_a_guest_is_not_asked_to_a_case_that_is_not_on_the_agenda(marg: Marg):
    answer = marg("agenda", "edit", "M26-001", "--guest", "2")
    assert answer.code == 4
    assert "Put it on with: marg agenda add M26-001 --meeting 2026-12-08" in answer.err
