"""Cut the power at any moment of what a program did to a disk, and open what is left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.torture.disk import Disk
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import IMPORT, Place, prepared
from benchmarks.torture.recording import Made, Step, Written, recorded
from benchmarks.torture.state import State, Unsound, sound
from benchmarks.torture.workload import states_after, workload
from marg_cli.errors import MargError

HALF = 0.5
WAYS = ("plain", "traced")


def images(folder: Path, *, seed: int, many: int, synchronous: str = "EXTRA") -> Figure:
    """Cut the power so many times while a register is made and used, and open what is left.

    With *synchronous* FULL it is the control, which must lose something, or the model is too kind.
    """
    with TemporaryDirectory(dir=folder) as scratch:
        key, init = prepared(Path(scratch))
        commands = [init, IMPORT, *workload(key)]
        plain, traced = (key._replace(folder=Path(scratch, way, "register")) for way in WAYS)
        for place in (plain, traced):
            place.folder.parent.mkdir()
        states = states_after(plain, commands)
        steps = recorded(traced, commands, synchronous)
        problems = list(_lost(traced, steps, states, seed, many))
    if synchronous == "EXTRA":
        what = "power cut while a register is made and used; what was not synced is there or not"
        found = f"{len(problems)} lost or damaged"
        return Figure(what, many, "0 lost, 0 damaged", found, problems)
    what = "the same with SQLite's own default, synchronous = FULL: proves the model"
    broken = [] if problems else [f"the control lost nothing (seed {seed})"]
    return Figure(what, many, "some lost", f"{len(problems)} lost", broken)


def _lost(
    place: Place, steps: list[Step], states: list[State], seed: int, many: int
) -> Iterator[str]:
    lot = random.Random(seed)  # noqa: S311 - a lot that can be redrawn
    telling = [number for number, step in enumerate(steps, 1) if not isinstance(step, Written)]
    cuts = sorted(
        lot.choice(telling) if lot.random() < HALF else lot.randint(1, len(steps))
        for _ in range(many)
    )
    disk, taken = Disk(), 0
    for number, cut in enumerate(cuts, 1):
        for step in steps[taken:cut]:
            disk.take(step)
        taken = cut
        _lay_out(place.folder.parent, *disk.after_power_loss(lot))
        if problem := _problem(place, disk.acknowledged, states):
            yield f"image {number} (seed {seed}), after step {cut} of {len(steps)}: {problem}"


def _lay_out(root: Path, names: dict[str, Made], files: dict[int, bytes]) -> None:
    rmtree(root)
    root.mkdir()
    for path, made in sorted(names.items()):
        if not Path(path).parent.is_dir():
            continue  # its folder is lost, and so is whatever was in it
        if made.is_folder:
            Path(path).mkdir(mode=0o700)
        else:
            Path(path).write_bytes(files[made.file])


def _problem(place: Place, acknowledged: int, states: list[State]) -> str:
    """What is wrong after so many acknowledged commands: the next may be there too, or not."""
    try:
        state = sound(place)
    except MargError as refusal:
        if acknowledged == 0:  # nobody was told yet that there is a register
            return ""
        return f"damaged after {acknowledged} commands: {refusal.message}"
    except Unsound as fault:
        return f"damaged after {acknowledged} commands: {fault}"
    if state in states[max(0, acknowledged - 1) : acknowledged + 1]:
        return ""
    if state in states:
        return f"lost: {acknowledged} commands were acknowledged"
    return f"half of a change is there after {acknowledged} commands"
