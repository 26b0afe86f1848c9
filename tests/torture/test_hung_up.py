"""A restore that is asked about at a terminal, and the terminal or the command ends instead."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest

from benchmarks.torture.place import MARG, Place, call
from benchmarks.torture.state import sound
from tests.terminal import AT_A_TERMINAL

QUESTION = b"Type its name"


class Asked(NamedTuple):
    """A command that waits for an answer, and our end of its terminal."""

    running: subprocess.Popen[bytes]
    terminal: int


@pytest.fixture
def place(base: Place) -> Iterator[Place]:
    with base.copied() as copy:
        yield copy


@pytest.fixture
def asked(place: Place) -> Iterator[Asked]:
    """A restore that asks for the register's name."""
    ours, theirs = pty.openpty()
    words = ["register", "restore", str(place.stick / "group.margbackup")]
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *MARG, *words],
        env=place.environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        screen = b""
        while QUESTION not in screen:
            screen += os.read(ours, 1024)
        yield Asked(running, ours)
        running.kill()
    with suppress(OSError):
        os.close(ours)


def hidden(place: Place) -> list[str]:
    return [part.name for part in place.home.iterdir() if part.name.startswith(".register")]


def hang_up(asked: Asked) -> None:
    os.close(asked.terminal)


def terminate(asked: Asked) -> None:
    asked.running.send_signal(signal.SIGTERM)


def interrupt(asked: Asked) -> None:
    os.write(asked.terminal, b"\x03")


@pytest.mark.parametrize("end", [hang_up, terminate, interrupt])
def test_a_restore_that_is_ended_at_its_question_leaves_nothing_behind(
    place: Place, asked: Asked, end: Callable[[Asked], None]
) -> None:
    before = sound(place)
    assert hidden(place)
    end(asked)
    assert asked.running.wait(30) == 130
    assert hidden(place) == []
    assert sound(place) == before


def test_what_a_restore_killed_at_its_question_leaves_is_found_and_cleared_by_the_next(
    place: Place, asked: Asked
) -> None:
    before = sound(place)
    asked.running.kill()
    asked.running.wait()
    assert len(hidden(place)) == 1
    assert sound(place) == before
    check = call(place, ("register", "check"))
    assert (check.returncode, hidden(place)[0] in check.stdout) == (3, True)
    restored = call(place, ("register", "restore", str(place.stick / "group.margbackup"), "--yes"))
    assert (restored.returncode, hidden(place)) == (0, [])
    assert len([part for part in place.home.iterdir() if "before-restore" in part.name]) == 1


def test_what_others_write_while_a_restore_asks_is_never_put_aside_unsaid(
    place: Place, asked: Asked
) -> None:
    assert call(place, ("config", "set", "group.name", "Quay")).returncode == 0
    os.write(asked.terminal, b"register\n")
    with suppress(OSError):
        while os.read(asked.terminal, 1024):
            pass
    assert asked.running.wait(30) == 11
    assert ("group.name", "Quay") in sound(place)["setting"]
    assert hidden(place) == []
