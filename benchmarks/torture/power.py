"""Cut the power at any moment of what a program did to a disk, and open what is left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.torture.aftermath import in_backup
from benchmarks.torture.disk import Disk, Names
from benchmarks.torture.figure import Figure
from benchmarks.torture.holders import astray, unmended
from benchmarks.torture.place import IMPORT, LET_IN, Place, Words, prepared
from benchmarks.torture.recording import ROOT_FOLDER, Step, Written, recorded
from benchmarks.torture.state import State, Unsound, sound
from benchmarks.torture.workload import BACKUP, RESTORE, may_be, states_after, workload
from marg_cli.errors import MargError

HALF = 0.5
NOTHING: State = {}
WAYS = ("plain", "traced")


def images(
    folder: Path, *, seed: int, many: int, synchronous: str = "EXTRA", rounds: int = 2
) -> Figure:
    """Cut the power so many times while a register is made and used, and open what is left.

    With *synchronous* FULL it is the control, which must lose something, or the model is too kind.
    """
    with TemporaryDirectory(dir=folder) as scratch:
        key, init = prepared(Path(scratch))
        plain, traced = (key._replace(folder=Path(scratch, way, "register")) for way in WAYS)
        for place in (plain, traced):
            place.stick.mkdir(parents=True)
        states = [NOTHING, *states_after(plain, _commands(plain, init, rounds))]
        commands = _commands(traced, init, rounds)
        steps = recorded(traced, commands, synchronous)
        leftover = Leftover(traced, commands, states)
        problems = list(_lost(leftover, steps, seed, many))
    if synchronous == "EXTRA":
        what = (
            "power cut while a register is made, used, backed up, restored and its keys changed; "
            "what was not synced is there or not"
        )
        found = f"{len(problems)} lost or damaged"
        return Figure(what, many, "0 lost, 0 damaged", found, problems)
    what = "the same with SQLite's own default, synchronous = FULL: proves the model"
    broken = [] if problems else [f"the control lost nothing (seed {seed})"]
    return Figure(what, many, "some lost", f"{len(problems)} lost", broken)


def _commands(place: Place, init: Words, rounds: int) -> list[Words]:
    return [init, IMPORT, LET_IN, *workload(place, rounds)]


def _lost(leftover: Leftover, steps: list[Step], seed: int, many: int) -> Iterator[str]:
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
        _lay_out(leftover.place.home, *disk.after_power_loss(lot))
        if problem := leftover.problem(disk.acknowledged):
            yield f"image {number} (seed {seed}), after step {cut} of {len(steps)}: {problem}"


def _lay_out(root: Path, names: Names, files: dict[int, bytes]) -> None:
    rmtree(root)
    _fill(root, ROOT_FOLDER, names, files)


def _fill(path: Path, folder: int, names: Names, files: dict[int, bytes]) -> None:
    """Make a folder and what is in it; what is in none that is left is lost."""
    path.mkdir(mode=0o700)
    for (parent, name), made in names.items():
        if parent == folder and made.is_folder:
            _fill(path / name, made.file, names, files)
        elif parent == folder:
            (path / name).write_bytes(files[made.file])


class Leftover:
    """What is found on the disk when the power is back, held against what was promised."""

    def __init__(self, place: Place, commands: list[Words], states: list[State]) -> None:
        self.place = place
        self._commands = commands
        self._states = states
        self._backups = [at for at, words in enumerate(commands, 1) if words[:2] == BACKUP]
        self._restores = [at for at, words in enumerate(commands, 1) if words[:2] == RESTORE]

    def problem(self, acknowledged: int) -> str:
        """What is wrong after so many commands: the next may be done too, or not."""
        try:
            return self._problem(acknowledged)
        except MargError as refusal:
            if acknowledged == 0:  # nobody was told yet that there is a register
                return ""
            return f"damaged after {acknowledged} commands: {refusal.message}"
        except Unsound as fault:
            return f"damaged after {acknowledged} commands: {fault}"

    def _problem(self, done: int) -> str:
        state = sound(self.place)
        if state not in may_be(self._commands, self._states, done):
            if state in self._states:
                return f"lost: {done} commands were acknowledged"
            return f"half of a change is there after {done} commands"
        if wrong := [*astray(self.place, leaving=["leaver"]), *unmended(self.place)]:
            return f"{wrong[0]}, after {done} commands"
        made = [at for at in self._backups if at <= done]
        if made and in_backup(self.place, self.place.stick / "group.margbackup") is None:
            return f"the backup is gone after {done} commands"
        aside = [part for part in self.place.home.iterdir() if ".before-restore-" in part.name]
        kept = [sound(self.place._replace(folder=one)) for one in aside]
        if any(self._states[at - 1] not in kept for at in self._restores if at <= done):
            return f"the register before a restore is gone after {done} commands"
        return ""
