"""`make torture`: do all of it, print as it goes, and write the results."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from benchmarks.torture import bits, faults, kills, power, small_disk, strace, together
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import Place, started
from benchmarks.torture.report import RESULTS, line, table

SEED = 20261123

Torture: TypeAlias = Callable[[], Figure]


def tortures(base: Place, folder: Path, seed: int) -> Iterator[Torture]:
    """Everything that is promised, in the order of what happens most."""
    for commands in (kills.ROTATION, kills.OTHERWISE):
        yield partial(kills.at_calls, base, _room(folder), seed=seed, commands=commands)
    yield partial(kills.at_calls, base, _room(folder), seed=seed, commands=kills.ERASURE, most=300)
    yield partial(kills.at_random, base, seed=seed, many=320)
    yield partial(power.images, folder, seed=seed, many=1_200)
    yield partial(power.images, folder, seed=seed, many=400, synchronous="FULL")
    yield partial(faults.at_calls, base, _room(folder), seed=seed)
    yield partial(small_disk.filled, base, step=40)
    yield partial(together.writing_together, base, processes=8, writes=100)
    yield partial(together.rotating_together, base, rotations=60)
    yield partial(bits.found_by_check, base, seed=seed)
    yield partial(bits.opened_spoiled, base, seed=seed, many=10_000)
    yield partial(bits.keys_flipped, seed=seed, many=5_000)
    yield partial(bits.entropy, base)


def figures(folder: Path, seed: int) -> list[Figure]:
    """Torture on as many processors as there are, and print each answer when it is there."""
    base = started(folder)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        under_way = [pool.submit(torture) for torture in tortures(base, folder, seed)]
        for one in as_completed(under_way):
            if one.exception():
                pool.shutdown(wait=False, cancel_futures=True)
            print(line(one.result()), *one.result().broken, sep="\n  ", flush=True)
    return [one.result() for one in under_way]


def _room(folder: Path) -> Path:
    """A folder of its own for each that records what a command says."""
    room = folder / f"room-{len(list(folder.iterdir()))}"
    room.mkdir()
    return room


def main() -> int:
    """Torture, and answer 1 when a promise was broken."""
    if strace.missing():
        sys.exit("This needs strace. On Debian or Ubuntu: apt-get install strace")
    with TemporaryDirectory(prefix="marg-torture-") as folder:
        seen = figures(Path(folder), SEED)
    RESULTS.write_text(table(seen, seed=SEED), "utf-8")
    return int(not all(figure.is_met for figure in seen))


if __name__ == "__main__":
    sys.exit(main())
