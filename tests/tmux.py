"""A real terminal, as tmux draws it: keys go in, and what can be read on it comes out."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]
PATIENCE = 20.0
SETTINGS = ("set -g remain-on-exit on", "set -g default-terminal xterm", "set -sg escape-time 0")


PROGRAM = """
import os, sys
from marg_cli.cli.shell import idle
idle.MINUTE = float(sys.argv[1])
from marg_cli.cli.app import run
sys.exit(run(sys.argv[2:], os.environ))
"""
"""The program, with minutes as long as a test can wait for."""


class Screen:
    """One window with one command in it."""

    def __init__(
        self,
        folder: Path,
        environ: dict[str, str],
        *command: str,
        size: tuple[int, int] = (80, 24),
        minute: float = 60.0,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self._socket = str(folder / "tmux")
        environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
            "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"],
            "LANG": "C.UTF-8",
            **environ,
        }
        set_in = " ".join(f"{name}={shlex.quote(value)}" for name, value in environ.items())
        run = shlex.join([sys.executable, "-c", PROGRAM, str(minute), *command])
        columns, rows = map(str, size)
        (folder / "tmux.conf").write_text("\n".join(SETTINGS))
        start = ["-f", str(folder / "tmux.conf"), "new-session", "-d", "-x", columns, "-y", rows]
        self._tmux(*start, f"exec env -i TERM=xterm {set_in} {run}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server")

    def press(self, *keys: str) -> None:
        """Press keys by their names: Enter, Up, C-d."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text, no key of it special."""
        self._tmux("send-keys", "-l", text)

    def line(self, text: str) -> None:
        """Type a line and Enter."""
        self.type(text)
        self.press("Enter")

    def paste(self, text: str) -> None:
        """Paste a text of several lines, as a terminal does."""
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def text(self) -> str:
        """What can be read on it now."""
        return self._tmux("capture-pane", "-p")

    @property
    def process(self) -> int:
        """The process in it."""
        return int(self.tells("#{pane_pid}"))

    def see(self, text: str) -> str:
        """Wait until that can be read; answers the whole screen."""
        return self._wait(lambda shown: text in shown, text)

    def not_see(self, text: str) -> str:
        """Wait until that cannot be read any more."""
        return self._wait(lambda shown: text not in shown, text)

    def ends(self) -> int:
        """Wait until the command has ended; answers its exit code.

        tmux 3.3 can miss the signal that its child has ended; sent again, it is heard.
        """
        until = time.monotonic() + PATIENCE
        while not (ended := self.tells("#{pane_dead_status}")):
            assert time.monotonic() < until, self.text
            if self.tells("#{pane_dead}") == "1":
                os.kill(int(self.tells("#{pid}")), signal.SIGCHLD)
            time.sleep(0.05)
        return int(ended)

    def tells(self, what: str) -> str:
        """What tmux knows of the window, by the name it has for that."""
        return self._tmux("display-message", "-p", what).strip()

    def _wait(self, holds: Callable[[str], bool], text: str) -> str:
        until = time.monotonic() + PATIENCE
        while not holds(shown := self.text):
            assert time.monotonic() < until, f"{text!r}\n{shown}"
            time.sleep(0.05)
        return shown

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *words], capture_output=True, text=True, check=True
        )
        return done.stdout
