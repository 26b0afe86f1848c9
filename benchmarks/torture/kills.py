"""Kill commands: at each of their system calls, and at any time."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.torture import strace
from benchmarks.torture.aftermath import Aftermath
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import MIXED, OTHERS, SPEAKS_FIRST, Place, Words
from benchmarks.torture.state import State, sound
from benchmarks.torture.workload import may_be, running, states_after, workload

ROTATION = ("key remove", "key recovery")
ERASURE = ("subject erase",)
OTHERWISE = tuple(name for name in (*MIXED, *OTHERS) if name not in ROTATION + ERASURE)
MANY = 4
TRIES = 3
TOLD = "0 lost, 0 damaged"


def at_calls(
    base: Place,
    scratch: Path,
    *,
    seed: int,
    commands: Sequence[str] = (*ROTATION, *OTHERWISE),
    most: int | None = None,
) -> Figure:
    """Kill commands at each of their calls; *most* is a share, drawn by lot."""
    points, after = [], {}
    for name in commands:
        after[name] = Aftermath(base, name)
        with base.copied() as place:
            points += [(name, at) for at in strace.calls(place, name, scratch)]
    if most is not None:
        points = random.Random(seed).sample(points, most)  # noqa: S311 - a lot that can be redrawn
    broken = []
    for name, at in points:
        with _killed_at(base, scratch, name, at) as (place, ended):
            said = ended.answer or (ended.said and name not in SPEAKS_FIRST)
            acknowledged = ended.code == 0 or bool(said)
            broken += [
                f"{name} killed at {at.name} {at.number} (seed {seed}): {problem}"
                for problem in after[name].problems(place, acknowledged=acknowledged)
            ]
    each = "each system call that changes" if most is None else "some system calls that change"
    what = f"{_called(commands)} killed at {each} a file"
    return Figure(what, len(points), TOLD, f"{len(broken)} lost or damaged", broken)


@contextmanager
def _killed_at(
    base: Place, scratch: Path, name: str, at: strace.Call
) -> Iterator[tuple[Place, strace.Ended]]:
    """A copy in which a command was killed at a call; tried anew where it made other calls."""
    for tries_left in reversed(range(TRIES)):
        with base.copied() as place:
            try:
                ended = strace.killed(place, name, scratch, at)
            except strace.NotDone:
                if tries_left:
                    continue
                raise
            yield place, ended
            return


def _called(commands: Sequence[str]) -> str:
    return " and ".join(commands) if len(commands) < MANY else f"{len(commands)} commands"


def at_random(base: Place, *, seed: int, many: int, rounds: int = 2) -> Figure:
    """Kill commands that follow each other at any time."""
    with base.copied() as place:
        states = [sound(base), *states_after(place, workload(place, rounds))]
    lot = random.Random(seed)  # noqa: S311 - a lot that can be redrawn
    first, last = _times(base, rounds)
    broken, reached = [], set()
    for number in range(1, many + 1):
        delay = lot.uniform(first * 0.8, last)
        with base.copied() as place:
            commands = workload(place, rounds)
            done = _killed_after(place, commands, delay)
            reached.add(done)
            broken += [
                f"kill {number} (seed {seed}), {done} commands acknowledged: {problem}"
                for problem in _problems(place, may_be(commands, states, done))
            ]
    what = f"mixed commands in a row killed at random times, after 0 to {max(reached)} of them"
    return Figure(what, many, "0 lost, 0 damaged", f"{len(broken)} lost or damaged", broken)


def _problems(place: Place, allowed: list[State]) -> list[str]:
    try:
        state = sound(place)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the register did not open
        return [f"damaged: {type(fault).__name__}: {fault}"]
    return [] if state in allowed else ["a change is lost, or half of one is there"]


def _times(base: Place, rounds: int) -> tuple[float, float]:
    """Seconds until the first command is acknowledged, and the last."""
    with base.copied() as place, running(place, workload(place, rounds)) as process:
        began = time.monotonic()
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        answered = [time.monotonic() - began for _ in process.stdout]
        if process.wait() != 0:
            raise RuntimeError(f"the commands ended with {process.returncode}")
    return answered[0], answered[-1]


def _killed_after(place: Place, commands: list[Words], seconds: float) -> int:
    """How many commands were acknowledged before the kill."""
    with running(place, commands) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        answered, _ = process.communicate()
    return len(answered.splitlines())
