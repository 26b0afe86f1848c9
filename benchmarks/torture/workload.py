"""Commands that follow one another, each acknowledged once it is done."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.torture.place import ADDED, MIXED, ROOT, Place, Words
from benchmarks.torture.state import State, but_last_row, sound
from benchmarks.torture.steps import ran

BACKUP, RESTORE = ("register", "backup"), ("register", "restore")
STEPS = [sys.executable, "-m", "benchmarks.torture.steps"]


def workload(place: Place, rounds: int = 2) -> list[Words]:
    """Every mixed command so many times, with one more change before each undo."""
    once = [each for name in MIXED for each in _with_something_to_undo(place, name)]
    again = [each for each in once if each[:2] != ("action", "done")]
    return once + again * (rounds - 1)


def states_after(place: Place, commands: list[Words]) -> list[State]:
    """What the register holds after each command."""
    return [sound(place) for _ in ran(commands, place.environ)]


def may_be(commands: list[Words], states: list[State], done: int) -> list[State]:
    """What a register may hold when so many commands were acknowledged: the next may be done too.

    *states* is what it held before the first command, and then after each. A backup writes a line
    in the audit before its file, and one after it.
    """
    allowed = states[done : done + 2]
    if done < len(commands) and commands[done][:2] == BACKUP:
        allowed.append(but_last_row(states[done + 1]))
    return allowed


def _with_something_to_undo(place: Place, name: str) -> list[Words]:
    words = place.words(name)
    return [ADDED, words] if name == "undo" else [words]


def running(place: Place, commands: Sequence[Words]) -> subprocess.Popen[bytes]:
    """Start a process that runs them all, and says the number of each on standard output."""
    return subprocess.Popen(
        [*STEPS, "EXTRA", json.dumps(commands)],
        env=place.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
