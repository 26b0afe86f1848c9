"""Going through what is due at a real terminal, one key each."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from tests.conftest import Marg, Place
from tests.terminal import PATIENCE, at_a_terminal


@pytest.fixture
def due(marg: Marg) -> Marg:
    """Three actions due by the next meeting, one of them overdue; a fourth is due later."""
    for code in ("GLOW", "POL"):
        marg("agency", "add", code.title(), "--code", code)
    marg("case", "add", "--initials", "QF", "--referrer", "GLOW", "--reason", "Alone")
    marg("meeting", "add", "2026-12-08")
    for case, agency, day in (
        ("M26-001", "POL", "2026-11-30"),
        ("group", "GLOW", "2026-12-08"),
        ("M26-001", "POL", "2026-11-20"),
        ("M26-001", "POL", "2026-12-09"),
    ):
        marg("action", "add", case, "Ring [b]", "-a", agency, "-o", "Wren Thistledown", "-d", day)
    return marg


def of(marg: Marg, ref: str) -> dict[str, Any]:
    found: dict[str, Any] = marg("action", "show", ref, "--format", "json").json
    return found


def test_each_key_does_what_it_says_and_is_said_back(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("3 actions due by Tuesday 8 December 2026, 1 overdue.")
        terminal.until("d done, p progress, m move, n not done, r reassign, k keep open, s skip")
        terminal.until("1 of 3  A3  M26-001  POL  Wren Thistledown")
        terminal.until("Ring [b]")
        terminal.until("Overdue by 1 working day, due 20 Nov 2026.")
        terminal.press("d")
        terminal.until("What came of it?")
        terminal.press("He opened “the door”\n")
        terminal.until("A3 is done.")
        terminal.until("2 of 3  A2  group  GLOW")
        terminal.press("m")
        terminal.until("Due when?")
        terminal.press("soonish\n")
        terminal.until("Due when?")
        terminal.press("15 December 2026\n")
        terminal.until("Why does it move?")
        terminal.press("Ill\n")
        terminal.until("Who agreed?")
        terminal.press("the chair\n")
        terminal.until("A2 is moved to Tuesday 15 December 2026.")
        terminal.until("3 of 3  A1")
        terminal.press("n")
        terminal.until("c circumstances changed or a the agency did not do it")
        terminal.press("a")
        terminal.until("What is there to say of it?")
        terminal.press("\n")
        terminal.until("A1 is closed as not done.")
        assert terminal.end() == 0
        assert "3 answers kept. Everything that was due is gone through" in terminal.seen
    assert of(due, "A3")["action"]["outcome"] == "He opened “the door”"
    assert of(due, "A2")["story"][0]["agreed_by"] == "the chair"
    assert of(due, "A1")["action"]["closed_because"] == "agency"


def test_progress_a_new_owner_and_what_stays_open_are_kept_in_its_story(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review", "--agency", "POL") as terminal:
        terminal.until("2 actions due")
        terminal.until("1 of 2  A3")
        terminal.press("p")
        terminal.until("How is it coming on?")
        terminal.press("Rang twice\n")
        terminal.until("A3 is noted.")
        terminal.until("2 of 2  A1")
        terminal.press("r")
        terminal.until("Which agency?")
        terminal.press("glow\n")
        terminal.until("Who will do it?")
        terminal.press("Jory\n")
        terminal.until("A1 is given to GLOW.")
        assert terminal.end() == 0
    with at_a_terminal(place, "action", "review", "--agency", "GLOW") as terminal:
        terminal.until("Last heard 23 Nov 2026: From POL, Wren Thistledown to GLOW, Jory")
        terminal.press("k")
        terminal.until("A1 stays open.")
        terminal.press("q")
        terminal.end()
    assert [line["text"] for line in of(due, "A3")["story"]] == ["Rang twice"]
    assert of(due, "A1")["story"][-1]["text"] == "Reviewed: stays open"


def test_enter_goes_back_undo_takes_back_and_skip_leaves(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("1 of 3")
        for key, question in (("p", "coming on?"), ("m", "Due when?"), ("r", "Which agency?")):
            terminal.press(key)
            terminal.until(question)
            terminal.press("\n")
            terminal.until("1 of 3")
        terminal.press("?")
        terminal.until("Keys:")
        terminal.press("d")
        terminal.until("What came of it?")
        terminal.press("\n")
        terminal.until("2 of 3")
        terminal.press("u")
        terminal.until("undone")
        terminal.until("1 of 3  A3")
        terminal.press("s")
        terminal.until("skipped")
        terminal.until("2 of 3")
        terminal.press("q")
        assert terminal.end() == 0
        assert "0 answers kept, 3 are left: marg action review" in terminal.seen
    assert of(due, "A3")["action"]["status"] == "open"


def test_a_kill_loses_nothing_that_was_acknowledged(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("1 of 3")
        terminal.press("d")
        terminal.until("What came of it?")
        terminal.press("Seen\n")
        terminal.until("A3 is done.")
        terminal.running.send_signal(signal.SIGKILL)
        terminal.running.wait(PATIENCE)
    assert of(due, "A3")["action"]["outcome"] == "Seen"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_or_ctrl_d_within_an_answer_keeps_none_of_it(due: Marg, place: Place, key: str):
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("1 of 3")
        terminal.press("d")
        terminal.until("What came of it?")
        terminal.press(key)
        assert terminal.end() == (130 if key == "\x03" else 0)
    assert of(due, "A3")["action"]["status"] == "open"


@pytest.mark.usefixtures("due")
def test_for_a_full_room_there_are_references_alone(place: Place):
    with at_a_terminal(place, "action", "review", "--room") as terminal:
        terminal.until("1 of 3  A3  M26-001  POL")
        terminal.until("due 20 Nov 2026")
        terminal.press("q")
        terminal.end()
        assert not {"Wren", "Ring"} & set(terminal.seen.split())


def test_somebody_else_may_have_closed_it_meanwhile(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("1 of 3")
        due("action", "done", "A3")
        terminal.press("k")
        terminal.until("A3 is done already.")
        terminal.until("1 of 3")
        terminal.press("q")
        assert terminal.end() == 0


def test_without_a_terminal_it_names_what_to_do(due: Marg):
    answer = due("action", "review")
    assert answer.code == 2
    assert "marg action done REF" in answer.err


@pytest.mark.usefixtures("due")
def test_nothing_due_is_said(place: Place, marg: Marg):
    for ref in ("A1", "A2", "A3"):
        marg("action", "done", ref)
    with at_a_terminal(place, "action", "review") as terminal:
        assert terminal.end() == 0
        assert "Nothing is due by Tuesday 8 December 2026." in terminal.seen


def test_without_a_meeting_ahead_it_is_what_is_due_today(due: Marg, place: Place):
    due("meeting", "cancel", "2026-12-08")
    with at_a_terminal(place, "action", "review") as terminal:
        terminal.until("1 action due by Monday 23 November 2026")
        terminal.press("q")
        terminal.end()


def test_the_walk_is_in_the_audit_without_a_word_of_content(due: Marg, place: Place):
    with at_a_terminal(place, "action", "review", "--agency", "POL") as terminal:
        terminal.until("1 of 2")
        terminal.press("k")
        terminal.until("stays open")
        terminal.press("q")
        terminal.end()
    rows = due("audit", "list", "--format", "json").json
    assert [(row["command"], row["refs"]) for row in rows[-2:]] == [
        ("action review", "POL 2026-12-08 (2)"),
        ("action progress", "A3 M26-001"),
    ]
