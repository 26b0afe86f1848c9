"""A real encrypted register for each test, opened by a plain identity: no key derivation."""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copy2, copytree, rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from marg_cli.agent.client import end
from marg_cli.agent.place import every
from marg_cli.cli.app import run
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.start import start_register
from marg_cli.store.sqlite.store import Clock, SqliteStore

settings.register_profile("marg", deadline=None)  # a busy machine is no fault of the rule
settings.load_profile("marg")

TODAY = "2026-11-23"
"""A Monday between two meetings."""


class Place(NamedTuple):
    """A register's folder and the identity that opens it."""

    folder: Path
    identity: Path
    recovery_key: str

    @property
    def environ(self) -> dict[str, str]:
        return {
            "MARG_STORE": str(self.folder),
            "MARG_IDENTITY_FILE": str(self.identity),
            "MARG_TODAY": TODAY,
        }


def but_exports(whole: dict[str, Any]) -> dict[str, Any]:
    """A caseload without what the ledger says of exports: each of them adds a line to the next."""
    kept = [pack for pack in whole["packs"] if pack["kind"] != "caseload"]
    return whole | {"packs": kept}


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Marg = Callable[..., Answer]


def clock() -> Clock:
    return Clock(lambda: "2026-11-23T09:00:00Z", TODAY)


@pytest.fixture(scope="session", autouse=True)
def _machine() -> Iterator[None]:
    """What a machine remembers of registers, and its agents, in a folder of the tests' own."""
    with machine():
        yield


@pytest.fixture(autouse=True)
def _machine_of_its_own() -> Iterator[None]:
    """A machine for each test: registers of different tests are copies of one, with one id."""
    with machine():
        yield


@contextmanager
def machine() -> Iterator[None]:
    """A machine that knows no register yet; agents started on it end with it."""
    with (
        TemporaryDirectory(prefix="marg-", dir="/tmp") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XDG_STATE_HOME", f"{folder}/state")
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield
        for where in every({"XDG_RUNTIME_DIR": folder}):
            if where.startswith(folder):
                end(where)


@cache
def begun() -> Place:
    """A register just started for the Netherwick group, to be copied."""
    folder = Path(mkdtemp(prefix="marg-begun-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    identity = new_identity()
    file = folder / "identity.txt"
    create_file(file, f"{identity.text()}\n".encode())
    started = start_register(
        folder / "register",
        holder="coordinator",
        passphrase=None,
        recipient=public_key(identity),
        settings={"group.name": "Netherwick", "sharing.policy": "core"},
        clock=clock(),
    )
    return Place(folder / "register", file, started.recovery_key)


def begun_in(folder: Path) -> Place:
    """That register, copied to a folder of its own."""
    copy = begun()._replace(folder=folder / "register", identity=folder / "identity.txt")
    copytree(begun().folder, copy.folder)
    copy2(begun().identity, copy.identity)
    return copy


@contextmanager
def a_register() -> Iterator[SqliteStore]:
    """A register just started, opened, for one of many examples in a test."""
    with TemporaryDirectory() as folder:
        place = begun_in(Path(folder))
        opened = open_register(
            place.folder, IdentityFile(place.identity), clock=clock(), warn=pytest.fail
        )
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A register just started, for one test alone."""
    return begun_in(tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[SqliteStore]:
    """That register, opened."""
    opened = open_register(
        place.folder, IdentityFile(place.identity), clock=clock(), warn=pytest.fail
    )
    yield opened
    opened.close()


@pytest.fixture
def marg(place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Marg:
    """Run a command in this process, as a script would: `marg("action", "list")`."""

    def call(*args: str, typed: str | None = None, **environ: str) -> Answer:
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO(typed or ""))
        capsys.readouterr()
        code = run(args, {**place.environ, **environ})
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call
