"""`make bench`: measure, print as it goes, and write the results."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

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
            commands(folder, rounds, quick=quick),
            unlocked(folder, rounds),
            sizes(folder, rounds, quick=quick),
            peers(folder, rounds, quick=quick),
            live(folder),
            papers(folder, rounds, quick=quick),
            packs(folder),
            help_page(folder, rounds),
            searches(folder, rounds),
        ):
            print(line(figure), flush=True)
            figures.append(figure)
    if not quick:
        RESULTS.write_text(table(figures, rounds=rounds, missing=missing()), "utf-8")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
