"""`make bench`: measure, print as it goes, and write the results."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from benchmarks.items import commands, help_page, sizes, unlocked
from benchmarks.live import live
from benchmarks.packs import packs
from benchmarks.papers import papers
from benchmarks.peers import missing, peers
from benchmarks.report import RESULTS, line, table
from benchmarks.search import searches

ROUNDS = 15
QUICK_ROUNDS = 9


def main(*, quick: bool) -> None:
    """Measure every item; a quick run leaves the results file as it is."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    figures = []
    with TemporaryDirectory(prefix="marg-bench-") as temporary:
        folder = Path(temporary)
        for figure in chain(
            commands(_room(folder), rounds, quick=quick),
            unlocked(_room(folder), rounds),
            sizes(_room(folder), rounds, quick=quick),
            peers(_room(folder), rounds, quick=quick),
            live(_room(folder)),
            papers(_room(folder), rounds, quick=quick),
            packs(_room(folder)),
            help_page(_room(folder), rounds),
            searches(_room(folder), rounds),
        ):
            print(line(figure), flush=True)
            figures.append(figure)
    if not quick:
        RESULTS.write_text(table(figures, rounds=rounds, missing=missing()), "utf-8")


def _room(folder: Path) -> Path:
    """A folder for one item alone: what one of them made is not another's."""
    return Path(mkdtemp(dir=folder))


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
