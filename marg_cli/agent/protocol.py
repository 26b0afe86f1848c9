"""What is said over an agent's socket: one word, one answer of a fixed size, and goodbye.

    caller  marg1 and G (give the key), W (whose is it?) or E (end)
    agent   marg1, the holder's name, their age identity (zeros but for G)

Both make sure first that the other is a process of the same user. A word the agent does not know
is not answered: it is how two versions of marg find out that they are two.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socket import socket

MARK = b"marg1"
GIVE, WHO, END = MARK + b"G", MARK + b"W", MARK + b"E"
WORD_BYTES = 6
NAME_BYTES = 192
"""A holder's name has up to 48 characters of up to four bytes; zeros fill it up."""
IDENTITY_BYTES = 74
ANSWER_BYTES = len(MARK) + NAME_BYTES + IDENTITY_BYTES
IDENTITY = slice(ANSWER_BYTES - IDENTITY_BYTES, ANSWER_BYTES)
NAME = slice(len(MARK), IDENTITY.start)

LINUX_BYTES = 12
MACOS_CREDENTIALS, MACOS_PID = (0, 1, 76), (0, 2, 4)
"""SOL_LOCAL with LOCAL_PEERCRED or LOCAL_PEERPID, for which Python has no names, and lengths."""


def peer(line: socket) -> tuple[int, int]:
    """The process at the other end, and its user. Raises OSError where neither can be told."""
    if sys.platform == "darwin":
        credentials = line.getsockopt(*MACOS_CREDENTIALS)
        return _number(line.getsockopt(*MACOS_PID)), _number(credentials[4:8])
    from socket import SO_PEERCRED, SOL_SOCKET

    credentials = line.getsockopt(SOL_SOCKET, SO_PEERCRED, LINUX_BYTES)
    return _number(credentials[:4]), _number(credentials[4:8])


def is_ours(line: socket) -> bool:
    """Whether the process at the other end is one of this user's."""
    return peer(line)[1] == os.geteuid()


def received(line: socket, count: int) -> bytearray:
    """Read exactly so many bytes. Raises OSError when fewer come."""
    content = bytearray(count)
    rest = memoryview(content)
    while rest:
        came = line.recv_into(rest)
        if not came:
            raise ConnectionError("the other end said less than it should")
        rest = rest[came:]
    return content


def answer_of(holder: str, identity: bytearray) -> bytearray:
    """What an agent answers that keeps this identity."""
    name = holder.encode()
    if len(name) > NAME_BYTES or len(identity) != IDENTITY_BYTES:
        raise ValueError("a name or an identity of another length than there is")
    content = bytearray(ANSWER_BYTES)
    content[: len(MARK) + len(name)] = MARK + name
    content[IDENTITY] = identity
    return content


def holder_in(answer: bytearray) -> str:
    """Whose key an answer speaks of."""
    return bytes(answer[NAME]).rstrip(b"\0").decode()


def _number(content: bytes) -> int:
    return int.from_bytes(content, sys.byteorder)
