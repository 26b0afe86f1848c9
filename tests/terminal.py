"""A terminal of its own for a program that asks, or takes single keys."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

import pytest

from tests.conftest import Place

AT_A_TERMINAL = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""

PATIENCE = 20
"""Seconds to wait for words on a screen."""


def answered(command: list[str], answer: str) -> tuple[int, str]:
    """Run a command at a terminal of its own, answer its first question, and see its screen."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *command], stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        screen = b""
        while b"assphrase" not in screen:
            screen += os.read(ours, 1024)
        os.write(ours, answer.encode() + b"\n")
        while True:
            try:
                screen += os.read(ours, 1024)
            except OSError:  # how a terminal says that nobody holds its other end any more
                break
    os.close(ours)
    return running.returncode, screen.decode()


class Terminal:
    """A terminal of its own with a command in it."""

    def __init__(self, running: subprocess.Popen[bytes], screen: int) -> None:
        self.running = running
        self._screen = screen
        self.seen = ""
        self._passed = 0

    def until(self, words: str) -> None:
        """Wait until *words* stand on the screen after what was waited for before."""
        while (at := self.seen.find(words, self._passed)) < 0:
            assert select([self._screen], [], [], PATIENCE)[0], f"{words!r} never came: {self.seen}"
            try:
                self.seen += os.read(self._screen, 1024).decode()
            except OSError:
                pytest.fail(f"{words!r} never came: {self.seen}")
        self._passed = at + len(words)

    def press(self, keys: str) -> None:
        if keys < " ":
            self._awaits_keys()
        os.write(self._screen, keys.encode())

    def _awaits_keys(self) -> None:
        """Wait until the program waits: what comes a moment before, Python hears with the next."""
        state = Path(f"/proc/{self.running.pid}/stat")
        until = time.monotonic() + PATIENCE
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "S":
            assert time.monotonic() < until, self.seen
            time.sleep(0.01)

    def end(self) -> int:
        while True:
            assert select([self._screen], [], [], PATIENCE)[0], f"It never ended: {self.seen}"
            try:
                self.seen += os.read(self._screen, 1024).decode()
            except OSError:
                return self.running.wait(PATIENCE)


@contextmanager
def at_a_terminal(place: Place, *words: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", AT_A_TERMINAL, sys.executable, "-m", "marg_cli", *words]
    environ = {**os.environ, **place.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as ran:
        os.close(theirs)
        try:
            yield Terminal(ran, ours)
        finally:
            ran.kill()
            os.close(ours)
