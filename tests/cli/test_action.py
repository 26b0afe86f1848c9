from __future__ import annotations

import pytest

from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import Marg, Place
from tests.terminal import at_a_terminal


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Police"), a_case(), a_meeting())


def add(marg: Marg, *more: str) -> None:
    answer = marg("action", "add", "M26-001", "Ring the landlord", "-a", "glow", *more)
    assert answer.code == 0, answer.err


def test_an_action_added_is_answered_with_its_due_day_and_the_next_step(marg: Marg):
    answer = marg(
        "action", "add", "m26-1", "Visit", "--agency", "GLOW", "--owner", "Wren", "--due", "friday"
    )
    assert answer.code == 0
    assert answer.out == ""
    assert answer.err == (
        "A1 added, due Friday 27 November 2026. "
        "1 action remains open on M26-001: marg action list --case M26-001\n"
    )


def test_an_action_counts_its_due_date_from_the_meeting(marg: Marg):
    add(marg, "--due", "2 weeks", "--meeting", "2026-11-10")
    action = marg("action", "show", "A1", "--format", "json").json["action"]
    assert (action["due"], action["meeting"]) == ("2026-11-24", "2026-11-10")


def test_overdue_is_the_same_as_list_overdue(marg: Marg):
    add(marg, "--due", "2026-11-20")
    assert marg("action", "overdue").out == marg("action", "list", "--overdue").out != ""


def test_the_fields_scripts_rely_on_stand_in_their_order(marg: Marg):
    add(marg, "--due", "2026-11-20")
    (action,) = marg("action", "overdue", "--format", "json").json
    assert list(action) == [
        "ref", "case", "what", "agency", "owner", "due", "first_due", "times_moved", "status",
        "direct", "meeting", "intended", "outcome", "closed_because", "overdue", "days_late",
        "meetings_carried", "absent_when_set",
    ]  # fmt: skip
    assert (action["overdue"], action["days_late"]) == (True, 1)


def test_an_unknown_agency_ends_with_exit_4_and_the_near_code_and_nothing_is_written(marg: Marg):
    answer = marg("action", "add", "M26-001", "x", "--agency", "GLO", "--due", "friday")
    assert answer.code == 4
    assert "Did you mean GLOW?" in answer.err
    assert marg("action", "list", "--format", "json").json == []


def test_a_date_that_cannot_be_read_ends_with_exit_2_and_two_examples(marg: Marg):
    answer = marg("action", "add", "M26-001", "x", "--agency", "GLOW", "--due", "soonish")
    assert answer.code == 2
    assert "soonish" in answer.err


def test_a_moved_date_keeps_the_first_and_says_why(marg: Marg):
    add(marg, "--due", "2026-11-20")
    marg("action", "move", "A1", "--due", "4 Dec", "--because", "Ill", "--agreed-by", "the chair")
    shown = marg("action", "show", "A1", "--format", "json").json
    assert (shown["action"]["due"], shown["action"]["first_due"]) == ("2026-12-04", "2026-11-20")
    assert shown["story"][0]["agreed_by"] == "the chair"


def test_a_closed_action_is_refused_with_exit_5(marg: Marg):
    add(marg, "--due", "friday")
    marg("action", "done", "A1")
    answer = marg("action", "not-done", "A1", "--because", "agency")
    assert answer.code == 5
    assert answer.err.startswith("A1 is done already.")


def test_the_error_for_programs_is_json(marg: Marg):
    import json

    answer = marg("action", "show", "A9", "--format", "json")
    assert json.loads(answer.err)["error"]["exit"] == answer.code == 4


@pytest.mark.parametrize("text", ["[urgent]", "[/b]", "\x1b[31mred", "😀", "رنا", "'=1+1"])
def test_a_text_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, text: str):
    marg("action", "add", "M26-001", text, "--agency", "GLOW", "--due", "friday")
    assert marg("action", "list", "--format", "json").json[0]["what"] == text
    assert "\x1b" not in marg("action", "list").out


def story(marg: Marg) -> list[str]:
    return [line["text"] for line in marg("action", "show", "A1", "--format", "json").json["story"]]


def test_a_line_of_progress_is_worded_anew_or_taken_out(marg: Marg):
    add(marg, "--due", "friday")
    marg("action", "progress", "A1", "Nobody hoem")
    marg("action", "progress", "A1", "Seen")
    marg("action", "progress", "A1", "Nobody home", "--replace", "1")
    assert story(marg) == ["Nobody home", "Seen"]
    marg("action", "progress", "A1", "--remove", "2")
    assert story(marg) == ["Nobody home"]
    assert marg("action", "progress", "A1", "--remove", "2").code == 4


def test_why_a_date_was_moved_is_not_taken_out(marg: Marg):
    add(marg, "--due", "friday")
    marg("action", "move", "A1", "--due", "4 Dec", "--because", "Ill", "--agreed-by", "the chair")
    assert marg("action", "progress", "A1", "--remove", "1").code == 5


def test_a_due_day_in_the_past_or_on_a_holiday_is_taken_and_said(marg: Marg):
    past = marg("action", "add", "group", "Ring", "-a", "GLOW", "--due", "2026-11-02")
    assert (past.code, "in the past" in past.err) == (0, True)
    holiday = marg("action", "add", "group", "Ring", "-a", "GLOW", "--due", "25 December 2026")
    assert "a bank holiday; working days near it: 24 Dec 2026 and 29 Dec 2026." in holiday.err


def test_a_due_day_after_the_next_meeting_is_said(marg: Marg):
    marg("meeting", "add", "2026-12-08")
    later = marg("action", "add", "group", "Ring", "-a", "GLOW", "--due", "2026-12-09")
    assert later.code == 0
    assert "is after the next meeting, on Tuesday 8 December 2026" in later.err
    there = marg("action", "add", "group", "Ring", "-a", "GLOW", "--due", "next meeting")
    assert "after the next meeting" not in there.err


@pytest.mark.usefixtures("marg")
def test_another_day_is_offered_at_a_terminal_for_one_nobody_works_on(place: Place):
    words = ("action", "add", "group", "Ring", "-a", "GLOW", "-o", "Wren", "-d", "25 December 2026")
    with at_a_terminal(place, *words) as terminal:
        terminal.until("a bank holiday; working days near it: 24 Dec 2026 and 29 Dec 2026.")
        terminal.until("Another due date? (Enter keeps 25 Dec 2026)")
        terminal.press("someday\n")
        terminal.until("cannot be read as a date")
        terminal.press("24 December 2026\n")
        terminal.until("A1 added, due Thursday 24 December 2026")
        assert terminal.end() == 0
    with at_a_terminal(place, *words) as terminal:
        terminal.until("Another due date?")
        terminal.press("\n")
        terminal.until("A2 added, due Friday 25 December 2026")
        assert terminal.end() == 0
