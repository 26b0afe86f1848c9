"""The key an agent keeps, and when it is let go: nothing happens to it before or after."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from marg_cli.agent.protocol import (
    END,
    GIVE,
    IDENTITY,
    IDENTITY_BYTES,
    WHO,
    WORD_BYTES,
    is_ours,
    received,
)

CALLER_SECONDS = 2.0
"""How long a caller may take for its word, while others wait."""
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps: on Linux by that name, on macOS the monotonic one does."""


class Limits(NamedTuple):
    """For how long a key is kept, in seconds: since it was last asked for, and altogether.

    `look` is how often to see whether the register and the socket are still there.
    """

    idle: float
    most: float
    look: float = 15.0


def now() -> float:
    """Seconds since the machine started, asleep or not."""
    return time.clock_gettime(CLOCK)


class Keeper:
    """Keeps one answer, with the key in it, for callers at a socket.

    The register counts as gone when the file *marker* is not what it was at first.
    """

    def __init__(  # noqa: PLR0913 - the clock is for tests
        self,
        server: socket.socket,
        where: str,
        answer: bytearray,
        limits: Limits,
        *,
        marker: str,
        clock: Callable[[], float] = now,
    ) -> None:
        self._server = server
        self._where = where
        self._answer = answer
        self._limits = limits
        self._marker = marker
        self._clock = clock
        self._began = self._used = clock()
        self._seen = self._surroundings()

    def serve(self) -> None:
        """Answer callers, one at a time, until the time is up; then forget."""
        try:
            while self._is_kept():
                self._server.settimeout(max(0.01, min(self._left(), self._limits.look)))
                with suppress(TimeoutError, ConnectionError):
                    line, _ = self._server.accept()
                    with line, suppress(OSError):  # what becomes of one caller is no other's matter
                        self._attend(line)
        finally:
            self.forget()
            self._server.close()

    def forget(self) -> None:
        """Overwrite the key with zeros, and take the socket away."""
        self._answer[IDENTITY] = bytes(IDENTITY_BYTES)
        if self._surroundings()[0] == self._seen[0]:
            with suppress(OSError):
                os.unlink(self._where)  # noqa: PTH108 - pathlib would be loaded for this alone
        self._used = self._began = float("-inf")

    def _attend(self, line: socket.socket) -> None:
        if not self._is_kept():  # the machine was asleep, or the disk was taken away
            self.forget()
            return
        line.settimeout(CALLER_SECONDS)
        word = bytes(received(line, WORD_BYTES)) if is_ours(line) else None
        if word == GIVE:
            self._used = self._clock()
            line.sendall(self._answer)
        elif word == WHO:
            line.sendall(memoryview(self._answer)[: IDENTITY.start])
            line.sendall(bytes(IDENTITY_BYTES))
        elif word == END:
            self.forget()
            line.sendall(self._answer)

    def _is_kept(self) -> bool:
        socket_there, register_there = now_there = self._surroundings()
        return bool(
            self._left() > 0 and socket_there and register_there and now_there == self._seen
        )

    def _left(self) -> float:
        """Seconds until the key is let go."""
        until = min(self._used + self._limits.idle, self._began + self._limits.most)
        return until - self._clock()

    def _surroundings(self) -> tuple[int | None, bytes | None]:
        """Which socket lies in our place, and what marks the register: None for what is gone."""
        inode = marked = None
        with suppress(OSError):
            inode = os.lstat(self._where).st_ino
        with suppress(OSError), open(self._marker, "rb") as file:  # noqa: PTH123 - as above
            marked = file.read()
        return inode, marked
