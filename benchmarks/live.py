"""Minutes taken live: what a line costs, in a meeting of twelve cases."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.items import MARG, Figure
from benchmarks.measure import CONTROL, CONTROL_SECONDS, spent
from benchmarks.meetings import NEXT, meeting_register

CASES, ACTIONS, LINES, ROUNDS = 12, 300, 200, 3
SECONDS = 0.005
SAID = (
    "He was seen twice by the outreach worker.",
    "= keep open because risk rising",
    "> POL duty worker: visit with outreach by 2 weeks #direct",
    "! others POL=high agreed=medium",
)


def live(folder: Path) -> Iterator[Figure]:
    """Take so many lines over so many cases, and again without one of them."""
    place = meeting_register(folder, cases=CASES, actions=ACTIONS)
    few, many = folder / "few-lines.txt", folder / "many-lines.txt"
    few.write_text("", "utf-8")
    many.write_text("".join(f"{line}\n" for line in typed()), "utf-8")

    def seconds(lines: Path) -> float:
        command = f"exec {shlex.join(MARG)} minutes take {NEXT.ref} < {lines}"
        return spent(["sh", "-c", command], place.environ)

    seconds(few)
    pairs = [(seconds(many) - seconds(few), spent(CONTROL, place.environ)) for _ in range(ROUNDS)]
    ratios = [more / LINES / control for more, control in pairs]
    each = median(more for more, _ in pairs) / LINES
    what = f"a line of {LINES} in marg minutes take, {CASES} cases"
    most = SECONDS / CONTROL_SECONDS
    yield Figure("3", what, CONTROL[-1], most, median(ratios), each * 1000)


def typed() -> Iterator[str]:
    """The lines of one meeting, case by case."""
    for number in range(LINES):
        if number * CASES % LINES < CASES:
            yield f"/M26-{number * CASES // LINES + 1:03d}"
        yield SAID[number % len(SAID)]
