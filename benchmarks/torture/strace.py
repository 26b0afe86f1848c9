"""Commands under strace: counted, killed or failed at a system call, or recorded whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.torture.place import MARG, Place, Words

TOUCHING = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,rename"
"""The calls that a command changes files with."""
NAME = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)


class Call(NamedTuple):
    """One call of a command: its name, and which of that name it is."""

    name: str
    number: int


class Ended(NamedTuple):
    """How a command ended (negative when killed), what it answered and what it said."""

    code: int
    answer: str
    said: str


def missing() -> bool:
    """Whether strace has to be installed first."""
    return shutil.which("strace") is None


def calls(place: Place, words: Words, scratch: Path) -> list[Call]:
    """Every call by which a command touches the register and its answer."""
    ended = _run(place, words, scratch, ["--seccomp-bpf"])
    if ended.code != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {ended.code}: {ended.said}")
    names = NAME.findall((scratch / "trace").read_text("utf-8"))
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1  # strace counts each name for itself
        made.append(Call(name, seen[name]))
    return made


def killed(place: Place, words: Words, scratch: Path, at: Call) -> Ended:
    """Kill a command the moment it makes this call, before the call is done.

    Raises RuntimeError when that did not happen.
    """
    inject = f"inject={at.name}:signal=KILL:when={at.number}"
    ended = _run(place, words, scratch, ["-e", inject])  # with a filter no signal arrives
    return _proven(ended, scratch, "+++ killed by SIGKILL +++")


def failed(place: Place, words: Words, scratch: Path, at: Call, error: str) -> Ended:
    """Answer this call of a command with an error such as ENOSPC.

    Raises RuntimeError when that did not happen.
    """
    inject = f"inject={at.name}:error={error}:when={at.number}"
    ended = _run(place, words, scratch, ["--seccomp-bpf", "-e", inject])
    return _proven(ended, scratch, "(INJECTED)")


def _proven(ended: Ended, scratch: Path, mark: str) -> Ended:
    """See that strace did what it was asked for: else nothing would be proved by it."""
    if mark not in (scratch / "trace").read_text("utf-8"):
        raise RuntimeError(f"strace did not do it; the command ended with {ended.code}")
    return ended


def _run(place: Place, words: Words, scratch: Path, how: Sequence[str]) -> Ended:
    answer, said = scratch / "answer", scratch / "said"
    watched = [place.folder, answer, said]
    watched += [place.folder / name for name in ("register.db", "register.db-journal")]
    paths = [word for path in watched for word in ("-P", str(path))]
    options = ["-f", "-o", str(scratch / "trace"), "-e", f"trace={TOUCHING}", *paths, *how]
    with answer.open("wb") as out, said.open("wb") as err:
        process = subprocess.run(
            ["strace", *options, *MARG, *words],
            env=place.environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
        )
    texts = [path.read_text("utf-8", "replace") for path in (answer, said)]
    return Ended(process.returncode, *texts)
