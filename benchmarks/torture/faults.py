"""Fill the disk, and break it, at each system call of a command."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.torture import strace
from benchmarks.torture.aftermath import Aftermath
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import Place
from marg_cli.errors import Exit

UNFORESEEN = ("Traceback", "did not foresee")
ERRORS = ("ENOSPC", "EIO")
FAILING = (
    "action add",
    "import",
    "undo",
    "key add",
    "key remove",
    "register backup",
    "register restore",
)
MOST_LINES = 6
"""On standard error: what had been said already, what happened, and the way out."""


def at_calls(
    base: Place, scratch: Path, *, seed: int, share: int = 1, commands: Sequence[str] = FAILING
) -> Figure:
    """Let each call of some commands fail in each way; *share* 5 is every fifth of them."""
    points, after = [], {}
    for name in commands:
        after[name] = Aftermath(base, name)
        with base.copied() as place:
            calls = strace.calls(place, name, scratch)
        points += [(name, at, error) for at in calls for error in ERRORS]
    points = points[random.Random(seed).randrange(share) :: share]  # noqa: S311 - a redrawable lot
    broken = []
    for name, at, error in points:
        with base.copied() as place:
            ended = strace.failed(place, name, scratch, at, error)
            problems = [
                *said_badly(ended, stands=after[name].stands(place)),
                *after[name].problems(place, acknowledged=ended.code == Exit.DONE),
            ]
            broken += [
                f"{name}, {error} at {at.name} {at.number} (seed {seed}): {problem}"
                for problem in problems
            ]
    what = f"{' and '.join(ERRORS)} at each system call of {len(commands)} commands"
    target = f"0 damaged, one sentence and the way out, exit {Exit.NOT_WRITABLE}"
    return Figure(what, len(points), target, f"{len(broken)} not so", broken)


def said_badly(ended: strace.Ended, *, stands: bool) -> Iterator[str]:
    """Tell what is wrong with how a command ended whose disk failed; *stands* is what it did."""
    code, answer, said = ended
    if code == Exit.DONE:
        return
    if code != Exit.NOT_WRITABLE:
        yield f"exit {code}"
    if stands and "othing was changed" in said:
        yield "nothing was changed, it said, and all was"
    if not 1 <= len(said.splitlines()) <= MOST_LINES or any(word in said for word in UNFORESEEN):
        yield f"it said: {said!r}, and answered {answer!r}"
