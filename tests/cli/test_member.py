from __future__ import annotations

from typing import Any

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Destination
from marg_cli.domain.meeting import Attendance, AttendanceState
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Netherwick Police"))


@pytest.fixture
def somebody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "may_ask", True)


def add(marg: Marg, name: str, *more: str, agency: str = "GLOW") -> None:
    answer = marg("member", "add", name, "--agency", agency, *more)
    assert answer.code == 0, answer.err


def member(marg: Marg, number: int) -> Any:
    return marg("member", "show", str(number), "--format", "json").json


def test_a_member_is_added_with_the_next_step_and_no_name_in_it(marg: Marg):
    answer = marg("member", "add", "Wren Thistledown", "-a", "glow", "--role", "Team leader")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "Member 1 added for GLOW. See who comes: marg member list --agency GLOW\n"
    )


def test_the_fields_scripts_rely_on_stand_in_their_order(marg: Marg):
    add(marg, "Wren Thistledown", "--email", "wren@glow.example")
    add(marg, "Ash Quill", "--deputy-for", "wren")
    first, second = marg("member", "list", "--format", "json").json
    assert list(first) == [
        "number", "name", "agency", "role", "email", "deputy_for", "left_on", "deputies",
    ]  # fmt: skip
    assert (first["email"], first["deputies"]) == ("wren@glow.example", ["Ash Quill"])
    assert second["deputy_for"] == "Wren Thistledown"


@pytest.mark.usefixtures("somebody_there")
def test_a_name_left_out_is_asked_for_and_the_rest_with_it(marg: Marg):
    marg("member", "add", typed="Wren Thistledown\nglow\nTeam leader\nwren@glow.example\n\n")
    added = member(marg, 1)
    assert (added["name"], added["role"], added["email"], added["deputy_for"]) == (
        "Wren Thistledown", "Team leader", "wren@glow.example", None,
    )  # fmt: skip


@pytest.mark.usefixtures("somebody_there")
def test_a_name_given_is_all_that_is_needed_and_nothing_more_is_asked(marg: Marg):
    assert marg("member", "add", "Wren Thistledown", "--agency", "GLOW", typed="").code == 0


def test_a_name_is_read_from_standard_input(marg: Marg):
    marg("member", "add", "-", "--agency", "GLOW", typed="Wren Thistledown\n")
    assert member(marg, 1)["name"] == "Wren Thistledown"


def test_without_a_name_and_with_nobody_there_the_way_is_named(marg: Marg):
    answer = marg("member", "add", "--agency", "GLOW")
    assert answer.code == 2
    assert "NAME" in answer.err


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("Wren Thistledown", "--agency", "GLO"), 4),
        (("Wren Thistledown", "--agency", "GLOW", "--email", "wren"), 2),
        (("Wren Thistledown", "--agency", "GLOW", "--deputy-for", "9"), 4),
        ((" ", "--agency", "GLOW"), 2),
    ],
)
def test_what_cannot_be_leaves_nobody_added(marg: Marg, more: tuple[str, ...], code: int):
    assert marg("member", "add", *more).code == code
    assert marg("member", "list", "--format", "json").json == []


def test_nobody_is_added_to_a_retired_agency(marg: Marg):
    marg("agency", "retire", "GLOW")
    assert marg("member", "add", "Wren Thistledown", "--agency", "GLOW").code == 5


def test_one_name_stands_once_in_an_agency_and_may_stand_in_another(marg: Marg):
    add(marg, "Wren Thistledown")
    again = marg("member", "add", "wren  thistledown", "--agency", "GLOW")
    assert (again.code, "member 1" in again.err) == (5, True)
    add(marg, "Wren Thistledown", agency="POL")


def test_a_deputy_of_another_agency_is_refused_with_the_way_out(marg: Marg):
    add(marg, "Wren Thistledown")
    answer = marg("member", "add", "Pip Dunnock", "-a", "POL", "--deputy-for", "1")
    assert answer.code == 5
    assert "marg member add --agency GLOW" in answer.err


def test_a_deputy_has_no_deputy_from_either_side(marg: Marg):
    add(marg, "Wren Thistledown")
    add(marg, "Ash Quill", "--deputy-for", "1")
    add(marg, "Ivy Moth")
    assert marg("member", "edit", "ivy", "--deputy-for", "ash").code == 5
    assert marg("member", "edit", "wren", "--deputy-for", "ivy").code == 5


def test_only_what_is_given_changes_and_an_empty_text_clears(marg: Marg):
    add(marg, "Wren Thistledown", "--role", "Nurse", "--email", "w@glow.example")
    add(marg, "Ash Quill", "--deputy-for", "1")
    marg("member", "edit", "2", "--role", "Social worker")
    assert member(marg, 2)["deputy_for"] == "Wren Thistledown"
    marg("member", "edit", "2", "--deputy-for", "", "--role", "")
    assert (member(marg, 2)["deputy_for"], member(marg, 2)["role"]) == (None, None)
    assert member(marg, 1)["role"] == "Nurse"


@pytest.mark.usefixtures("somebody_there")
def test_an_edit_asks_for_what_is_to_change(marg: Marg):
    add(marg, "Wren Thistledown", "--role", "Nurse")
    assert marg("member", "edit", "1", typed="\n\nwren@glow.example\n").code == 0
    edited = member(marg, 1)
    assert (edited["role"], edited["email"]) == ("Nurse", "wren@glow.example")


def test_an_edit_without_a_change_names_the_options(marg: Marg):
    add(marg, "Wren Thistledown")
    answer = marg("member", "edit", "1")
    assert (answer.code, "--deputy-for" in answer.err) == (2, True)


def test_who_has_a_deputy_or_is_one_stays_with_the_agency(marg: Marg):
    add(marg, "Wren Thistledown")
    add(marg, "Ash Quill", "--deputy-for", "1")
    assert marg("member", "edit", "1", "--agency", "POL").code == 5
    assert marg("member", "edit", "2", "--agency", "POL").code == 5
    assert marg("member", "edit", "2", "--agency", "POL", "--deputy-for", "").code == 0


def test_a_new_name_goes_with_the_open_work(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_member(), a_case(case_coordinator="wren thistledown"), an_action())
        change.save(an_action(number=2, agency="POL"))
    answer = marg("member", "edit", "1", "--name", "Wren Hill")
    assert answer.err == "Member 1 changed (A1 and M26-001 too). See: marg member show 1\n"
    owners = {a["ref"]: a["owner"] for a in marg("action", "list", "--format", "json").json}
    assert owners == {"A1": "Wren Hill", "A2": "Wren Thistledown"}
    case = store.cases.get("M26-001")
    assert case is not None
    assert case.case_coordinator == "Wren Hill"


def test_a_mistyped_name_is_answered_with_the_near_number_and_no_name(marg: Marg):
    add(marg, "Wren Thistledown")
    answer = marg("member", "show", "wrenn")
    assert answer.code == 4
    assert "Did you mean 1 (GLOW)?" in answer.err
    assert "Thistledown" not in answer.err


def test_a_name_of_two_members_is_answered_with_their_numbers(marg: Marg):
    add(marg, "Wren Thistledown")
    add(marg, "Wren Quill", agency="POL")
    answer = marg("member", "show", "wren")
    assert (answer.code, "1 (GLOW), 2 (POL)" in answer.err) == (4, True)


def test_who_left_is_listed_only_when_asked(marg: Marg):
    add(marg, "Wren Thistledown")
    marg("member", "leave", "wren", "--on", "20/11/2026")
    assert marg("member", "list", "--format", "json").json == []
    (left,) = marg("member", "list", "--left", "--format", "json").json
    assert left["left_on"] == "2026-11-20"


@pytest.fixture
def at_work(store: SqliteStore) -> None:
    """Wren with a deputy, open actions and a case; and what only looks like Wren's."""
    closed: dict[str, Any] = {"status": CaseStatus.CLOSED, "destination": Destination.OTHER}
    with store.change("test") as change:
        change.save(
            a_member(),
            a_member(number=2, name="Ash Quill", deputy_for=1),
            a_member(number=3, name="Ivy Moth", deputy_for=1),
            a_case(case_coordinator="Wren Thistledown"),
            a_case(ref="M26-002", case_coordinator="Wren Thistledown", **closed),
            a_case(ref="M26-003", case_coordinator="Somebody else"),
            an_action(case_ref="M26-001", owner="WREN  THISTLEDOWN"),
            an_action(number=2, agency="POL"),
            an_action(number=3, owner="Ivy Moth"),
        )
        change.number_taken("member", 3)


@pytest.mark.usefixtures("at_work")
def test_a_successor_takes_over_open_actions_cases_and_deputies(marg: Marg, store: SqliteStore):
    answer = marg("member", "leave", "1", "--successor", "ash")
    assert answer.err == (
        "Member 1 left GLOW on Monday 23 November 2026. Member 2 takes over A1 and M26-001. "
        "Deputy of member 2 now: member 3. See: marg member show 2\n"
    )
    owners = {a["ref"]: a["owner"] for a in marg("action", "list", "--format", "json").json}
    assert owners == {"A1": "Ash Quill", "A2": "Wren Thistledown", "A3": "Ivy Moth"}
    coordinators = {case.ref: case.case_coordinator for case in store.cases.listed()}
    assert coordinators == {
        "M26-001": "Ash Quill",
        "M26-002": "Wren Thistledown",
        "M26-003": "Somebody else",
    }
    assert (member(marg, 2)["deputy_for"], member(marg, 2)["deputies"]) == (None, ["Ivy Moth"])


@pytest.mark.usefixtures("at_work")
def test_the_story_of_an_action_says_from_whom_it_came(marg: Marg):
    marg("member", "leave", "1", "--successor", "2")
    (told,) = marg("action", "show", "A1", "--format", "json").json["story"]
    assert told["text"] == "From GLOW, WREN  THISTLEDOWN to GLOW, Ash Quill"


@pytest.mark.usefixtures("at_work")
def test_one_undo_takes_all_of_a_leaving_back(marg: Marg):
    before = marg("member", "list", "--format", "json").json
    actions = marg("action", "list", "--format", "json").json
    marg("member", "leave", "1", "--successor", "ash")
    marg("undo")
    assert marg("member", "list", "--format", "json").json == before
    assert marg("action", "list", "--format", "json").json == actions


@pytest.mark.usefixtures("at_work")
def test_without_a_successor_it_says_what_waits_and_one_may_be_named_later(marg: Marg):
    answer = marg("member", "leave", "1", "--on", "2026-11-20")
    assert answer.err == (
        "Member 1 left GLOW on Friday 20 November 2026. Still theirs: A1 and M26-001. "
        "Stood in for them: member 2 and member 3. "
        "Name who takes over: marg member leave 1 --successor MEMBER\n"
    )
    assert marg("member", "leave", "1").code == 5
    assert marg("member", "leave", "1", "--successor", "2").code == 0
    assert member(marg, 1)["left_on"] == "2026-11-20"
    assert marg("action", "show", "A1", "--format", "json").json["action"]["owner"] == "Ash Quill"


@pytest.mark.parametrize("successor", ["1", "4", "nobody"])
@pytest.mark.usefixtures("at_work")
def test_who_cannot_take_over_leaves_everything_as_it_was(marg: Marg, successor: str):
    add(marg, "Pip Dunnock", agency="POL")
    assert marg("member", "leave", "1", "--successor", successor).code in {4, 5}
    assert member(marg, 1)["left_on"] is None


def test_of_two_namesakes_only_the_lead_agencys_takes_the_case_along(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_member(), a_member(number=2, agency="POL"), a_member(number=3, name="Ash"))
        change.save(
            a_case(case_coordinator="Wren Thistledown", lead_agency="POL"),
            a_case(ref="M26-002", case_coordinator="Wren Thistledown", lead_agency="GLOW"),
        )
    marg("member", "leave", "1", "--successor", "3")
    coordinators = {case.ref: case.case_coordinator for case in store.cases.listed()}
    assert coordinators == {"M26-001": "Wren Thistledown", "M26-002": "Ash"}


@pytest.fixture
def named(marg: Marg, store: SqliteStore) -> Marg:
    """Wren is POL's contact in a case, and tells two persons what was agreed; one is told."""
    with store.change("test") as change:
        change.save(
            a_member(agency="POL"),
            a_member(number=2, agency="POL", name="[b] Ash"),
            a_member(number=3, agency="GLOW", name="Ivy Moth"),
            a_case(status=CaseStatus.ACTIVE),
            a_case(ref="M26-002", status=CaseStatus.ACTIVE),
            a_case(ref="M26-003", status=CaseStatus.CLOSED, destination=Destination.OTHER),
        )
        change.number_taken("member", 3)
    for command in (
        ("case", "involve", "M26-001", "POL", "--contact", "wren  thistledown"),
        ("case", "involve", "M26-001", "GLOW", "--contact", "Wren Thistledown"),
        ("case", "plan", "M26-001", "Visit", "--tells", "Wren Thistledown", "--tell-by", "friday"),
        ("case", "plan", "M26-002", "Ring", "--tells", "Wren Thistledown"),
        ("view", "told", "M26-002", "--by", "Wren Thistledown", "--on", "2026-11-23"),
    ):
        answer = marg(*command)
        assert answer.code == 0, (command, answer.err)
    return marg


def test_a_successor_is_the_contact_and_tells_the_person_from_then_on(named: Marg):
    answer = named("member", "leave", "1", "--successor", "2")
    assert (
        "Member 2 takes over the contact in M26-001 and telling the person of M26-001."
        in answer.err
    )
    shown = named("case", "show", "M26-001", "--format", "json").json
    contacts = {each["code"]: each["contact"] for each in shown["agencies"]}
    assert contacts == {"POL": "[b] Ash", "GLOW": "Wren Thistledown"}
    assert (shown["tells"], shown["plan"]["text"]) == ("[b] Ash", "Visit")
    assert named("case", "show", "M26-002", "--format", "json").json["tells"] == "Wren Thistledown"
    assert "plan" in named("case", "history", "M26-001").out
    named("undo")
    again = named("case", "show", "M26-001", "--format", "json").json
    assert (again["tells"], again["agencies"][1]["contact"]) == (
        "Wren Thistledown",
        "wren  thistledown",
    )


def test_the_plan_that_final_minutes_hold_stays_as_it_was(named: Marg, store: SqliteStore):
    named("member", "leave", "1", "--successor", "2", MARG_TODAY="2026-11-24")
    plans = store.at_the_table.plans.listed(case_ref="M26-001")
    assert [(plan.made_on.day, plan.tells) for plan in plans] == [
        (23, "Wren Thistledown"),
        (24, "[b] Ash"),
    ]


def test_what_nobody_took_over_stays_in_the_status_until_somebody_is_named(named: Marg):
    answer = named("member", "leave", "1")
    assert "Still theirs: the contact in M26-001 and telling the person of M26-001." in answer.err
    (left,) = named("status", "--format", "json").json["left_behind"]
    assert (left["member"], left["agency"], left["left_on"]) == (1, "POL", "2026-11-23")
    said = (
        "Nobody's since member 1 left: the contact in M26-001, telling the person of M26-001: "
        "marg member leave 1 --successor MEMBER"
    )
    assert said in named("status").out
    assert "Nobody's" not in named("status", "--room").out
    named("case", "involve", "M26-001", "POL", "--contact", "Desk 4")
    (left,) = named("status", "--format", "json").json["left_behind"]
    assert left["work"] == ["telling the person of M26-001"]
    named("case", "plan", "M26-001", "--tells", "Ivy Moth")
    assert named("status", "--format", "json").json["left_behind"] == []


def test_who_is_named_on_a_case_is_renamed_there_and_not_removed(named: Marg):
    assert "2 cases" not in named("member", "remove", "1").err
    assert named("member", "remove", "1").code == 5
    answer = named("member", "edit", "1", "--name", "Wren Thistle")
    assert "the contact in M26-001 and telling the person of M26-001 too" in answer.err
    assert named("case", "show", "M26-001", "--format", "json").json["tells"] == "Wren Thistle"


def test_a_deputy_who_leaves_leaves_a_member_without_one(marg: Marg):
    add(marg, "Wren Thistledown")
    add(marg, "Ash Quill", "--deputy-for", "1")
    answer = marg("member", "leave", "2")
    assert "Member 1 has no deputy now" in answer.err


def test_who_did_not_leave_after_all_is_back(marg: Marg):
    add(marg, "Wren Thistledown")
    marg("member", "leave", "1")
    assert marg("member", "leave", "1", "--back").code == 0
    assert member(marg, 1)["left_on"] is None


def test_nobody_leaves_on_a_day_to_come(marg: Marg):
    add(marg, "Wren Thistledown")
    assert marg("member", "leave", "1", "--on", "tomorrow").code == 5


@pytest.mark.usefixtures("at_work")
def test_who_is_spoken_of_is_not_removed_and_leaving_is_offered(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_meeting())
        change.save(
            Attendance(
                meeting=1, agency="GLOW", member="Wren Thistledown", state=AttendanceState.PRESENT
            ),
            AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1, guest=1),
        )
    answer = marg("member", "remove", "1")
    assert answer.code == 5
    assert answer.err == (
        "Member 1 cannot be removed: 2 deputies, 1 action, 1 case, 1 meeting and 1 agenda slot "
        "speak of them.\n"
        "Say that they left: marg member leave 1\n"
    )


def test_who_was_added_by_mistake_is_removed_and_the_number_is_not_given_again(marg: Marg):
    add(marg, "Wren Thistledown")
    assert marg("member", "remove", "1").code == 0
    add(marg, "Ash Quill")
    assert [m["number"] for m in marg("member", "list", "--format", "json").json] == [2]


@pytest.mark.parametrize("name", ["[urgent]", "[/b]", "\x1b[31mred", "😀", "\u0631\u0646\u0627"])
def test_a_name_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, name: str):
    add(marg, name)
    assert member(marg, 1)["name"] == name
    assert "\x1b" not in marg("member", "list").out + marg("member", "show", "1").out


@pytest.mark.usefixtures("at_work")
def test_the_audit_and_the_sentences_name_nobody(marg: Marg, store: SqliteStore):
    said = marg("member", "leave", "wren", "--successor", "ash").err
    said += marg("member", "edit", "ash", "--role", "Lead").err
    said += marg("member", "show", "ash", "--format", "json").err
    told = " ".join(row.refs for row in store.audit.rows())
    for name in ("Wren", "Ash", "Ivy"):
        assert name not in said
        assert name not in told
