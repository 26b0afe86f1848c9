"""Agents that are started for real, and ended with the test."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from marg_cli.agent.client import end
from marg_cli.agent.keeper import Limits
from marg_cli.agent.place import found
from marg_cli.agent.protocol import peer
from marg_cli.agent.starting import start
from marg_cli.store.credential import HeldIdentity
from marg_cli.store.secret import Secret
from tests.conftest import Answer, Marg, Place

KEY = "AGE-SECRET-KEY-1" + "Q" * 58


class Running:
    """An agent of a register that is only a file, by the id it goes by."""

    def __init__(self, marker: Path, limits: Limits, holder: str = "ann", key: str = KEY) -> None:
        self.id = uuid4().hex
        self.marker = marker
        marker.write_text(self.id)
        self.start(limits, holder, key)

    def start(self, limits: Limits, holder: str = "ann", key: str = KEY) -> None:
        kept = HeldIdentity(holder, Secret.of_text(key))
        start(os.environ, self.id, kept, limits, marker=self.marker)

    @property
    def where(self) -> str:
        where = found(os.environ, self.id)
        assert where is not None
        return where

    @property
    def process(self) -> int:
        return process_at(self.where)


def process_at(where: str) -> int:
    """Which process listens at a socket."""
    import socket

    with socket.socket(socket.AF_UNIX) as line:
        line.connect(where)
        return peer(line)[0]


def has_ended(process: int, within: float = 20.0) -> bool:
    """Wait for a process that is not ours to end."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], within)[0])
    finally:
        os.close(watched)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start an agent; ten minutes and twelve hours unless said."""
    made: list[Running] = []

    def started(limits: Limits = Limits(600, 43_200, 0.1), **who: str) -> Running:  # noqa: B008
        made.append(Running(tmp_path / f"store-{len(made)}.json", limits, **who))
        return made[-1]

    yield started
    for each in made:
        where = found(os.environ, each.id)
        if where:
            end(where)


@pytest.fixture
def unlocked(marg: Marg) -> Iterator[Callable[..., Answer]]:
    """Unlock the register with its identity file; then run commands that name no such file."""
    runtime = os.environ["XDG_RUNTIME_DIR"]
    assert marg("unlock", XDG_RUNTIME_DIR=runtime).code == 0

    def call(*args: str, **environ: str) -> Answer:
        return marg(*args, **{"MARG_IDENTITY_FILE": "", "XDG_RUNTIME_DIR": runtime, **environ})

    yield call
    call("lock")


@pytest.fixture
def where(place: Place, unlocked: Callable[..., Answer]) -> str:  # noqa: ARG001 - it has to be
    """The socket of the agent that keeps the register unlocked."""
    from marg_cli.store.sqlite.folder import inspect

    found_at = found(os.environ, inspect(place.folder).id)
    assert found_at is not None
    return found_at
