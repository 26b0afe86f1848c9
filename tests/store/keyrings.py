"""A register with three ways in: two key holders, one of them under a passphrase, and recovery."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

from marg_cli.errors import CannotUnlock, Damaged
from marg_cli.store.credential import Credential, IdentityFile
from marg_cli.store.disk import create_file, read_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import connect
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.identities import new_identity, open_identity, public_key
from marg_cli.store.sqlite.keyring import SqliteKeyring, open_keyring
from marg_cli.store.sqlite.keyslots import open_generations
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.start import start_register
from tests.conftest import clock

WORDS = "correct horse battery staple"
KEPT = {"group.name": "Netherwick", "sharing.policy": "core"}


class Group(NamedTuple):
    """The register's folder, and everybody's own key as text."""

    folder: Path
    ann: str
    ben: str
    recovery: str

    def credential(self, who: str) -> Credential:
        file = self.folder.parent / f"{who}.txt"
        if not file.exists():
            create_file(file, getattr(self, who).encode())
        return IdentityFile(file)

    def ring(
        self, who: str = "ann", warn: Callable[[str], None] = pytest.fail, **options: Any
    ) -> SqliteKeyring:
        return open_keyring(self.folder, self.credential(who), clock=clock(), warn=warn, **options)

    def copied(self, to: Path) -> Group:
        to.mkdir(exist_ok=True)
        shutil.copytree(self.folder, to / "register")
        return self._replace(folder=to / "register")

    def generations(self, identity: str) -> list[Secret]:
        """What somebody finds in the key file; nothing where it is not sealed to them."""
        try:
            return open_generations(
                read_file(self.folder / "register.key.age"), Secret.of_text(identity)
            )
        except CannotUnlock:
            return []

    def opening(self, identity: str) -> list[str]:
        """Which of these keys opens the register."""
        return [key.reveal().hex() for key in self.generations(identity) if self.opens(key)]

    def opens(self, key: Secret) -> bool:
        try:
            connect(self.folder / "register.db", key, busy_seconds=0).close()
        except Damaged:
            return False
        return True

    def seen_by(self, who: str) -> tuple[list[str], dict[str, str], int]:
        """Open it as a command does: who is on the list, what it holds, how long its audit is."""
        store = open_register(self.folder, self.credential(who), clock=clock(), warn=pytest.fail)
        seen = list(store.facts().holders), store.settings.all(), store.audit.head()[0]
        store.close()
        return seen

    def is_sound(self) -> bool:
        """Whether a check finds nothing."""
        store = open_register(self.folder, self.credential("ann"), clock=clock(), warn=pytest.fail)
        found = store.problems()
        store.close()
        return not found

    def files(self) -> set[str]:
        return {str(file.relative_to(self.folder)) for file in self.folder.rglob("*")}


WITH_BEN = {"register.db", "register.key.age", "store.json", "holders", "holders/ben.age"}
WITHOUT_BEN = WITH_BEN - {"holders/ben.age"}


def a_group(place: Path) -> Group:
    """Start a register for ann, who lets ben in under a passphrase."""
    ann = new_identity()
    started = start_register(
        place / "register",
        holder="ann",
        passphrase=None,
        recipient=public_key(ann),
        settings=KEPT,
        clock=clock(),
    )
    group = Group(place / "register", ann.text(), "", started.recovery_key)
    ring = group.ring()
    with ring.sealing("key add") as change:
        change.add("ben", passphrase=Secret.of_text(WORDS), recipient=None)
    ring.close()
    sealed = inspect(group.folder).holder_file("ben").read_bytes()
    return group._replace(ben=open_identity(sealed, Secret.of_text(WORDS)).text())


BOUNDARIES = frozenset(
    {
        "open",
        "fsync",
        "replace",
        "rename",
        "unlink",
        "write",
        "execute",
        "executemany",
        "backup",
        "close",
    }
)
"""Where something leaves the process: calls of the system, and statements."""


class Boundaries:
    """Counts the calls a function makes out of Python; before the one of *at*, does *then*."""

    def __init__(self, at: int = 0, then: Callable[[], None] | None = None) -> None:
        self.count = 0
        self._at = at
        self._then = then

    def __call__(self, _frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in BOUNDARIES:
            self.count += 1
            if self.count == self._at and self._then:
                sys.setprofile(None)
                self._then()

    def around(self, work: Callable[[], None]) -> int:
        """Do it; answers how many boundaries it crossed."""
        sys.setprofile(self)
        try:
            work()
        finally:
            sys.setprofile(None)
        return self.count


def killed(work: Callable[[], None], at: int) -> None:
    """Do something in a process of its own that is killed before boundary *at*."""
    child = os.fork()
    if not child:
        try:
            Boundaries(at, lambda: os.kill(os.getpid(), signal.SIGKILL)).around(work)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
