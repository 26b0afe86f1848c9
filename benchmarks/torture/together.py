"""Let several processes write to one register at once."""

from __future__ import annotations

from benchmarks.torture.figure import Figure
from benchmarks.torture.place import ADDED, Place
from benchmarks.torture.state import sound
from benchmarks.torture.workload import running


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
