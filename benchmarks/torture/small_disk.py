"""Run commands on a disk that is really full, with more and more room on it, and see them refused.

`python -m benchmarks.torture.small_disk KIT COMMAND ROOM…` is run where it may mount a disk of its
own; it prints what went wrong, for a disk with so many kilobytes left.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from benchmarks.torture.aftermath import Aftermath
from benchmarks.torture.faults import said_badly
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import ROOT, Place, call
from benchmarks.torture.strace import Ended
from marg_cli.errors import Exit

KILOBYTE = 1024
ROOMY = 16_384
"""Kilobytes of a disk that holds all of it, before it is filled."""
FILLED = ("action add", "key remove", "register backup to a new file", "register restore")
MAY_MOUNT = ("unshare", "--map-root-user", "--mount")


def filled(base: Place, *, step: int, commands: Sequence[str] = FILLED) -> Figure:
    """Fill a disk but for 0, *step*, twice *step* … kilobytes, and give commands on it."""
    size = sum(part.stat().st_size for part in base.home.rglob("*") if part.is_file()) // KILOBYTE
    rooms = list(range(0, 3 * size, step))
    broken = []
    for name in commands:
        command = [*MAY_MOUNT, sys.executable, "-m", "benchmarks.torture.small_disk"]
        answer = subprocess.run(
            [*command, str(base.home), name, *map(str, rooms)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        broken += answer.stdout.splitlines()
    what = f"{len(commands)} commands on a disk that is full, but for so much room"
    target = f"0 damaged, one sentence and the way out, exit {Exit.NOT_WRITABLE}"
    many = len(rooms) * len(commands)
    return Figure(what, many, target, f"{len(broken)} not so", broken)


def main(home: str, name: str, *rooms: str) -> None:
    """Try one command with each room."""
    base = Place(Path(home) / "register", Path(home) / "key.txt")
    after = Aftermath(base, name)
    for room in rooms:
        for problem in _problems(base, after, name, int(room)):
            print(f"{name} with {room} KB left: {problem}")


def _problems(base: Place, after: Aftermath, name: str, room: int) -> Iterator[str]:
    with _disk() as disk:
        place = Place(disk / "register", base.identity)
        copytree(base.folder, place.folder)
        copytree(base.stick, place.stick)
        (disk / "ballast").write_bytes(bytes(_free(disk) - room * KILOBYTE))
        answer = call(place, place.words(name), name)
        (disk / "ballast").unlink()
        ended = Ended(answer.returncode, answer.stdout, answer.stderr)
        yield from said_badly(ended, stands=after.stands(place))
        yield from after.problems(place, acknowledged=ended.code == Exit.DONE)


@contextmanager
def _disk() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOMY}k,mode=700", "tmpfs", folder]
        subprocess.run(mount, check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def _free(disk: Path) -> int:
    """Bytes."""
    found = os.statvfs(disk)
    return found.f_bavail * found.f_bsize


if __name__ == "__main__":
    main(*sys.argv[1:])
