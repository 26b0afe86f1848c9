"""Where an agent can be reached: a socket in a folder that nobody else can look into."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress

OTHERS = 0o077
NAME_LETTERS = 16
"""Of the register's id: enough to tell registers apart, and no path of anybody's."""
LONGEST = 103 if sys.platform == "darwin" else 107
"""Bytes a socket's whole path may have."""
USERS, EVERYBODYS = "/run/user/{}", "/tmp"  # noqa: S108 - there a folder of ours alone will do
USERS_OWN_TEMPORARY = 65537
"""What macOS calls _CS_DARWIN_USER_TEMP_DIR."""


def is_possible() -> bool:
    """Whether this system can tell an agent who is calling: Linux and macOS can."""
    return sys.platform in {"linux", "darwin"}


def found(environ: Mapping[str, str], register_id: str) -> str | None:
    """The socket of a register's agent, where there is one; whether anybody listens shows later."""
    for folder in _folders(environ):
        socket = _socket(folder, register_id)
        if _is_socket(socket) and is_ours_alone(folder):
            return socket
    return None


def every(environ: Mapping[str, str]) -> list[str]:
    """The sockets of all agents of this user."""
    return [
        os.path.join(folder, name)  # noqa: PTH118 - pathlib is dear, and nothing here needs it
        for folder in dict.fromkeys(_folders(environ))
        if is_ours_alone(folder)
        for name in sorted(os.listdir(folder))  # noqa: PTH208 - the same
        if _is_socket(os.path.join(folder, name))  # noqa: PTH118 - the same
    ]


def make(environ: Mapping[str, str], register_id: str) -> str | None:
    """Where an agent of a register is to listen, its folder made; None where no place is safe."""
    for folder in _folders(environ):
        socket = _socket(folder, register_id)
        if len(os.fsencode(socket)) > LONGEST:
            continue
        with suppress(OSError):
            os.mkdir(folder, 0o700)  # noqa: PTH102 - as above
        if is_ours_alone(folder):
            return socket
    return None


def is_ours_alone(folder: str) -> bool:
    """Whether it is a folder, no link to one, that belongs to us and nobody else can enter."""
    mode, owner = _mode_and_owner(folder)
    return stat.S_ISDIR(mode) and owner == os.geteuid() and not mode & OTHERS


def _folders(environ: Mapping[str, str]) -> Iterator[str]:
    """Every folder a socket may lie in, there or not, the best first."""
    if not is_possible():
        return
    user = os.geteuid()
    for base in (environ.get("XDG_RUNTIME_DIR"), USERS.format(user), _temporary()):
        if base and base.startswith("/") and is_ours_alone(base.rstrip("/")):
            yield f"{base.rstrip('/')}/marg"
    mode, owner = _mode_and_owner(EVERYBODYS)
    if stat.S_ISDIR(mode) and owner == 0 and mode & stat.S_ISVTX:  # none can rename another's
        yield f"{EVERYBODYS}/marg-{user}"


def _temporary() -> str | None:
    """The folder macOS keeps for each user's temporary files, whatever TMPDIR says."""
    if sys.platform == "darwin":
        with suppress(OSError, ValueError):
            return os.confstr(USERS_OWN_TEMPORARY)
    return None


def _socket(folder: str, register_id: str) -> str:
    return f"{folder}/{register_id[:NAME_LETTERS]}"


def _is_socket(path: str) -> bool:
    mode, owner = _mode_and_owner(path)
    return stat.S_ISSOCK(mode) and owner == os.geteuid()


def _mode_and_owner(path: str) -> tuple[int, int]:
    """What lies there and whose it is; nothing at all is nobody's."""
    try:
        seen = os.lstat(path)
    except (OSError, ValueError):
        return 0, -1
    return seen.st_mode, seen.st_uid
