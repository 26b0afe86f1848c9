"""A register made to be tortured, and the commands that are tortured on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from marg_cli.store.disk import create_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.identities import (
    new_identity,
    open_identity,
    public_key,
    read_identities,
)

ROOT = Path(__file__).parents[2]
MARG = [sys.executable, "-m", "marg_cli"]
TODAY = "2026-11-23"

Words = tuple[str, ...]

ADD = ("action", "add", "M26-001", "Ring the landlord about the door", "--agency", "POL")
ADDED = (*ADD, "--owner", "Wren Thistledown", "--due", "2026-12-08")
MIXED: dict[str, Words] = {
    "register backup": ("register", "backup", "{stick}/group.margbackup", "--force"),
    "action add": ADDED,
    "action done": ("action", "done", "A20", "--outcome", "He has read it"),
    "key add": ("key", "add", "newcomer", "--recipient", "{newcomer}", "--yes"),
    "import": ("import", "{kit}/actions.csv"),
    "key remove": ("key", "remove", "leaver", "--yes"),
    "minutes record": ("minutes", "record", "M26-001", "views", "He asks that the dog comes too"),
    "undo": ("undo",),
    "key recovery": ("key", "recovery", "--yes"),
    "config set": ("config", "set", "group.name", "Netherwick and Quay"),
    "action overdue": ("action", "overdue"),
    "register restore": ("register", "restore", "{stick}/group.margbackup", "--yes"),
}
"""One command of each kind, the reading too: it writes the audit. The backup is brought back."""

LET_IN = ("key", "add", "leaver")
FIRST_PHRASE, SECOND_PHRASE = "four words picked here", "four other words there"
ERASED = "M26-001"
OTHERS: dict[str, Words] = {
    "register backup to a new file": ("register", "backup", "{stick}/another.margbackup"),
    "register restore on a new computer": (
        *("register", "restore", "{stick}/group.margbackup", "--yes"),
        *("--store", "{home}/elsewhere/register"),
    ),
    "key passphrase": ("key", "passphrase"),
    "subject erase": (*("subject", "erase", ERASED, "--because", "asked"), "--by", "Ann", "--yes"),
}
"""What cannot be done one after the other with those."""
SPEAKS_FIRST = {"key add", "register restore", "register restore on a new computer"}
"""What says something on standard error before it is done, and not only after."""

IMPORT = ("import", str(ROOT / "examples" / "netherwick.json"))
ACTIONS = """\
case,what,agency,owner,due
M26-002,Walk the way to the library with her,GLIM,Rosalind O'Merrily,2026-12-04
M26-003,Test the alarms that he can hear,FIRE,Leonie Ashbucket,2026-12-05
M26-004,Ask which interpreter she trusts,EBB,Fergus Puddlecombe,2026-12-06
"""


class Place(NamedTuple):
    """Where a register lies, and the identity that opens it: no key derivation.

    Beside the register is the stick its backup is on; beside the identity everybody else's keys.
    """

    folder: Path
    identity: Path

    @property
    def kit(self) -> Path:
        """What is needed to torture it, and is never tortured itself."""
        return self.identity.parent

    @property
    def home(self) -> Path:
        """The folder that all is written in."""
        return self.folder.parent

    @property
    def stick(self) -> Path:
        """The folder its backups are in."""
        return self.home / "stick"

    @property
    def environ(self) -> dict[str, str]:
        """The surroundings of a command on it."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MARG_STORE": str(self.folder),
            "MARG_IDENTITY_FILE": str(self.identity),
            "MARG_NEW_PASSPHRASE_FILE": str(self.kit / "first.phrase"),
            "MARG_TODAY": TODAY,
        }

    def environ_of(self, name: str) -> dict[str, str]:
        """The surroundings of a command by its name: who changes a passphrase uses one."""
        if name != "key passphrase":
            return self.environ
        changed = {
            "MARG_IDENTITY_FILE": "",
            "MARG_HOLDER": "leaver",
            "MARG_PASSPHRASE_FILE": str(self.kit / "first.phrase"),
            "MARG_NEW_PASSPHRASE_FILE": str(self.kit / "second.phrase"),
        }
        return self.environ | changed

    @contextmanager
    def copied(self) -> Iterator[Place]:
        """The same register in a folder of its own, gone at the end."""
        with TemporaryDirectory(dir=self.kit) as folder:
            copy = Place(Path(folder) / "register", self.identity)
            shutil.copytree(self.folder, copy.folder)
            shutil.copytree(self.stick, copy.stick)
            (copy.home / ".local" / "state" / "marg").mkdir(parents=True)
            yield copy

    def words(self, name: str) -> Words:
        """One of the commands, ready to run."""
        places = {"home": self.home, "stick": self.stick, "kit": self.kit}
        newcomer = public_key(read_identities(self.kit / "newcomer.txt")[0])
        template = (MIXED | OTHERS)[name]
        return tuple(word.format(newcomer=newcomer, **places) for word in template)


def prepared(folder: Path) -> tuple[Place, Words]:
    """A key, a file to import and the command that will make a register; nothing made yet.

    All of marg is compiled first: a module compiled in between, by anybody, makes other calls.
    """
    compile_dir(ROOT / "marg_cli", quiet=2)
    identity = new_identity()
    for name, content in {
        "key.txt": identity.text(),
        "newcomer.txt": new_identity().text(),
        "first.phrase": FIRST_PHRASE,
        "second.phrase": SECOND_PHRASE,
        "actions.csv": ACTIONS,
    }.items():
        create_file(folder / name, f"{content}\n".encode())
    place = Place(folder / "register", folder / "key.txt")
    start = ("init", "--group", "Netherwick", "--holder", "coordinator", "--sharing", "core")
    return place, (*start, "--recipient", public_key(identity))


def started(folder: Path) -> Place:
    """The invented group of Netherwick in a register, with a change that can be undone.

    There are a backup, a holder who is to leave, and the key of everybody.
    """
    place, words = prepared(folder)
    place.stick.mkdir()
    recovery = json.loads(succeed(place, (*words, "--format", "json")))["recovery_key"]
    for command in (IMPORT, LET_IN, place.words("register backup"), ADDED):
        succeed(place, command)
    sealed = (place.folder / "holders" / "leaver.age").read_bytes()
    leaver = open_identity(sealed, Secret.of_text(FIRST_PHRASE))
    create_file(folder / "recovery.txt", f"{recovery}\n".encode())
    create_file(folder / "leaver.txt", f"{leaver.text()}\n".encode())
    return place


def call(place: Place, words: Words, name: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command as its user would, in the surroundings of the one of that *name*."""
    return subprocess.run(
        [*MARG, *words],
        env=place.environ_of(name),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def succeed(place: Place, words: Words) -> str:
    """Run one command that must not fail, for its answer. Raises RuntimeError with what it said."""
    answer = call(place, words)
    if answer.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {answer.returncode}: {answer.stderr}")
    return answer.stdout
