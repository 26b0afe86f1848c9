"""Walking through an agency's checks at a real terminal, one key each."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from tests.conftest import Marg, Place
from tests.terminal import PATIENCE, at_a_terminal

NEXT = "2026-12-08"


@pytest.fixture
def asked(marg: Marg) -> Marg:
    """One agency, asked about three cases."""
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("meeting", "add", NEXT)
    for number, name in enumerate(("Quill Featherstone", "Ash Pocket", "Ivo Lampwick"), start=1):
        marg("case", "add", "--name", name, "--referrer", "GLOW", "--reason", "Alone")
        marg("agenda", "add", f"M26-00{number}")
    assert marg("trawl", "ask").code == 0
    return marg


def rows(marg: Marg) -> dict[str, Any]:
    answer = marg("trawl", "list", "--agency", "GLOW", "--format", "json")
    return {row["case"]: row for row in answer.json}


def states(marg: Marg) -> list[str]:
    return [row["state"] for row in rows(marg).values()]


def test_one_key_each_and_a_text_with_its_marks(asked: Marg, place: Place):
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        terminal.until("n nil return, s will speak, t text, k skip, u undo, q quit")
        terminal.until("M26-001  QF")
        terminal.press("n")
        terminal.until("M26-002  AP")
        terminal.press("S")
        terminal.until("M26-003  IL")
        terminal.press("t")
        terminal.until("What does it say?")
        terminal.press("Seen “twice”, né [b]\n")
        terminal.until("f fact or p perception")
        terminal.press("p")
        terminal.until("About somebody else too?")
        terminal.press("y")
        terminal.until("Criminal-offence data?")
        terminal.press("n")
        assert terminal.end() == 0
        assert "3 answers kept. GLOW has answered everything" in terminal.seen
    assert states(asked) == ["nil", "speak", "returned"]
    (shared,) = asked("info", "list", "--format", "json").json
    assert (shared["text"], shared["kind"]) == ("Seen “twice”, né [b]", "perception")
    assert (shared["third_party"], shared["criminal"]) == (True, False)


def test_undo_comes_back_to_the_case_and_skip_leaves_it(asked: Marg, place: Place):
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        terminal.until("M26-001")
        terminal.press("u")
        terminal.until("nothing to undo")
        terminal.until("M26-001")
        terminal.press("n")
        terminal.until("M26-002")
        terminal.press("u")
        terminal.until("undone")
        terminal.until("M26-001")
        terminal.press("\x1b[A")
        terminal.press("k")
        terminal.until("M26-002")
        terminal.press("s")
        terminal.until("M26-003")
        terminal.press("q")
        assert terminal.end() == 0
        assert "1 answer kept, 2 are left: marg trawl return GLOW" in terminal.seen
    assert states(asked) == ["asked", "speak", "asked"]


def test_a_kill_loses_nothing_that_was_acknowledged(asked: Marg, place: Place):
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        terminal.until("M26-001")
        terminal.press("n")
        terminal.until("M26-002")
        terminal.running.send_signal(signal.SIGKILL)
        terminal.running.wait(PATIENCE)
    assert states(asked) == ["nil", "asked", "asked"]


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_the_walk_is_left_with_ctrl_c_or_ctrl_d_and_what_was_kept_stays(
    asked: Marg, place: Place, key: str
):
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        terminal.until("M26-001")
        terminal.press("n")
        terminal.until("M26-002")
        terminal.press(key)
        assert terminal.end() == (130 if key == "\x03" else 0)
    assert states(asked) == ["nil", "asked", "asked"]


@pytest.mark.usefixtures("asked")
def test_for_a_full_room_there_are_no_initials(place: Place):
    with at_a_terminal(place, "trawl", "return", "GLOW", "--room") as terminal:
        terminal.until("M26-001")
        terminal.press("q")
        terminal.end()
        assert "QF" not in terminal.seen


def test_the_next_walk_begins_where_this_one_ended(asked: Marg, place: Place):
    asked("trawl", "return", "GLOW", "M26-001", "--nil")
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        terminal.until("2 cases for Tuesday 8 December 2026")
        terminal.until("M26-002")
        terminal.press("n")
        terminal.until("M26-003")
        terminal.press("n")
        assert terminal.end() == 0
    with at_a_terminal(place, "trawl", "return", "GLOW") as terminal:
        assert terminal.end() == 0
        assert "GLOW has answered everything" in terminal.seen
