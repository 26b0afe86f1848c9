"""Let several processes use one register at once."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.torture.figure import Figure
from benchmarks.torture.holders import astray
from benchmarks.torture.place import ADDED, ROOT, Place, call
from benchmarks.torture.state import sound
from benchmarks.torture.workload import running
from marg_cli.errors import Exit

AUDIT_REFS = 4
"""The place of what a row is about, among what is compared of the audit."""


def writing_together(base: Place, *, processes: int, writes: int) -> Figure:
    """Each process adds so many actions: each is told that all are done, and all are there."""
    with base.copied() as place:
        before = len(sound(place)["action"])
        started = [running(place, [ADDED] * writes) for _ in range(processes)]
        answers = [process.communicate()[0].splitlines() for process in started]
        rows = len(sound(place)["action"]) - before
    acknowledged = sum(len(lines) for lines in answers)
    what = f"{processes} processes that add {writes} actions each at once"
    all_of_them = processes * writes
    broken = []
    if (acknowledged, rows) != (all_of_them, all_of_them):
        broken.append(f"{acknowledged} acknowledged, {rows} there")
    return Figure(what, all_of_them, f"{all_of_them} rows", f"{rows} rows", broken)


def rotating_together(base: Place, *, rotations: int) -> Figure:
    """Change the key again and again while one holder reads in it and another one writes."""
    broken, done = [], 0
    with base.copied() as place:
        reader, writer = _holding(place, "read"), _holding(place, "write")
        for number in range(1, rotations + 1):
            answer = call(place, ("key", "recovery", "--yes"))
            done += answer.returncode == Exit.DONE
            if answer.returncode not in {Exit.DONE, Exit.BUSY}:
                broken.append(f"rotation {number} ended with {answer.returncode}: {answer.stderr}")
        read, written = _stopped(reader), _stopped(writer)
        state = sound(place)
        broken += astray(place)
    kept = {row[AUDIT_REFS] for row in state["audit"]}
    writes = [line for line in written if line.isdecimal()]
    lost = [line for line in writes if f"written-{line}" not in kept]
    broken += [f"write {line} was acknowledged and is lost" for line in lost]
    broken += [line for line in read if "changed" in line]
    if not (done and writes and "again" in read and "again" in written):
        broken.append("they never met")
    what = "changes of the key while somebody reads in a transaction and somebody else writes"
    found = f"{done} done, {len(lost)} of {len(writes):,} writes lost"
    return Figure(what, rotations, "done or told to wait, 0 writes lost", found, broken)


def _holding(place: Place, what: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.torture.holding", what],
        env=place.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )


def _stopped(process: subprocess.Popen[str]) -> list[str]:
    """End it; answers what it said. Raises RuntimeError where it failed."""
    said = process.communicate("over\n")[0].splitlines()
    if process.returncode != 0:
        raise RuntimeError(f"it ended with {process.returncode}, having said {said[-3:]}")
    return said
