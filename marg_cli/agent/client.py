"""Ask an agent for the key it keeps. Commands wait for this, so it loads little."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from marg_cli.agent.place import found
from marg_cli.agent.protocol import (
    ANSWER_BYTES,
    END,
    GIVE,
    IDENTITY,
    MARK,
    WHO,
    holder_in,
    is_ours,
    peer,
    received,
)
from marg_cli.store.credential import HeldIdentity
from marg_cli.store.secret import Secret

if TYPE_CHECKING:
    from socket import socket

PATIENCE = 5.0
"""Seconds an agent has for its answer: it needs a thousandth of one, but a machine can be busy."""


def held(environ: Mapping[str, str], register_id: str, named: str = "") -> HeldIdentity | None:
    """The key that a register's agent keeps, where there is one and it is *named*'s, if given."""
    where = found(environ, register_id)
    if where is None:
        return None
    if named and (holder_at(where) or "").casefold() != named.casefold():
        return None
    answer = _answer(where, GIVE)
    if answer is None:
        return None
    credential = HeldIdentity(holder_in(answer), Secret(answer[IDENTITY]))
    answer[IDENTITY] = bytes(len(answer[IDENTITY]))
    return credential


def holder_at(where: str) -> str | None:
    """Whose key the agent at a socket keeps; None where there is no agent."""
    answer = _answer(where, WHO)
    return None if answer is None else holder_in(answer)


def end(where: str) -> bool:
    """End the agent at a socket, be it by force: False where there was none.

    Raises OSError where one neither answers nor can be killed.
    """
    with _line(where) as line:
        if line is None:
            return False
        process = peer(line)[0]
        if _said(line, END) is None:
            _kill(process)
            with suppress(FileNotFoundError):
                os.unlink(where)  # noqa: PTH108 - pathlib is dear
    return True


def _kill(process: int) -> None:
    import signal

    if process <= 0:  # it runs where its number means nothing to us
        raise ProcessLookupError("a process without a number")
    os.kill(process, signal.SIGKILL)


def _answer(where: str, word: bytes) -> bytearray | None:
    with _line(where) as line:
        return _said(line, word) if line else None


def _said(line: socket, word: bytes) -> bytearray | None:
    try:
        line.sendall(word)
        answer = received(line, ANSWER_BYTES)
    except OSError:
        return None
    return answer if answer.startswith(MARK) else None


@contextmanager
def _line(where: str) -> Iterator[socket | None]:
    """A line to the agent at a socket, or None; a socket nobody listens at is removed."""
    import socket

    seen = _which(where)
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(where)
            ours = is_ours(line)
        except ConnectionRefusedError:
            ours = False
            if seen == _which(where):
                with suppress(OSError):
                    os.unlink(where)  # noqa: PTH108 - as above
        except OSError:
            ours = False
        yield line if ours else None


def _which(path: str) -> tuple[int, int] | None:
    try:
        seen = os.lstat(path)
    except OSError:
        return None
    return seen.st_dev, seen.st_ino
