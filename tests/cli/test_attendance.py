from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.domain.settings import Setting
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_agency
from tests.conftest import Answer, Marg

UNDER_WAY = {"status": MeetingStatus.UNDER_WAY, "chair": "Ash Quill"}
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            an_agency(code="HOU", name="Housing", retired_on=date(2026, 10, 1)),
            an_agency(code="GP", name="Mill Lane Surgery", kind=AgencyKind.GUEST),
            a_member(),
            a_member(number=2, name="Bramble Fennimore", deputy_for=1),
            a_member(number=3, name="Wren Larkspur", agency="POL"),
            *(a_case(ref=f"M26-00{number}") for number in (1, 2, 3)),
            a_meeting(held_on=TODAY, at="10:00", **UNDER_WAY),
            Minutes(meeting=1),
            AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1),
            a_meeting(number=2, held_on=date(2026, 12, 8)),
        )


def line(marg: Marg, *args: str) -> Any:
    answer = marg("attendance", "set", *args, "--format", "json")
    assert answer.code == 0, answer.err
    return answer.json


def lines(marg: Marg) -> list[tuple[str, str | None, str | None]]:
    listed = marg("attendance", "list", "--format", "json").json
    return [(each["agency"], each["member"], each["state"]) for each in listed]


def declared(marg: Marg) -> Any:
    return marg("attendance", "list", "--declared", "--format", "json").json


def test_an_agency_is_present_at_the_meeting_under_way_and_who_is_missing_is_said(marg: Marg):
    answer = marg("attendance", "set", "glow", "PRESENT")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "GLOW: present, meeting of 2026-11-23. 1 agency is present. Not recorded yet: POL. "
        "See it all with: marg attendance list --meeting 2026-11-23\n"
    )


def test_the_fields_scripts_rely_on_stand_first_and_a_missing_name_is_null(marg: Marg):
    recorded = line(marg, "GLOW", "apologies")
    assert list(recorded)[:4] == ["agency", "member", "state", "deputy_for"]
    assert (recorded["member"], recorded["state"]) == (None, "apologies")


def test_every_core_agency_has_a_line_also_when_nothing_is_recorded_of_it(marg: Marg):
    line(marg, "GLOW", "absent")
    assert lines(marg) == [("GLOW", None, "absent"), ("POL", None, None)]
    shown = marg("attendance", "list").out
    assert "[not recorded]" in shown
    assert "absent, no apology" in shown


def test_a_column_that_says_nothing_of_anybody_is_left_out_for_people(marg: Marg):
    line(marg, "GLOW", "present")
    assert "Left" not in marg("attendance", "list").out
    line(marg, "GLOW", "present", "--left", "11am")
    assert "Left" in marg("attendance", "list").out


def test_a_member_is_found_by_part_of_the_name_among_the_agencys_own(marg: Marg):
    assert line(marg, "GLOW", "present", "--member", "wren")["member"] == "Wren Thistledown"
    assert line(marg, "POL", "present", "--member", "3")["member"] == "Wren Larkspur"


def test_two_people_of_one_agency_have_a_line_each(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1")
    line(marg, "GLOW", "apologies", "--member", "2")
    assert lines(marg)[:2] == [
        ("GLOW", "Bramble Fennimore", "apologies"),
        ("GLOW", "Wren Thistledown", "present"),
    ]


def test_a_person_replaces_the_line_of_the_agency_as_such(marg: Marg):
    line(marg, "GLOW", "absent")
    line(marg, "GLOW", "present", "--member", "wren")
    assert lines(marg)[0] == ("GLOW", "Wren Thistledown", "present")
    assert len(lines(marg)) == 2


def test_the_agency_as_such_is_refused_while_people_of_it_are_recorded(marg: Marg):
    line(marg, "GLOW", "present", "--member", "wren")
    answer = marg("attendance", "set", "GLOW", "absent")
    assert answer.code == 5
    assert "marg attendance remove GLOW" in answer.err


def test_a_member_of_another_agency_is_not_found(marg: Marg):
    answer = marg("attendance", "set", "POL", "present", "--member", "Thistledown")
    assert answer.code == 4
    assert "marg member add --agency POL" in answer.err
    assert lines(marg) == [("GLOW", None, None), ("POL", None, None)]


def test_a_name_that_fits_two_members_asks_for_the_number(marg: Marg):
    answer = marg("attendance", "set", "GLOW", "present", "--member", "e")
    assert answer.code == 4
    assert "Give the number: 1 (GLOW), 2 (GLOW)" in answer.err


def test_an_unregistered_guest_is_recorded_as_typed_and_found_again(marg: Marg):
    answer = marg("attendance", "set", "GP", "present", "--member", "Dr Fennel Bracket")
    assert answer.code == 0
    assert "Recorded as typed" in answer.err
    assert "No confidentiality statement is recorded of that guest" in answer.err
    again = line(marg, "GP", "present", "--member", "dr fennel bracket", "--signed")
    assert (again["member"], again["signed"]) == ("Dr Fennel Bracket", True)
    assert len(lines(marg)) == 3


def test_a_registered_deputy_who_comes_stands_in_for_the_member(marg: Marg):
    assert line(marg, "GLOW", "present", "--member", "2")["deputy_for"] == "Wren Thistledown"
    assert "present, deputy for Wren Thistledown" in marg("attendance", "list").out


def test_a_registered_deputy_beside_the_member_is_no_deputy(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1")
    assert line(marg, "GLOW", "present", "--member", "2")["deputy_for"] is None


def test_a_registered_deputy_who_takes_over_from_a_member_who_left_is_the_deputy(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1", "--left", "11am")
    assert line(marg, "GLOW", "present", "--member", "2")["deputy_for"] == "Wren Thistledown"


def test_a_deputy_is_named_or_denied_on_the_command_line(marg: Marg):
    assert line(marg, "GLOW", "present", "--deputy-for", "wren")["deputy_for"] == "Wren Thistledown"
    assert line(marg, "GLOW", "present", "--member", "2", "--deputy-for", "")["deputy_for"] is None


def test_a_deputy_stands_in_for_a_member_of_the_same_agency_only(marg: Marg):
    answer = marg("attendance", "set", "POL", "present", "--deputy-for", "Thistledown")
    assert answer.code == 4


def test_times_are_read_as_typed_and_setting_again_changes_only_what_is_given(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1", "--arrived", "10.05am")
    after = line(marg, "GLOW", "present", "--member", "1", "--left", "2.30pm")
    assert (after["arrived"], after["left"]) == ("10:05", "14:30")
    assert line(marg, "GLOW", "present", "--member", "1", "--left", "")["left"] is None


def test_now_is_the_time_on_the_wall(marg: Marg, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("marg_cli.cli.session.Session.clock", staticmethod(lambda: "10:42"))
    assert line(marg, "GLOW", "present", "--arrived", "now")["arrived"] == "10:42"


def test_who_sends_apologies_after_all_has_no_times_and_is_no_deputy(marg: Marg):
    line(marg, "GLOW", "present", "--member", "2", "--arrived", "10:00")
    after = line(marg, "GLOW", "apologies", "--member", "2")
    assert (after["arrived"], after["deputy_for"]) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        ("apologies", "--arrived", "10:00"),
        ("absent", "--deputy-for", "wren"),
        ("present", "--arrived", "11:00", "--left", "10:00"),
        ("present", "--arrived", "soon"),
        ("late",),
        (),
    ],
)
def test_what_contradicts_itself_is_a_usage_error_and_records_nothing(
    marg: Marg, wrong: tuple[str, ...]
):
    assert marg("attendance", "set", "GLOW", *wrong).code == 2
    assert lines(marg)[0] == ("GLOW", None, None)


def test_an_agency_that_had_retired_is_refused(marg: Marg):
    assert marg("attendance", "set", "HOU", "present").code == 5


def test_a_person_who_has_left_is_recorded_with_a_word_about_it(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_member(left_on=date(2026, 11, 1)))
    answer = marg("attendance", "set", "GLOW", "present", "--member", "1")
    assert "That member left GLOW on 1 Nov 2026.\n" in answer.err


def test_apologies_before_a_meeting_name_it(marg: Marg):
    assert line(marg, "GLOW", "apologies", "--meeting", "next")["meeting"] == "2026-11-23"
    assert line(marg, "GLOW", "apologies", "-m", "2026-12-08")["meeting"] == "2026-12-08"


def test_without_a_meeting_under_way_a_script_must_name_it(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY))
    answer = marg("attendance", "set", "GLOW", "present")
    assert answer.code == 2
    assert "--meeting DATE" in answer.err


def test_without_a_meeting_under_way_a_person_is_asked_for_it(
    marg: Marg, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY))
    monkeypatch.setattr(Session, "may_ask", True)
    answer = marg("attendance", "set", "GLOW", "present", typed="2026-12-08\nwren\n")
    assert "Which meeting? (a date, next or last)" in answer.err
    listed = marg("attendance", "list", "-m", "2026-12-08", "--format", "json").json
    assert listed[0]["member"] == "Wren Thistledown"


def test_with_two_meetings_under_way_a_script_must_name_one(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_meeting(number=2, held_on=date(2026, 12, 8), **UNDER_WAY))
    answer = marg("attendance", "list")
    assert answer.code == 2
    assert "2026-11-23 and 2026-12-08" in answer.err


@pytest.mark.parametrize(
    "command",
    [("set", "GLOW", "present"), ("declare", "1", "M26-001", "Kin"), ("remove", "GLOW")],
)
def test_once_the_minutes_are_final_attendance_stays_as_it_is(
    marg: Marg, store: SqliteStore, command: tuple[str, ...]
):
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY, status=MeetingStatus.HELD))
    answer = marg("attendance", *command, "--meeting", "2026-11-23")
    assert answer.code == 5
    assert "marg minutes amend 2026-11-23 --because TEXT" in answer.err


def test_the_quorum_is_said_and_a_guest_does_not_count(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(Setting(key="meeting.quorum", value="2"))
    line(marg, "GP", "present", "--member", "Dr Fennel Bracket")
    answer = marg("attendance", "set", "GLOW", "present")
    assert "1 agency is present. Not quorate: 1 core agency, and 2 make a quorum." in answer.err
    assert "Not recorded yet: POL." in answer.err
    assert "Missing: POL." in marg("attendance", "set", "POL", "apologies").err


def test_a_line_taken_out_is_not_recorded_again_and_undo_puts_it_back(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1")
    line(marg, "GLOW", "present", "--member", "2")
    assert marg("attendance", "remove", "GLOW", "--member", "2").code == 0
    assert lines(marg)[0] == ("GLOW", "Wren Thistledown", "present")
    answer = marg("attendance", "remove", "GLOW")
    assert answer.err == "GLOW: 1 line taken out. Take that back with: marg undo\n"
    assert lines(marg)[0] == ("GLOW", None, None)
    marg("undo", "--yes")
    assert lines(marg)[0] == ("GLOW", "Wren Thistledown", "present")


def test_what_is_not_recorded_cannot_be_taken_out(marg: Marg):
    assert marg("attendance", "remove", "GLOW").code == 4


def declare(marg: Marg, who: str = "wren t") -> Answer:
    return marg("attendance", "declare", who, "m26-1", "Tenant of a cousin")


def test_an_interest_withdraws_the_person_and_not_the_agency(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1")
    line(marg, "GLOW", "present", "--member", "2")
    answer = declare(marg)
    assert answer.code == 0
    assert answer.err == (
        "Interest 1 in M26-001 declared: that person withdraws, their agency stays. "
        "Take it out with: marg attendance remove --declared 1\n"
    )
    listed = marg("attendance", "list", "--format", "json").json
    assert [each["withdraws"] for each in listed] == [[], ["M26-001"], []]
    assert declared(marg) == [
        {
            "number": 1,
            "meeting": "2026-11-23",
            "member": "Wren Thistledown",
            "agency": "GLOW",
            "case": "M26-001",
            "interest": "Tenant of a cousin",
        }
    ]


def test_the_chair_declares_without_an_agency(marg: Marg):
    declare(marg, "chair")
    assert [(each["member"], each["agency"]) for each in declared(marg)] == [("Ash Quill", None)]


def test_where_nobody_is_named_as_chair_the_way_to_name_them_is_said(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_meeting(held_on=TODAY, status=MeetingStatus.UNDER_WAY))
    answer = declare(marg, "chair")
    assert answer.code == 4
    assert "marg meeting edit 2026-11-23 --chair NAME" in answer.err


def test_a_guest_at_the_table_declares_by_the_name_that_was_recorded(marg: Marg):
    line(marg, "GP", "present", "--member", "Dr Fennel Bracket")
    declare(marg, "dr fennel bracket")
    assert declared(marg)[0]["agency"] == "GP"


def test_nobody_unknown_declares_and_a_name_in_two_agencies_asks_for_the_number(marg: Marg):
    assert declare(marg, "Nobody Atall").code == 4
    answer = declare(marg, "wren")
    assert answer.code == 4
    assert "1 (GLOW), 3 (POL)" in answer.err


def test_an_interest_in_a_case_off_the_agenda_is_kept_with_a_word_about_it(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_case(ref="M26-002"))
    answer = marg("attendance", "declare", "1", "M26-002", "Neighbour")
    assert "M26-002 is not on the agenda of 2026-11-23.\n" in answer.err


def test_the_interest_is_read_from_standard_input(marg: Marg):
    marg("attendance", "declare", "1", "M26-001", "-", typed="Two\nlines\n")
    assert declared(marg)[0]["interest"] == "Two\nlines"


def test_a_declaration_is_put_right_and_taken_out_by_its_number(marg: Marg):
    declare(marg)
    assert marg("attendance", "edit", "1", "Landlord of a cousin").code == 0
    assert declared(marg)[0]["interest"] == "Landlord of a cousin"
    assert marg("attendance", "remove", "--declared", "1").code == 0
    assert declared(marg) == []
    assert marg("attendance", "remove", "--declared", "1").code == 4
    assert marg("attendance", "edit", "1", "x").code == 4


@pytest.mark.parametrize("text", ["[urgent]", "[/b]", "\x1b[31mred", "😀", "رنا", "'=1+1"])
def test_an_interest_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, text: str):
    marg("attendance", "declare", "1", "M26-001", text)
    assert declared(marg)[0]["interest"] == text
    assert "\x1b" not in marg("attendance", "list").out


def test_no_name_stands_in_the_audit_or_on_standard_error(marg: Marg, store: SqliteStore):
    said = marg("attendance", "set", "GLOW", "present", "--member", "2").err + declare(marg).err
    kept = " ".join(row.refs for row in store.audit.rows())
    for name in ("Wren", "Bramble", "Fennimore", "Thistledown"):
        assert name not in said + kept


def made(marg: Marg, tmp_path: Path, *args: str) -> None:
    answer = marg(*args, "--out", str(tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"))
    assert answer.code == 0, answer.err


def test_papers_that_hold_the_case_already_are_named_when_an_interest_is_declared(
    marg: Marg, tmp_path: Path
):
    assert "stands in papers" not in declare(marg).err
    made(marg, tmp_path, "agenda", "render", "--meeting", "2026-11-23", "--audience", "chair")
    assert "stands in papers" not in declare(marg).err
    made(marg, tmp_path, "agenda", "render", "--meeting", "2026-11-23")
    answer = declare(marg)
    assert answer.code == 0
    assert (
        "M26-001 stands in papers that person may have already: the members' agenda "
        "(made on 23 Nov 2026). Ask for them back, and tell the chair."
    ) in answer.err
    assert "the running order (made on 23 Nov 2026)" in declare(marg, "chair").err


def test_an_agenda_for_all_says_who_must_not_get_it(marg: Marg, tmp_path: Path):
    declare(marg)
    out = ("--out", str(tmp_path / "agenda.txt"))
    answer = marg("agenda", "render", "--meeting", "2026-11-23", *out)
    assert "An interest is declared in M26-001: whoever declared it must not get" in answer.err
    assert "marg attendance list --declared --meeting 2026-11-23" in answer.err


def test_who_withdraws_misses_that_case_alone(marg: Marg, tmp_path: Path):
    line(marg, "GLOW", "present", "--member", "1")
    declare(marg)
    out = tmp_path / "minutes.md"
    marg("minutes", "record", "M26-001", "why", "The roof leaks.")
    assert marg("minutes", "render", "2026-11-23", "--as", "md", "--out", str(out)).code == 0
    written = out.read_text()
    assert "| **Withdrew for this case** | Wren Thistledown (GLOW) |" in written
    assert "none of the cases" in written
    marg("agenda", "add", "M26-002", "--meeting", "2026-11-23")
    marg("agenda", "add", "M26-003", "--meeting", "2026-11-23")
    again = ("minutes", "render", "2026-11-23", "--as", "md", "--out", str(out), "--force")
    assert marg(*again).code == 0
    assert "all but M26-001" in out.read_text()


def quorum_of(store: SqliteStore, needed: int) -> None:
    with store.change("test") as change:
        change.save(Setting(key="meeting.quorum", value=str(needed)))


def test_a_list_says_whether_the_meeting_is_quorate_and_who_is_missing(
    marg: Marg, store: SqliteStore
):
    quorum_of(store, 2)
    line(marg, "GLOW", "present")
    assert "Not quorate: 1 core agency" in marg("attendance", "list").err
    line(marg, "POL", "present", "--arrived", "10:20")
    said = marg("attendance", "list").err
    assert "Quorate, but not before 10.20am: 2 core agencies, and 2 make a quorum." in said


def test_scripts_get_the_quorum_with_the_meeting(marg: Marg, store: SqliteStore):
    shown = marg("meeting", "show", "2026-11-23", "--format", "json").json
    assert shown["quorum"] is None
    quorum_of(store, 1)
    line(marg, "POL", "present")
    shown = marg("meeting", "show", "2026-11-23", "--format", "json").json
    assert shown["quorum"] == {
        "needed": 1,
        "quorate": True,
        "present": ["POL"],
        "missing": ["GLOW"],
    }


def test_a_registered_deputy_decides_with_the_members_authority(marg: Marg):
    recorded = line(marg, "GLOW", "present", "--member", "2")
    assert recorded["authority"] is True
    assert "authority" not in marg("attendance", "list").out


def test_a_member_who_stands_in_unregistered_is_recorded_and_it_is_said(marg: Marg):
    marg("member", "edit", "2", "--deputy-for", "")
    answer = marg("attendance", "set", "GLOW", "present", "--member", "2", "--deputy-for", "wren")
    assert answer.code == 0
    assert "ask whether they decide with the member's authority (ToR 6.3)" in answer.err
    assert "marg member edit 2 --deputy-for NAME" in answer.err
    assert "authority not known" in marg("attendance", "list").out
    assert line(marg, "GLOW", "present", "--member", "2", "--authority")["authority"] is True
    assert "authority not known" not in marg("attendance", "list").out


def test_a_deputy_nobody_registered_at_all_is_recorded_as_typed(marg: Marg):
    answer = marg(
        "attendance", "set", "POL", "present", "--member", "[b]Ivy Quill", "--deputy-for", "3"
    )
    assert answer.code == 0
    assert "Recorded as typed" in answer.err
    assert "marg member add --agency POL --deputy-for NAME" in answer.err
    again = line(marg, "POL", "present", "--member", "[B]ivy quill", "--no-authority")
    assert (again["member"], again["authority"]) == ("[b]Ivy Quill", False)


def test_a_deputy_without_authority_makes_no_quorum(marg: Marg, store: SqliteStore):
    quorum_of(store, 1)
    answer = marg("attendance", "set", "GLOW", "present", "--member", "2", "--no-authority")
    assert "does not count towards a quorum" in answer.err
    assert "Not quorate: 0 core agencies" in answer.err
    assert "without authority" in marg("attendance", "list").out


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (("--deputy-for", "Nobody Atall"), 4),
        (("--member", "1", "--deputy-for", "1"), 2),
        (("--member", "1", "--authority"), 2),
    ],
)
def test_a_deputy_for_nobody_is_refused(marg: Marg, who: tuple[str, ...], code: int):
    answer = marg("attendance", "set", "GLOW", "present", *who)
    assert answer.code == code
    assert "marg " in answer.err or "--member" in answer.err
    assert lines(marg)[0] == ("GLOW", None, None)


def test_nobody_stands_in_for_who_left_the_agency(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_member(left_on=date(2026, 10, 1)))
    answer = marg("attendance", "set", "GLOW", "present", "--member", "2", "--deputy-for", "1")
    assert answer.code == 5
    assert "marg member list --agency GLOW" in answer.err


def test_nobody_stands_in_for_who_is_there(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1")
    answer = marg("attendance", "set", "GLOW", "present", "--member", "2", "--deputy-for", "1")
    assert answer.code == 5
    assert "--left HH:MM" in answer.err


def test_who_stands_in_until_the_member_comes_is_their_deputy(marg: Marg):
    line(marg, "GLOW", "present", "--member", "1", "--arrived", "11am")
    stood_in = line(marg, "GLOW", "present", "--member", "2", "--deputy-for", "1", "--left", "11am")
    assert stood_in["deputy_for"] == "Wren Thistledown"


def test_a_guest_whom_no_case_invites_is_said(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_member(number=9, name="Dr Fennel Bracket", agency="GP"))
    answer = marg("attendance", "set", "GP", "present", "--member", "9", "--signed")
    assert "No case on the agenda invites that guest" in answer.err
    marg("agenda", "edit", "M26-001", "--guest", "9", "--meeting", "2026-11-23")
    answer = marg("attendance", "set", "GP", "present", "--member", "9", "--signed")
    assert "invites" not in answer.err
