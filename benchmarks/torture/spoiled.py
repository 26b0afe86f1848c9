"""Open spoiled registers, in a process of its own: should SQLCipher fall over, that is seen.

`python -m benchmarks.torture.spoiled SEED FIRST LAST` prints a line for each that was misread.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.place import Place
from benchmarks.torture.spoiling import WAYS
from benchmarks.torture.state import State, held
from marg_cli.errors import Exit, MargError

FILES = ("register.db",) * 8 + ("register.key.age", "store.json")
"""The database eight times out of ten."""

REFUSALS = {Exit.DAMAGED, Exit.NO_REGISTER, Exit.LOCKED, Exit.NEWER}


def main(seed: int, first: int, last: int) -> None:
    """Spoil and open the registers of those numbers."""
    place = Place(Path(os.environ["MARG_STORE"]), Path(os.environ["MARG_IDENTITY_FILE"]))
    whole = held(place)
    for number in range(first, last + 1):
        print(f"at {number}", flush=True)
        for problem in _misread(place, whole, random.Random(f"{seed}/{number}")):  # noqa: S311
            print(f"number {number} (seed {seed}): {problem}", flush=True)


def _misread(place: Place, whole: State, lot: random.Random) -> Iterator[str]:
    name, spoil = lot.choice(FILES), lot.choice(WAYS)
    file = place.folder / name
    before = file.read_bytes()
    content = bytearray(before)
    spoil(content, lot)
    file.write_bytes(content)
    try:
        if held(place) != whole:
            yield f"{name} after {spoil.__name__} was read as something else"
    except MargError as refusal:
        if refusal.exit not in REFUSALS:
            yield f"{name} after {spoil.__name__}: exit {refusal.exit}: {refusal.message}"
    except Exception as fault:  # noqa: BLE001 - any other is what we look for
        yield f"{name} after {spoil.__name__}: {type(fault).__name__}: {fault}"
    finally:
        file.write_bytes(before)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
