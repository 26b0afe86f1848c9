"""A register made to be tortured, and the commands that are tortured on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key

ROOT = Path(__file__).parents[2]
MARG = [sys.executable, "-m", "marg_cli"]
TODAY = "2026-11-23"

Words = tuple[str, ...]

ADD = ("action", "add", "M26-001", "Ring the landlord about the door", "--agency", "POL")
ADDED = (*ADD, "--owner", "Wren Thistledown", "--due", "2026-12-08")
MIXED: dict[str, Words] = {
    "action add": ADDED,
    "action done": ("action", "done", "A20", "--outcome", "He has read it"),
    "import": ("import", "{actions}"),
    "minutes record": ("minutes", "record", "M26-001", "views", "He asks that the dog comes too"),
    "undo": ("undo",),
    "config set": ("config", "set", "group.name", "Netherwick and Quay"),
    "action overdue": ("action", "overdue"),
}
"""One command of each kind, the reading too: it writes the audit."""

IMPORT = ("import", str(ROOT / "examples" / "netherwick.json"))
ACTIONS = """\
case,what,agency,owner,due
M26-002,Walk the way to the library with her,GLIM,Rosalind O'Merrily,2026-12-04
M26-003,Test the alarms that he can hear,FIRE,Leonie Ashbucket,2026-12-05
M26-004,Ask which interpreter she trusts,EBB,Fergus Puddlecombe,2026-12-06
"""


class Place(NamedTuple):
    """Where a register lies, and the identity that opens it: no key derivation."""

    folder: Path
    identity: Path

    @property
    def environ(self) -> dict[str, str]:
        """The surroundings of a command on it."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MARG_STORE": str(self.folder),
            "MARG_IDENTITY_FILE": str(self.identity),
            "MARG_TODAY": TODAY,
        }

    @contextmanager
    def copied(self) -> Iterator[Place]:
        """The same register in a folder of its own, gone at the end."""
        with TemporaryDirectory(dir=self.identity.parent) as folder:
            copy = Path(folder) / "register"
            shutil.copytree(self.folder, copy)
            yield Place(copy, self.identity)

    def words(self, name: str) -> Words:
        """One of the mixed commands, ready to run."""
        actions = self.identity.parent / "actions.csv"
        return tuple(word.format(actions=actions) for word in MIXED[name])


def prepared(folder: Path) -> tuple[Place, Words]:
    """A key, a file to import and the command that will make a register; nothing made yet."""
    identity = new_identity()
    create_file(folder / "key.txt", f"{identity.text()}\n".encode())
    create_file(folder / "actions.csv", ACTIONS.encode())
    start = ("init", "--group", "Netherwick", "--holder", "coordinator", "--sharing", "core")
    words = (*start, "--recipient", public_key(identity))
    return Place(folder / "register", folder / "key.txt"), words


def started(folder: Path) -> Place:
    """The invented group of Netherwick in a register, with a change that can be undone."""
    place, words = prepared(folder)
    for command in (words, IMPORT, ADDED):
        succeed(place, command)
    return place


def call(place: Place, words: Words) -> subprocess.CompletedProcess[str]:
    """Run one command as its user would."""
    return subprocess.run(
        [*MARG, *words],
        env=place.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def succeed(place: Place, words: Words) -> None:
    """Run one command that must not fail. Raises RuntimeError with what it said."""
    answer = call(place, words)
    if answer.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {answer.returncode}: {answer.stderr}")
