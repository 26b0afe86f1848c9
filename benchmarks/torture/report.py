"""The results as a table that the README points to."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.torture.figure import Figure

RESULTS = Path(__file__).parents[1] / "torture.md"

INTRODUCTION = """\
# How hard to break

What a register survives. After every kill, cut and fault it is opened as a command opens it, held
against SQLite's and SQLCipher's own checks and the audit's chain, and read to the last row: every
change that was acknowledged must be there, and one that was not, wholly or not at all. Exactly
one key opens it for each who is on its list, a backup is whole or not there, what a restore put
aside is whole too, and the next command mends what was left. After every kill and fault all files
are searched for bare keys, passphrases, names and the head of a plain database.

Made by `make torture` on {day} (seed {seed}; {machine}).

| what | how many | promised | found | |
|---|--:|---|---|---|
"""


def table(figures: Sequence[Figure], *, seed: int) -> str:
    """Write the whole page."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    day = datetime.now(UTC).date().isoformat()
    head = INTRODUCTION.format(day=day, seed=seed, machine=machine)
    return head + "".join(f"{line(figure)}\n" for figure in figures)


def line(figure: Figure) -> str:
    """One row."""
    met = "met" if figure.is_met else "**not met**"
    return f"| {figure.what} | {figure.many:,} | {figure.target} | {figure.found} | {met} |"
