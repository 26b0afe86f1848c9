from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from marg_cli.cli.app import run
from tests.cli.shell.terminal import Terminal
from tests.conftest import Marg, Place
from tests.leaks.seeded import found_in

PROMPT = "marg>"
WORDS = "correct horse battery staple"
CLEARED = b"\x1b[H\x1b[2J\x1b[3J"


@pytest.fixture
def shell(place: Place) -> Iterator[Terminal]:
    """A shell at a terminal, past its first prompt."""
    with Terminal(place.environ) as terminal:
        terminal.see(PROMPT)
        yield terminal


@pytest.fixture
def secret(place: Place, tmp_path: Path) -> dict[str, str]:
    """The environment of a register that a passphrase opens."""
    file = tmp_path / "words"
    file.write_text(WORDS)
    file.chmod(0o600)
    environ = {"MARG_STORE": str(tmp_path / "locked"), "MARG_TODAY": "2026-11-23"}
    start = ["init", "--group", "G", "--holder", "ann", "--sharing", "core"]
    assert run(start, {**environ, "MARG_PASSPHRASE_FILE": str(file)}) == 0
    assert place
    return environ


def test_commands_are_typed_one_after_another_and_ctrl_d_leaves(shell: Terminal, marg: Marg):
    shell.line("agency add Glow --code GLOW")
    shell.see("GLOW added")
    shell.see(PROMPT)
    shell.line("agency show NONE")
    shell.see("No agency NONE")
    shell.see(PROMPT)
    shell.type("\x04")
    assert shell.ends() == 0
    assert [a["code"] for a in marg("agency", "list", "--format", "json").json] == ["GLOW"]


@pytest.mark.parametrize("word", ["exit", "quit"])
def test_exit_and_quit_leave(shell: Terminal, word: str):
    shell.line(word)
    assert shell.ends() == 0


def test_what_is_missing_is_asked_for(shell: Terminal, marg: Marg):
    shell.line("agency add")
    shell.see("What is the agency called?")
    shell.line("Glow Trust")
    shell.see("Which code?")
    shell.line("glow")
    shell.see(PROMPT)
    assert marg("agency", "show", "GLOW", "--format", "json").json["name"] == "Glow Trust"


def test_a_text_by_a_dash_ends_with_a_full_stop_or_with_ctrl_d(shell: Terminal, marg: Marg):
    shell.line("agency add Glow --code GLOW")
    shell.see(PROMPT)
    for end in (".\r", "\x04"):
        shell.line("action add group - --agency GLOW --owner Wren --due friday")
        shell.see("A line with a single full stop, or Ctrl-D, ends it.")
        shell.line("Ring them")
        shell.line("twice")
        shell.type(end)
        shell.see("added")
        shell.see(PROMPT)
    found = marg("action", "list", "--format", "json").json
    assert [action["what"] for action in found] == ["Ring them\ntwice"] * 2


def test_ctrl_c_at_the_prompt_clears_the_line(shell: Terminal):
    shell.type("agency frobnicate\x03")
    shell.see(PROMPT)
    shell.line("status")
    shell.see("Next meeting")


def test_ctrl_c_in_a_command_stops_it_and_nothing_is_changed(shell: Terminal, marg: Marg):
    shell.line("agency add")
    shell.see("What is the agency called?")
    shell.type("\x03")
    shell.see("Interrupted.")
    shell.see(PROMPT)
    shell.line("agency add Lamp --code LAMP")
    shell.see("LAMP added")
    assert [a["code"] for a in marg("agency", "list", "--format", "json").json] == ["LAMP"]


def test_the_arrow_brings_back_a_line_and_tab_completes_one(shell: Terminal):
    shell.line("agency add Glow --code GLOW")
    shell.see(PROMPT)
    shell.type("agen\t")
    shell.see("agency")
    shell.type(" show gl\t\r")
    shell.see("Glow")
    shell.see(PROMPT)
    shell.type("\x1b[A\r")
    shell.see("Glow")


def test_a_pasted_block_is_as_many_commands(shell: Terminal, marg: Marg):
    lines = "agency add Glow --code GLOW\ragency add Lamp --code LAMP"
    shell.type(f"\x1b[200~{lines}\x1b[201~\r")
    shell.see("LAMP added")
    assert len(marg("agency", "list", "--format", "json").json) == 2


def test_nothing_typed_is_left_on_the_disk(place: Place, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    names = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    with Terminal({**place.environ, **dict.fromkeys(names, str(home))}) as terminal:
        terminal.see(PROMPT)
        terminal.line("case find Quimbleforth")
        terminal.see("No case")
        terminal.line("agency add Quimbleforth --code GLOW")
        terminal.see("added")
        terminal.see(PROMPT)
        terminal.line("exit")
        assert terminal.ends() == 0
    left = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {file.name for file in left} >= {"register.db", "store.json"}
    assert [file for file in left if found_in(file.read_bytes(), ["Quimbleforth"])] == []
    assert list(home.rglob("*")) == []


def test_lock_clears_the_screen_and_asks_for_the_passphrase_again(secret: dict[str, str]):
    with Terminal(secret) as terminal:
        terminal.see("Passphrase of ann: ")
        terminal.line("not the words")
        terminal.see("That passphrase does not open this key.")
        terminal.see("Passphrase of ann: ")
        terminal.line(WORDS)
        terminal.see(PROMPT)
        terminal.line("agency add Quimbleforth --code GLOW")
        terminal.see(PROMPT)
        terminal.line("lock")
        terminal.see("as you asked.")
        assert CLEARED in terminal.sent
        terminal.see("exit and Enter:")
        terminal.line("")
        terminal.see("Passphrase of ann: ")
        terminal.line("not the words")
        terminal.see("exit and Enter:")
        terminal.line("")
        terminal.see("Passphrase of ann: ")
        terminal.line(WORDS)
        terminal.see(PROMPT)
        terminal.type("\x1b[A")  # there is no line to bring back
        terminal.line("status")
        assert "Quimbleforth" not in terminal.see("Next meeting")
        terminal.see(PROMPT)
        terminal.type("\x04")
        assert terminal.ends() == 0
        assert "correct" not in terminal.sent.decode()


def test_a_shell_nobody_touches_locks_and_drops_the_line_that_was_begun(place: Place):
    with Terminal(place.environ, "--idle", "2", minute=1.0) as terminal:
        terminal.see(PROMPT)
        terminal.type("case find Quimbleforth")
        terminal.see("Locked at")
        terminal.see("nobody pressed a key for 2 minutes.")
        terminal.see("exit and Enter:")
        terminal.line("")
        terminal.see(PROMPT)
        terminal.line("status")
        assert "Quimbleforth" not in terminal.see("Next meeting")


def test_a_question_nobody_answers_locks_too_and_changes_nothing(place: Place, marg: Marg):
    with Terminal(place.environ, "--idle", "2", minute=1.0) as terminal:
        terminal.see(PROMPT)
        terminal.line("agency add Glow")
        terminal.see("Which code?")
        terminal.see("Locked at")
        terminal.see("exit and Enter:")
        terminal.line("exit")
        assert terminal.ends() == 0
    assert marg("agency", "list", "--format", "json").json == []


def test_a_key_now_and_then_keeps_the_shell_open_but_not_past_its_hours(place: Place):
    with Terminal(place.environ, "--idle", "719", minute=0.006) as terminal:
        terminal.see(PROMPT)
        while b"Locked" not in terminal.sent:
            terminal.type("x")
            terminal.look()
        terminal.see("it was open for 12 hours.")


@pytest.mark.parametrize("how", ["\x1b[19~", "blank\r"])
def test_the_screen_goes_blank_until_the_next_key(shell: Terminal, how: str):
    shell.type(how)
    while b"\x1b[?1049h" not in shell.sent:
        shell.look()
    assert b"\x1b[?1049l" not in shell.sent
    while b"\x1b[?1049l" not in shell.sent:
        shell.type("x")
        shell.look()
    shell.type("\x03")
    shell.see(PROMPT)
    shell.line("status")
    shell.see("Next meeting")


def test_a_blank_screen_nobody_touches_locks_too(place: Place):
    with Terminal(place.environ, "--idle", "2", minute=1.0) as terminal:
        terminal.see(PROMPT)
        terminal.type("\x1b[19~")
        terminal.see("Locked at")
        assert terminal.sent.index(b"\x1b[?1049l") < terminal.sent.index(CLEARED)


def test_on_a_dumb_terminal_lines_are_read_plainly(place: Place):
    with Terminal(place.environ, term="dumb") as terminal:
        terminal.see(PROMPT)
        terminal.line("status")
        terminal.see("Next meeting")
        terminal.line("blank")
        terminal.see("This terminal cannot be blanked.")
        assert b"\x1b[" not in terminal.sent
        terminal.type("\x03")
        terminal.see(PROMPT)
        terminal.type("\x04")
        assert terminal.ends() == 0


def test_a_dumb_terminal_locks_too(place: Place):
    with Terminal(place.environ, "--idle", "1", minute=1.0, term="dumb") as terminal:
        terminal.see(PROMPT)
        terminal.see("Locked at")


def test_without_a_register_the_shell_says_how_to_start_and_can(place: Place, tmp_path: Path):
    environ = {**place.environ, "MARG_STORE": str(tmp_path / "none")}
    with Terminal(environ) as terminal:
        terminal.see("There is no register there.")
        terminal.see(PROMPT)
        terminal.line("--version")
        terminal.see("marg 0.")


def test_the_screen_for_the_room_says_that_it_is(place: Place):
    with Terminal(place.environ, "--room") as terminal:
        terminal.see("This screen is for the room")
        terminal.see("(room)>")
        terminal.line("case find x")
        terminal.see("marg case find is not for the room")


def test_a_day_that_stands_in_for_today_is_told_once(shell: Terminal):
    shell.line("action overdue")
    shell.see(PROMPT)
    shell.line("exit")
    shell.ends()
    assert shell.sent.decode().count("Today is taken to be") == 1


def test_an_editor_is_opened_and_closed(place: Place, marg: Marg, tmp_path: Path):
    marg("agency", "add", "Glow", "--code", "GLOW")
    marg("action", "add", "group", "Ring", "--agency", "GLOW", "--due", "friday")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Rang twice" > "$1"\n')
    editor.chmod(0o700)
    with Terminal({**place.environ, "EDITOR": str(editor), "TMPDIR": str(tmp_path)}) as terminal:
        terminal.see(PROMPT)
        terminal.line("action progress A1 --edit")
        terminal.see("A1 noted")
    assert marg("action", "show", "A1", "--format", "json").json["story"][0]["text"] == "Rang twice"


def test_a_terminal_whose_window_is_closed_ends_the_shell(shell: Terminal):
    os.kill(shell.running.pid, 1)
    shell.running.wait(30)
