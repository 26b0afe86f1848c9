"""The results as a table that the README points to."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.items import Figure

RESULTS = Path(__file__).with_name("results.md")

INTRODUCTION = """\
# How fast

CPU time of whole commands, from start to end, as the median of ratios against a control that is run
in turn with it: a busy or slow machine is fair to both. Every action measured is open.
Item 7 is the query alone, in one process that has the register open.

Made by `make bench` on {day} ({rounds} rounds; {machine}).
Peers not installed there, and so not measured: {missing}.

| item | what | against | at most | measured | ms | |
|--:|---|---|--:|--:|--:|---|
"""


def table(figures: Sequence[Figure], *, rounds: int, missing: Sequence[str]) -> str:
    """Write the whole page."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    head = INTRODUCTION.format(
        day=datetime.now(UTC).date().isoformat(),
        rounds=rounds,
        machine=machine,
        missing=", ".join(missing) or "none",
    )
    return head + "".join(f"{line(figure)}\n" for figure in figures)


def line(figure: Figure) -> str:
    """One row."""
    met = "met" if figure.is_met else "**not met**"
    return (
        f"| {figure.item} | {figure.what} | {figure.against} | {figure.most:.2f} | "
        f"{figure.ratio:.2f} | {figure.milliseconds:.0f} | {met} |"
    )
