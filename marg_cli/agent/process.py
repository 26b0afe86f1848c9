"""The agent itself: a process that keeps one key in memory and hands it to its own user.

`starting.py` starts it with nothing but what stands in the pipe it reads first. It needs only
Python's own library, opens no register, writes nothing anywhere, and holds on to no terminal.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
from contextlib import suppress
from typing import NoReturn

from marg_cli.agent.keeper import Keeper, Limits
from marg_cli.agent.protocol import ANSWER_BYTES
from marg_cli.store.sqlite.hardening import harden_for_long

LENGTH_BYTES = 4
READY = b"ready"
TRIES = 3
WAITING = 16
READ_FROM, TELL_TO = 0, 1
OWNER_ALONE = 0o177


def main() -> NoReturn:
    """Be the agent, apart from whoever started it."""
    if os.fork():
        os._exit(0)
    harden_for_long()
    length = int.from_bytes(_read(LENGTH_BYTES), "big")
    where, marker, *limits = bytes(_read(length)).split(b"\0")
    answer = bytearray(ANSWER_BYTES)
    _keep_from_swap(answer)
    _read_into(answer)
    place = os.fsdecode(where)
    try:
        server = listening(place)
    except OSError as error:
        os.write(TELL_TO, str(error.errno).encode())
        os._exit(1)
    keeper = Keeper(server, place, answer, Limits(*map(float, limits)), marker=os.fsdecode(marker))
    for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(each, _leave)
    try:
        os.write(TELL_TO, READY)
        _let_go_of_what_was_given()
        keeper.serve()
    finally:
        keeper.forget()
        os._exit(0)


def listening(where: str) -> socket.socket:
    """Listen at a socket for this user alone; a dead one in its place is removed.

    Raises OSError where that cannot be.
    """
    server = socket.socket(socket.AF_UNIX)
    for tried in range(TRIES):
        with suppress(FileNotFoundError):
            os.unlink(where)  # noqa: PTH108 - pathlib would be loaded for this alone
        before = os.umask(OWNER_ALONE)
        try:
            server.bind(where)
            break
        except OSError:  # somebody else unlocks the same register at the same moment
            if tried == TRIES - 1:
                raise
        finally:
            os.umask(before)
    server.listen(WAITING)
    return server


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _keep_from_swap(secret: bytearray) -> None:
    """Ask the system never to write these bytes to disk; where it will not, nobody is told."""
    place = (ctypes.c_char * len(secret)).from_buffer(secret)
    ctypes.CDLL(None).mlock(ctypes.byref(place), ctypes.c_size_t(len(secret)))


def _let_go_of_what_was_given() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _read(count: int) -> bytearray:
    content = bytearray(count)
    _read_into(content)
    return content


def _read_into(content: bytearray) -> None:
    rest = memoryview(content)
    while rest:
        came = os.readv(READ_FROM, [rest])
        if not came:
            os._exit(1)
        rest = rest[came:]
