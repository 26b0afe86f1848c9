"""Start the agent of a register: a process apart, which is told its key through a pipe alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.agent.client import end
from marg_cli.agent.keeper import Limits
from marg_cli.agent.place import is_possible, make
from marg_cli.agent.process import LENGTH_BYTES, READY
from marg_cli.agent.protocol import answer_of
from marg_cli.errors import CannotUnlock
from marg_cli.store.disk import reason

if TYPE_CHECKING:
    from marg_cli.store.credential import HeldIdentity

BE_THE_AGENT = (
    "import sys; sys.path.append(sys.argv[1]); from marg_cli.agent.process import main; main()"
)
ALONE = ("-I", "-S", "-B")
"""No settings, folders or packages of anybody's; no files written."""
NEEDED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All that is passed on of the environment: without it, some Pythons do not start."""
START_SECONDS = 30.0
INSTEAD = "Open one that stays open instead: marg shell"


def check_possible() -> None:
    """Raise CannotUnlock on a system without the means to keep others away from an agent."""
    if not is_possible():
        raise CannotUnlock(
            "On this system, marg cannot keep a register unlocked from one command to the next.",
            INSTEAD,
        )


def start(
    environ: Mapping[str, str],
    register_id: str,
    held: HeldIdentity,
    limits: Limits,
    *,
    marker: Path,
) -> None:
    """Keep a key for a register's commands, in the place of any that is kept for it now.

    Raises CannotUnlock where there is no safe place for an agent, or it does not start.
    """
    where = make(environ, register_id)
    if where is None:
        raise CannotUnlock(
            "There is no folder that nobody else can enter, in which to keep it unlocked.",
            f"Set XDG_RUNTIME_DIR to a folder of your own with mode 700. {INSTEAD}",
        )
    with suppress(OSError):
        end(where)
    told = b"\0".join(
        [os.fsencode(where), os.fsencode(marker), *(str(limit).encode() for limit in limits)]
    )
    answer = answer_of(held.holder, held.identity.reveal())
    try:
        said = _started([len(told).to_bytes(LENGTH_BYTES, "big") + told, answer])
    finally:
        answer[:] = bytes(len(answer))
    if said != READY:
        why = reason(OSError(int(said), "")) if said.isdigit() else None
        raise CannotUnlock(
            f"The register could not be kept unlocked{f': {why}' if why else ''}.", INSTEAD
        )


def _started(parts: list[bytes | bytearray]) -> bytes:
    """Start the process, tell it all it needs, and answer what it says when it is ready."""
    home = str(Path(__file__).parents[2])
    try:
        process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, *ALONE, "-c", BE_THE_AGENT, home],
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return b""
    assert process.stdin  # noqa: S101 - it was asked for
    with suppress(BrokenPipeError), process.stdin as pipe:
        os.writev(pipe.fileno(), parts)  # less than any pipe holds, and nothing of it is copied
    process.stdin = None
    try:
        return process.communicate(timeout=START_SECONDS)[0]
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return b""
