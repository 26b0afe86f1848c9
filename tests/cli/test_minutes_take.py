from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.errors import Exit
from marg_cli.services.live.recorded import recorded
from marg_cli.store.sqlite.store import SqliteStore
from tests.conftest import Answer, Marg

DAY = "2026-12-08"
RESTATED = "! others agreed=high"


@pytest.fixture
def table(marg: Marg) -> Marg:
    """A meeting today with two cases, another one planned, and three agencies."""
    for code in ("GLOW", "POL", "CDAS"):
        marg("agency", "add", f"{code} [b] Trust", "--code", code)
    marg("member", "add", "Wren Thistledown", "--agency", "GLOW")
    marg("member", "add", "Ivo [b] Lark", "--agency", "POL")
    for initials in ("QF", "RG"):
        case = "--initials", initials, "--referrer", "POL", "--reason", "Rising risk"
        marg("case", "add", *case, "--on", "2026-11-01")
    for ref in ("M26-001", "M26-002"):
        marg("case", "accept", ref, "--override", "Agreed by the chair")
    for day in (DAY, "2027-01-12"):
        marg("meeting", "add", day, "--at", "10:00")
    for ref in ("M26-001", "M26-002"):
        marg("agenda", "add", ref, "--meeting", DAY)
    return marg


def take(marg: Marg, *lines: str, meeting: str = DAY) -> Answer:
    return marg("minutes", "take", meeting, typed="".join(f"{line}\n" for line in lines))


def entries(marg: Marg) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = marg("minutes", "show", DAY, "--format", "json").json["entries"]
    return found


def shown_outcome(marg: Marg) -> Any:
    return marg("case", "show", "M26-001", "--format", "json").json["last_outcome"]


def audit(marg: Marg) -> list[str]:
    rows = marg("audit", "list", "--format", "json").json
    return [f"{row['command']} {row['refs']}" for row in rows]


def test_minutes_that_nobody_began_begin_and_say_so(table: Marg):
    assert "begun" in take(table, "/general", "All were welcomed").err
    assert "go on" in take(table).err
    assert [(e["heading"], e["text"]) for e in entries(table)] == [("welcome", "All were welcomed")]


def test_a_text_stands_under_the_heading_of_the_case_exactly_as_typed(table: Marg):
    said = "  [b]not markup[/b] \x1b[31m - and  spaces "
    answer = take(table, "/M26-001", said, "/capacity", "Assumed", "/why A review")
    assert answer.code == Exit.DONE
    assert [(e["case"], e["heading"], e["text"]) for e in entries(table)] == [
        ("M26-001", "discussion", said),
        ("M26-001", "capacity", "Assumed"),
        ("M26-001", "why", "A review"),
    ]
    assert table("case", "show", "M26-001", "--format", "json").json["status"] == "active"


def test_a_decision_keeps_its_rationale(table: Marg):
    take(table, "/M26-001", "= keep open because risk rising")
    (decision,) = table("decision", "list", "M26-001", "--format", "json").json
    assert (decision["text"], decision["because"]) == ("keep open", "risk rising")
    assert decision["meeting"] == DAY


def test_an_action_has_owner_due_day_and_whether_it_is_direct(table: Marg):
    take(table, "/M26-001", "> GLOW duty worker: visit with outreach by friday #direct")
    (action,) = table("action", "list", "--format", "json").json
    assert (action["agency"], action["owner"]) == ("GLOW", "duty worker")
    assert (action["what"], action["due"]) == ("visit with outreach", "2026-12-11")
    assert action["direct"]
    assert (action["case"], action["meeting"]) == ("M26-001", DAY)


def test_what_an_action_is_to_achieve_follows_so_that_and_is_shown(table: Marg, store: SqliteStore):
    said = "> GLOW: visit by friday so that he has [b]a bed[/b]"
    take(table, "/M26-001", said)
    (action,) = table("action", "list", "--format", "json").json
    assert (action["what"], action["due"]) == ("visit", "2026-12-11")
    assert action["intended"] == "he has [b]a bed[/b]"
    (meeting,) = store.meetings.listed(held_on=date.fromisoformat(DAY))
    (line,) = recorded(store, meeting, case="M26-001", heading="discussion")
    assert line.text == "GLOW: visit, due 11 Dec 2026, so that he has [b]a bed[/b]"
    answer = take(table, "/M26-001", "> GLOW: visit by friday so that")
    assert answer.code == Exit.USAGE
    assert "does not say what it is to achieve" in answer.err


def test_an_action_without_a_day_is_due_at_the_next_meeting_and_that_is_said(table: Marg):
    assert "Due 12 Jan 2027, the next meeting." in take(table, "/M26-001", "> GLOW: visit").err
    (action,) = table("action", "list", "--format", "json").json
    assert action["due"] == "2027-01-12"


def test_without_a_next_meeting_an_action_needs_a_day(table: Marg):
    answer = take(table, "/M26-001", "> GLOW: visit", meeting="2027-01-12")
    assert answer.code == Exit.USAGE
    assert "No meeting is planned after this one" in answer.err
    assert "Stopped at line 2" in answer.err
    assert table("action", "list", "--format", "json").json == []


def test_a_joint_action_is_one_that_the_first_agency_leads(table: Marg):
    take(table, "/M26-001", "> GLOW+CDAS+POL: visit")
    (action,) = table("action", "list", "--format", "json").json
    assert (action["agency"], action["what"]) == ("GLOW", "visit (jointly with CDAS and POL)")


def test_an_action_for_all_is_one_for_each_agency_that_is_there(table: Marg):
    take(table, "/present POL", "/present GLOW", "/M26-001", "> ALL: send names by friday")
    found = table("action", "list", "--format", "json").json
    assert {action["agency"] for action in found} == {"GLOW", "POL"}
    assert table("undo").code == Exit.DONE
    assert table("action", "list", "--format", "json").json == []


def test_a_whole_risk_is_one_line_and_one_change(table: Marg):
    line = "! others POL=high GLOW=medium agreed=none dissent GLOW: still high"
    take(table, "/M26-001", line)
    (risk,) = table("risk", "list", "M26-001", "--format", "json").json
    assert (risk["text"], risk["to"]) == ("Risk to others", "others")
    assert {rating["agency"]: rating["level"] for rating in risk["ratings"]} == {
        "POL": "high",
        "GLOW": "medium",
    }
    assert risk["agreed"] is None
    assert risk["dissent"] == [{"agency": "GLOW", "text": "still high"}]
    take(table, "/M26-001", RESTATED)
    (again,) = table("risk", "list", "M26-001", "--format", "json").json
    assert (again["ref"], again["agreed"]) == (risk["ref"], "high")


def test_a_risk_that_may_be_one_of_two_is_asked_back(table: Marg):
    answer = take(table, "/M26-001", "! others fire", "! others arson", RESTATED)
    assert answer.code == Exit.USAGE
    assert "more than one such risk: R1 and R2" in answer.err
    assert take(table, "/M26-002", "! R1 POL=high").code == Exit.USAGE


def test_information_names_its_agency_as_fact_or_perception(table: Marg):
    take(table, "/M26-001", "/info POL: seen twice", "POL? He is afraid #third", "It is so")
    fact, perception = table("info", "list", "M26-001", "--format", "json").json
    assert (fact["agency"], fact["kind"], fact["text"]) == ("POL", "fact", "seen twice")
    assert (perception["kind"], perception["third_party"]) == ("perception", True)
    assert fact["meeting"] == DAY
    assert [e["heading"] for e in entries(table)] == ["information"]


def test_views_are_the_persons_own_or_not_obtained_and_why(table: Marg):
    take(table, "/M26-001", "/views GLOW: I want a door", "not obtained because nobody met her")
    given, missing = table("view", "list", "M26-001", "--format", "json").json
    assert (given["text"], given["by"]) == ("I want a door", "GLOW")
    assert (missing["state"], missing["because"]) == ("not obtained", "nobody met her")


def test_each_line_is_one_row_in_the_audit_and_one_undo(table: Marg):
    take(table, "/M26-001", "He was seen", "= keep open because of that", "/barriers No phone")
    kept = [row for row in audit(table) if row.startswith("minutes take")]
    assert kept == [
        f"minutes take {DAY} (2)",
        f"minutes take {DAY} attendance",
        f"minutes take {DAY} M26-001",
        f"minutes take M26-001 {DAY}",
        f"minutes take D1 M26-001 {DAY}",
        f"minutes take B1 M26-001 {DAY}",
    ]
    for left in (1, 0):
        table("undo")
        assert len(table("decision", "list", "--format", "json").json) == left


def test_undo_takes_the_last_line_back_and_says_what(table: Marg):
    answer = take(table, "/M26-001", "First", "Second", "u", "u")
    assert "Taken back: E2." in answer.err
    assert "Taken back: E1." in answer.err
    assert entries(table) == []


def test_undo_goes_on_after_the_screen_was_lost_but_takes_back_nothing_else(table: Marg):
    take(table, "/M26-001", "First")
    assert take(table, "u").code == Exit.DONE
    assert entries(table) == []
    refused = take(table, "u")
    assert refused.code == Exit.REFUSED
    assert "marg undo" in refused.err


def test_a_line_that_cannot_be_read_stops_a_file_and_keeps_what_came_before(table: Marg):
    answer = take(table, "/M26-001", "First", "> GLWO: visit", "Never")
    assert answer.code == Exit.USAGE
    assert "Did you mean GLOW?" in answer.err
    assert [e["text"] for e in entries(table)] == ["First"]


def test_a_case_not_discussed_stays_without_a_word(table: Marg):
    answer = take(table, "/M26-001", "-", "Of the other case")
    assert "M26-001: the minutes will say that it was not discussed." in answer.err
    assert [e["case"] for e in entries(table)] == ["M26-002"]
    assert take(table, "/M26-002", "-").code == Exit.REFUSED


def test_the_statement_is_recorded_once_as_read(table: Marg):
    take(table, "/statement", "/statement")
    assert [(e["heading"], e["text"]) for e in entries(table)] == [
        ("statement", "The statement was read out.")
    ]


def test_somebody_late_and_somebody_leaving_are_noted_at_any_time(table: Marg):
    take(table, "/M26-001", "/late GLOW 10.20", "/left GLOW 11.40", "/present POL")
    found = table("attendance", "list", "--meeting", DAY, "--format", "json").json
    glow = next(line for line in found if line["agency"] == "GLOW")
    assert (glow["member"], glow["arrived"], glow["left"]) == ("Wren Thistledown", "10:20", "11:40")


def test_an_interest_is_declared_in_the_case_that_is_open(table: Marg):
    take(table, "/M26-001", "/declare ivo: a [b] neighbour")
    (declared,) = table(
        "attendance", "list", "--declared", "--meeting", DAY, "--format", "json"
    ).json
    assert (declared["case"], declared["interest"]) == ("M26-001", "a [b] neighbour")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Hello"], "single keys"),
        (["/general", "= keep open"], "no case is open"),
        (["/general", "/views"], "a heading of a case"),
        (["/general", "-"], "Only a case"),
        (["/m26-009"], "No case M26-009"),
        (["/de"], "/decisions"),
        (["/zzz"], "/help"),
        (["/M26-001", "/late"], "which agency"),
        (["/M26-001", "/declare ivo"], "who, a colon"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(table: Marg, lines: list[str], said: str):
    answer = take(table, *lines)
    assert answer.code != Exit.DONE
    assert said in answer.err
    assert entries(table) == []


def test_the_end_is_noted_and_what_is_missing_is_counted(table: Marg):
    answer = take(table, "/M26-001", "He was seen", "/end 11.40")
    assert "The meeting ended at 11:40." in answer.err
    assert f"marg minutes check {DAY}" in answer.err
    assert table("minutes", "show", DAY, "--format", "json").json["finished_at"] == "11:40"


def test_a_meeting_whose_minutes_are_final_is_refused(table: Marg):
    take(table, "/general", "All were welcomed")
    table("minutes", "finalise", DAY, "--yes")
    answer = take(table, "/general", "More")
    assert answer.code == Exit.REFUSED
    assert "marg minutes amend" in answer.err


def room(marg: Marg) -> Answer:
    return marg("minutes", "take", "--room")


def test_the_room_sees_references_and_no_word_of_anybody(table: Marg):
    take(
        table,
        "/present GLOW",
        "/M26-001",
        "He was seen",
        "= keep open because risk rising",
        "> GLOW duty worker: visit by friday",
        "! others arson POL=high agreed=high",
        "/info POL: seen twice",
        "/views POL: I want a door",
    )
    answer = room(table)
    assert answer.code == Exit.DONE
    for shown in (
        "M26-001",
        "E1",
        "D1",
        "A1",
        "GLOW, due 11 Dec 2026",
        "R1",
        "POL=high",
        "I1",
        "V1",
    ):
        assert shown in answer.out
    for word in ("seen", "keep", "rising", "duty", "visit", "arson", "door", "QF", "Wren"):
        assert word not in answer.out
    assert audit(table)[-1] == f"minutes take --room {DAY}"


def test_the_room_shrinks_when_somebody_comes_who_may_not_see_the_case(table: Marg):
    table("agency", "add", "Guest [b] House", "--code", "GUEST", "--kind", "guest")
    take(table, "/present GLOW", "/M26-001", "= keep open because risk rising")
    assert "D1" in room(table).out
    take(table, "/present GUEST", "/M26-001")
    hidden = room(table).out
    assert "somebody present may not see this case" in hidden
    assert "D1" not in hidden
    take(table, "/left GUEST 23:00", "/M26-001")
    assert "D1" in room(table).out


def test_the_room_does_not_see_a_case_while_somebody_who_withdrew_is_there(table: Marg):
    take(table, "/present POL", "/M26-001", "= keep open because so", "/declare ivo: a neighbour")
    assert "D1" not in room(table).out
    take(table, "/left POL 23:00", "/M26-001")
    assert "D1" in room(table).out


def test_information_for_a_few_reaches_the_room_only_while_nobody_else_is_there(table: Marg):
    take(table, "/present POL", "/M26-001", "/info POL: seen #only=GLOW")
    assert "I1" in room(table).out
    take(table, "/present CDAS", "/M26-001")
    assert "I1" not in room(table).out


def test_a_group_that_shares_with_those_involved_shows_a_case_to_them_alone(table: Marg):
    table("config", "set", "sharing.policy", "involved")
    take(table, "/present POL", "/M26-001", "= keep open because so")
    assert "D1" in room(table).out
    take(table, "/present CDAS", "/M26-001")
    assert "D1" not in room(table).out


def test_without_minutes_under_way_there_is_nothing_for_the_room(table: Marg):
    answer = room(table)
    assert answer.code == Exit.REFUSED
    assert "marg minutes take" in answer.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("continue", "Continue."),
        ("Continue because it works", "Continue: it works"),
        ("review next meeting", "Review on Tuesday 12 January 2027."),
        (
            "review on 12 january because the flat is not ready",
            "Review on Tuesday 12 January 2027: the flat is not ready",
        ),
        ("step down to MAPPA", "Step down to MAPPA."),
        ("close because he has moved", "Close: he has moved"),
    ],
)
def test_an_outcome_is_kept_as_one_and_not_as_a_text(table: Marg, typed: str, said: dict[str, str]):
    answer = take(table, f"/M26-001 /outcome {typed}", "/general", "Before the case was left")
    assert answer.code == Exit.DONE, answer.err
    assert shown_outcome(table) == {"on": DAY, "text": said}
    assert [entry["heading"] for entry in entries(table)] == ["welcome"]


def test_an_outcome_said_again_replaces_the_first_and_undo_brings_that_back(table: Marg):
    take(table, "/M26-001", "/outcome continue", "close because he has moved")
    assert shown_outcome(table)["text"] == "Close: he has moved"
    take(table, "/M26-001", "u")
    assert shown_outcome(table)["text"] == "Continue."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("review frday", '"frday" cannot be read as a day'),
        ("close", "Say why the case is to be closed"),
        ("review 1/12/2026", "not ahead of the meeting"),
    ],
)
def test_an_outcome_that_lacks_something_says_what_and_keeps_nothing(
    table: Marg, typed: str, told: str
):
    answer = take(table, "/M26-001", f"/outcome {typed}")
    assert answer.code in {Exit.USAGE, Exit.REFUSED}
    assert told in answer.err
    assert shown_outcome(table) is None


@pytest.mark.parametrize("text", ["They will ask again", "\\continue", "review", "reviewed by all"])
def test_any_other_words_under_outcome_are_a_text(table: Marg, text: str):
    take(table, "/M26-001", "/outcome", text)
    assert [entry["text"] for entry in entries(table)] == [text.removeprefix("\\")]
