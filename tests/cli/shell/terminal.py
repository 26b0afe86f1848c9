"""A terminal of its own with a shell in it, as a person sits before one."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tests.terminal import AT_A_TERMINAL

ROOT = Path(__file__).parents[3]
PATIENCE = 15.0
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()].|[=>])|\r")

SHELL = """
import os, sys
from marg_cli.cli.shell import idle
idle.MINUTE = float(sys.argv[1])
from marg_cli.cli.app import run
sys.exit(run(["shell", *sys.argv[2:]], os.environ))
"""


class Terminal:
    """What is typed into it, and what can be seen on it."""

    def __init__(
        self, environ: dict[str, str], *options: str, minute: float = 60.0, term: str = "xterm"
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "TERM": term,
            "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
            **environ,
        }
        command = [sys.executable, "-c", SHELL, str(minute), *options]
        self.running = subprocess.Popen(
            [sys.executable, "-c", AT_A_TERMINAL, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=self.environ,
        )
        os.close(theirs)
        self.sent = b""
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.running.kill()
        self.running.wait()
        os.close(self._ours)

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self._ours, text.encode())

    def line(self, text: str) -> None:
        """Type a line and Enter."""
        self.type(f"{text}\r")

    def see(self, text: str) -> str:
        """Wait until that can be read after what was seen before; answers what came before it."""
        until = time.monotonic() + PATIENCE
        while (at := self._text().find(text, self._seen)) < 0:
            assert time.monotonic() < until, f"{text!r} is not in {self._text()[self._seen :]!r}"
            self.look()
        found = self._text()[self._seen : at]
        self._seen = at + len(text)
        return found

    def ends(self) -> int:
        """Wait until it ends; answers its exit code."""
        until = time.monotonic() + PATIENCE
        while self.running.poll() is None:
            assert time.monotonic() < until, self._text()[self._seen :]
            self.look()
        return self.running.returncode

    def look(self) -> None:
        """Take in what the screen shows by now."""
        if select.select([self._ours], [], [], 0.05)[0]:
            try:
                self.sent += os.read(self._ours, 65536)
            except OSError:  # nobody holds its other end any more
                time.sleep(0.05)

    def _text(self) -> str:
        return ESCAPES.sub("", self.sent.decode("utf-8", "replace"))
