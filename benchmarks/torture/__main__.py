"""`make torture`: do all of it, print as it goes, and write the results."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.torture import bits, faults, kills, power, strace, together
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import started
from benchmarks.torture.report import RESULTS, line, table

SEED = 20261123


def figures(folder: Path, seed: int) -> Iterator[Figure]:
    """Everything that is promised, in the order of what happens most."""
    base = started(folder)
    yield kills.at_calls(base, folder, seed=seed, commands=kills.ROTATION)
    yield kills.at_calls(base, folder, seed=seed, commands=kills.OTHERWISE)
    yield kills.at_random(base, seed=seed, many=320)
    yield power.images(folder, seed=seed, many=1_200)
    yield power.images(folder, seed=seed, many=1_200, synchronous="FULL")
    yield faults.at_calls(base, folder, seed=seed)
    yield together.writing_together(base, processes=8, writes=100)
    yield together.rotating_together(base, rotations=60)
    yield bits.found_by_check(base, seed=seed)
    yield bits.opened_spoiled(base, seed=seed, many=10_000)
    yield bits.keys_flipped(seed=seed, many=5_000)
    yield bits.entropy(base)


def main() -> int:
    """Torture, and answer 1 when a promise was broken."""
    if strace.missing():
        sys.exit("This needs strace. On Debian or Ubuntu: apt-get install strace")
    seen = []
    with TemporaryDirectory(prefix="marg-torture-") as folder:
        for figure in figures(Path(folder), SEED):
            print(line(figure), *figure.broken, sep="\n  ", flush=True)
            seen.append(figure)
    RESULTS.write_text(table(seen, seed=SEED), "utf-8")
    return int(not all(figure.is_met for figure in seen))


if __name__ == "__main__":
    sys.exit(main())
