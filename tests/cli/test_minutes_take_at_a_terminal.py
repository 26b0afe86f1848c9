from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_minutes_take import DAY, RESTATED, entries, table
from tests.conftest import Marg, Place
from tests.tmux import Screen

__all__ = ["table"]

CASE = "M26-001 discussion>"
TAKE = ("minutes", "take", DAY)


@pytest.fixture
def screen(table: Marg, place: Place, tmp_path: Path) -> Iterator[Screen]:
    """The minute taker's screen, just opened."""
    assert table("meeting", "list").code == 0
    with Screen(tmp_path / "a", place.environ, *TAKE) as shown:
        shown.see("p present")
        yield shown


@pytest.fixture
def at_case(screen: Screen) -> Screen:
    """That screen, at the first case."""
    screen.line("/M26-001")
    screen.see(CASE)
    return screen


def states(marg: Marg) -> dict[str, tuple[str | None, str | None]]:
    found = marg("attendance", "list", "--meeting", DAY, "--format", "json").json
    return {line["agency"]: (line["state"], line["member"]) for line in found}


def texts(marg: Marg) -> list[str]:
    return [entry["text"] for entry in entries(marg)]


def test_attendance_is_taken_by_single_keys_and_enter_goes_on(screen: Screen, table: Marg):
    screen.see(">CDAS")
    screen.press("p")
    screen.see("CDAS   present")
    screen.press("l")
    screen.see("GLOW   present from")
    screen.press("Down", "Down", "Down", "a")
    screen.see("POL    apologies")
    screen.press("Up", "x")
    screen.see("until")
    screen.press("Enter")
    screen.see("Welcome and introductions")
    assert states(table) == {
        "CDAS": ("present", None),
        "GLOW": ("present", "Wren Thistledown"),
        "POL": ("apologies", "Ivo [b] Lark"),
    }


def test_a_deputy_nobody_registered_is_asked_for_and_esc_gives_up(screen: Screen, table: Marg):
    screen.see(">CDAS")
    screen.press("d")
    screen.see("CDAS, who?>")
    screen.line("Nobody Known")
    screen.see("marg member add --agency CDAS")
    screen.press("Escape")
    screen.see("attendance>")
    assert states(table)["CDAS"] == (None, None)


def test_each_line_is_shown_as_it_was_kept(at_case: Screen, table: Marg):
    at_case.line("He said [b]no[/b]")
    at_case.line("= keep open because risk rising")
    shown = at_case.see("decision: keep open, because risk rising")
    assert "E1    discussion: He said [b]no[/b]" in shown
    assert "review" in shown or "new" in shown
    assert "15 min left" in shown
    assert ">M26-001             2" in shown
    assert texts(table) == ["He said [b]no[/b]"]


def test_a_line_that_cannot_be_read_stays_with_the_cursor_at_the_fault(at_case: Screen):
    at_case.line("> GLOW: visit by frday")
    at_case.see("cannot be read as a day")
    assert f"{CASE} > GLOW: visit by frday" in at_case.text
    assert int(at_case.tells("#{cursor_x}")) == len(f"{CASE} > GLOW: visit by ")
    at_case.press("Delete", "Delete", "Delete", "Delete", "Delete")
    at_case.line("friday")
    at_case.see("due 11 Dec 2026")


def test_up_changes_the_last_line_and_keeps_its_reference(at_case: Screen, table: Marg):
    at_case.line("Frist")
    at_case.see("E1 kept.")
    at_case.line("> GLOW: visit")
    at_case.see("A1 kept.")
    at_case.press("Up", "Up")
    at_case.see("changing M26-001 discussion> Frist")
    at_case.press("C-u")
    at_case.line("First")
    at_case.see("E1 changed.")
    assert texts(table) == ["First"]
    assert "A1 " in at_case.text
    at_case.press("Up")
    at_case.see("> GLOW: visit")
    at_case.press("Escape")
    at_case.not_see("changing")
    assert texts(table) == ["First"]


def test_undo_gives_a_changed_line_its_old_words_before_it_takes_it_out(
    at_case: Screen, table: Marg
):
    at_case.line("First")
    at_case.see("E1 kept.")
    at_case.press("Up")
    at_case.line(" and more")
    at_case.see("E1 changed.")
    at_case.press("C-z")
    at_case.see("Reads as before: E1.")
    assert texts(table) == ["First"]
    at_case.press("C-z")
    at_case.see("Taken back: E1.")
    assert texts(table) == []


def test_a_text_of_several_lines_that_is_pasted_is_one_text(at_case: Screen, table: Marg):
    at_case.paste("One thing\nand another")
    at_case.see("and another")
    at_case.press("Enter")
    at_case.see("E1 kept.")
    assert texts(table) == ["One thing\nand another"]


def test_ctrl_c_and_ctrl_d_lose_no_line_that_is_being_typed(at_case: Screen, table: Marg):
    at_case.type("He said")
    at_case.press("C-c")
    at_case.see("still there")
    at_case.press("C-d")
    at_case.see("not kept yet")
    at_case.press("C-n")
    at_case.see("not kept yet")
    at_case.line(" no")
    at_case.see("E1 kept.")
    assert texts(table) == ["He said no"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_whatever_the_screen_said_was_kept_is_there_after_it_died(
    at_case: Screen, table: Marg, how: signal.Signals
):
    for number in range(1, 6):
        at_case.line(f"Thing {number}")
    at_case.see("E5 kept.")
    at_case.type("Half a th")
    os.kill(at_case.process, how)
    assert texts(table) == [f"Thing {number}" for number in range(1, 6)]
    assert table("register", "check").code == 0


def test_the_end_is_asked_for_and_the_terminal_is_as_it_was(at_case: Screen, table: Marg):
    at_case.line("He was seen")
    at_case.see("E1 kept.")
    at_case.press("C-d")
    at_case.see("When did the meeting end?")
    assert at_case.tells("#{alternate_on}") == "0"
    at_case.line("25.00")
    at_case.see("cannot be read as a time")
    at_case.line("11.40")
    at_case.see("The meeting ended at 11:40.")
    assert at_case.ends() == 0
    assert table("minutes", "show", DAY, "--format", "json").json["finished_at"] == "11:40"


def test_an_end_that_is_noted_already_is_offered_again(table: Marg, place: Place, tmp_path: Path):
    table("minutes", "start", DAY, "--at", "10:00")
    table("minutes", "finish", DAY, "--at", "11:40")
    with Screen(tmp_path / "a", place.environ, *TAKE) as screen:
        screen.see("p present")
        screen.press("C-d")
        screen.see("Enter for 11:40")
        screen.press("Enter")
        screen.see("The meeting ended at 11:40.")


def test_it_can_be_read_in_sixty_columns_and_after_a_change_of_size(at_case: Screen):
    at_case.line("He was seen twice by the outreach worker, and once on the ward, and is well")
    at_case.see("E1 kept.")
    at_case.resize(60, 16)
    shown = at_case.see("15 min left")
    assert max(map(len, shown.splitlines())) <= 60
    for word in ("outreach", "ward,", "well", "Ctrl-N next"):
        assert word in at_case.see(word)


def test_help_is_one_key_away_and_the_next_line_closes_it(at_case: Screen):
    at_case.press("F1")
    at_case.see("a decision and its rationale")
    at_case.line(RESTATED)
    at_case.see("risk: others: Risk to others agreed=high")


def test_a_screen_nobody_sits_at_is_locked_and_keeps_the_line(
    table: Marg, place: Place, tmp_path: Path
):
    assert table("meeting", "list").code == 0
    with Screen(tmp_path / "a", place.environ, *TAKE, "--idle", "1", minute=2.0) as screen:
        screen.see("p present")
        screen.line("/M26-001")
        screen.see(CASE)
        screen.type("Half")
        screen.see("Locked at")
        assert "M26-001" not in screen.text
        screen.press("Enter")
        screen.see(f"{CASE} Half")
        screen.line(" and whole")
        screen.see("E1 kept.")
    assert texts(table) == ["Half and whole"]


def test_the_rooms_window_follows_shrinks_and_is_blanked_by_a_key(
    at_case: Screen, place: Place, tmp_path: Path
):
    with Screen(tmp_path / "b", place.environ, *TAKE, "--room", size=(60, 20)) as room:
        room.see("M26-001")
        at_case.line("= keep open because risk rising")
        assert "rising" not in room.see("D1")
        at_case.line("/declare ivo: a neighbour")
        at_case.see("withdraws")
        at_case.line("/present POL")
        room.see("somebody present may not see this case")
        room.not_see("D1")
        at_case.press("C-n")
        room.see("M26-002")
        room.press("Space")
        room.not_see("M26-002")
        room.press("Space")
        room.see("M26-002")
        room.press("q")
        room.see("closed")
        assert room.ends() == 0


def test_new_minutes_begin_at_the_attendance_whatever_came_in_before(
    table: Marg, place: Place, tmp_path: Path
):
    table("info", "add", "M26-001", "Seen daily", "--agency", "GLOW", "--fact", "--meeting", DAY)
    with Screen(tmp_path / "a", place.environ, *TAKE) as screen:
        assert "M26-001             1" in screen.see("attendance>")
