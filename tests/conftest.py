"""A real encrypted register for each test, opened by a plain identity: no key derivation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
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
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a machine remembers of registers lies in a folder of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _runtime() -> Iterator[None]:
    """Agents that tests start listen in a folder of the tests' own, and end with them."""
    with (
        TemporaryDirectory(prefix="marg-", dir="/tmp") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield
        for where in every({"XDG_RUNTIME_DIR": folder}):
            if where.startswith(folder):
                end(where)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A register just started for the Netherwick group."""
    identity = new_identity()
    file = tmp_path / "identity.txt"
    create_file(file, f"{identity.text()}\n".encode())
    started = start_register(
        tmp_path / "register",
        holder="coordinator",
        passphrase=None,
        recipient=public_key(identity),
        settings={"group.name": "Netherwick", "sharing.policy": "core"},
        clock=clock(),
    )
    return Place(tmp_path / "register", file, started.recovery_key)


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
