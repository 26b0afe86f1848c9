"""Change the bytes of a register: what `marg register check` finds, and what opens all the same."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from math import log2

from benchmarks.torture.figure import Figure
from benchmarks.torture.place import ROOT, Place, call
from benchmarks.torture.spoiling import PAGE
from marg_cli.errors import Exit, MargError
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.keyslots import new_generation, open_generations, seal_generations

CHECK = ("register", "check")
FOUND = {Exit.FOUND, Exit.DAMAGED}
LEAST_BITS = 7.99


def found_by_check(base: Place, *, seed: int, most: int | None = None) -> Figure:
    """Flip one bit in every page, then cut the register after every page; *most* of them."""
    lot = random.Random(seed)  # noqa: S311 - a lot that can be redrawn
    with base.copied() as place:
        file = place.folder / "register.db"
        whole = file.read_bytes()
        spoiled = list(_flipped(whole, lot)) + list(_cut(whole))
        if most is not None:
            spoiled = lot.sample(spoiled, most)
        missed = []
        for what, content in spoiled:
            file.write_bytes(content)
            answer = call(place, CHECK)
            if answer.returncode not in FOUND:
                missed.append(f"{what} (seed {seed}): exit {answer.returncode}")
    many = len(spoiled)
    found = f"{(many - len(missed)) / many:.0%} found"
    return Figure(
        "a bit flipped in each page, a cut after each page", many, "100% found", found, missed
    )


def _flipped(whole: bytes, lot: random.Random) -> Iterator[tuple[str, bytes]]:
    for page in range(len(whole) // PAGE):
        content = bytearray(whole)
        at, bit = page * PAGE + lot.randrange(PAGE), lot.randrange(8)
        content[at] ^= 1 << bit
        yield f"bit {bit} of byte {at} flipped", bytes(content)


def _cut(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for page in range(len(whole) // PAGE):
        yield f"cut after {page} pages", whole[: page * PAGE]


def opened_spoiled(base: Place, *, seed: int, many: int) -> Figure:
    """Spoil registers in every way there is and read all that can be read of them."""
    problems, first = [], 1
    with base.copied() as place:
        while first <= many:
            command = [sys.executable, "-m", "benchmarks.torture.spoiled"]
            process = subprocess.run(
                [*command, str(seed), str(first), str(many)],
                env=place.environ,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            lines = process.stdout.splitlines()
            problems += [line for line in lines if not line.startswith("at ")]
            if process.returncode == 0:
                break
            last = [line for line in lines if line.startswith("at ")][-1].removeprefix("at ")
            problems.append(f"number {last} (seed {seed}): ended with {process.returncode}")
            first = int(last) + 1
    what = "registers spoiled in any way, and all of them read that opens"
    target = "0 crashes, 0 wrong reads"
    return Figure(what, many, target, f"{len(problems)} of either", problems)


def keys_flipped(*, seed: int, many: int) -> Figure:
    """Flip bits in key files sealed to one to five people; none may open."""
    lot = random.Random(seed)  # noqa: S311 - a lot that can be redrawn
    key, accepted = new_generation(), []
    identities = [new_identity() for _ in range(5)]
    files = [
        seal_generations([key], [public_key(each) for each in identities[:people]])
        for people in range(1, len(identities) + 1)
    ]
    bits = [(people, bit) for people, file in enumerate(files) for bit in range(8 * len(file))]
    for people, bit in lot.sample(bits, many):
        content = bytearray(files[people])
        content[bit // 8] ^= 1 << bit % 8
        try:
            open_generations(bytes(content), identities[0])
        except MargError:
            continue
        accepted.append(f"bit {bit} of a file for {people + 1} people")
    found = f"{len(accepted)} accepted"
    return Figure("a bit flipped in a key file", many, "0 accepted", found, accepted)


def entropy(base: Place) -> Figure:
    """How evenly the bytes of a register are spread: nothing readable stands out."""
    content = (base.folder / "register.db").read_bytes()
    shares = [count / len(content) for count in Counter(content).values()]
    bits = -sum(share * log2(share) for share in shares)
    broken = [] if bits >= LEAST_BITS else [f"{bits:.4f} bits per byte"]
    target = f"at least {LEAST_BITS} bits per byte"
    return Figure("bytes of a register's database", len(content), target, f"{bits:.4f}", broken)
