"""Transcripts: commands with what they print, run for real and compared line by line.

`$ command`, `> ` what it prints, `! ` what it says beside the answer, `? ` its exit code (0 when
left out). A line that is `…` stands for any number of lines, a `…` inside a line for any text.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ANYTHING = "…"


class Step(NamedTuple):
    """One command of a transcript and what is expected of it."""

    command: str
    out: list[str]
    err: list[str]
    code: int


def steps(text: str) -> list[Step]:
    """Read a transcript; lines that begin with # are for the reader."""
    found: list[Step] = []
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        match mark:
            case "$":
                found.append(Step(rest, [], [], 0))
            case ">":
                found[-1].out.append(rest)
            case "!":
                found[-1].err.append(rest)
            case "?":
                found[-1] = found[-1]._replace(code=int(rest))
            case "#" | "":
                continue
            case _:
                raise ValueError(f"no transcript has a line like: {line}")
    return found


class Person:
    """Somebody at a terminal of their own, who types one command after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        home = folder / "home"
        home.mkdir()
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }

    def types(self, command: str, *, together: bool = False) -> subprocess.CompletedProcess[str]:
        """Run one line; `export NAME=value` stays for those after it."""
        words = shlex.split(command)
        if words[0] == "export":
            self.environ |= dict(word.split("=", 1) for word in words[1:])
            return subprocess.CompletedProcess(words, 0, "", "")
        script = re.sub(r"\bmarg ", f"{shlex.quote(sys.executable)} -m marg_cli ", command, count=1)
        return subprocess.run(
            ["/bin/sh", "-c", script],
            cwd=self._folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if together else subprocess.PIPE,
            text=True,
            check=False,
        )


def matches(expected: list[str], printed: str) -> bool:
    """Whether what was printed is what was expected, with `…` for anything."""
    pattern = "".join(
        "(?:.*\n)*?" if line.strip() == ANYTHING else f"{_line(line)}\n" for line in expected
    )
    text = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, text) is not None


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split(ANYTHING))
