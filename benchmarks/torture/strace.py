"""Commands under strace: counted, killed or failed at a system call, or recorded whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.torture.place import MARG, Place

TOUCHING = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,link,mkdir,rmdir"
"""The calls that a command changes files with."""
CALL = re.compile(r"^\d+ +(\w+)\(.*", re.MULTILINE)
PLACED = re.compile(r'(?<!AT_FDCWD)<[^>]*/|"[^"]*/')
"""A call that tells a path; one whose process died first does not tell whose file it was for."""
READS = re.compile(r"^\d+ +openat\((?!.*O_(WRONLY|RDWR|CREAT))")


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


def calls(place: Place, name: str, scratch: Path) -> list[Call]:
    """Every call by which a command changes what is under the register's home, and its answer."""
    ended = _run(place, name, scratch, ["--seccomp-bpf"])
    if ended.code != 0:
        raise RuntimeError(f"{name} ended with {ended.code}: {ended.said}")
    seen: Counter[str] = Counter()
    made = []
    for found in CALL.finditer((scratch / "trace").read_text("utf-8")):
        seen[found[1]] += 1  # strace counts each name for itself
        if _is_touching(found[0], place, scratch):
            made.append(Call(found[1], seen[found[1]]))
    return made


def _is_touching(line: str, place: Place, scratch: Path) -> bool:
    places = (place.home, scratch / "answer", scratch / "said")
    return any(str(each) in line for each in places) and not READS.match(line)


class NotDone(RuntimeError):
    """strace did not do what it was asked for, so nothing would be proved by what came of it."""


def killed(place: Place, name: str, scratch: Path, at: Call) -> Ended:
    """Kill a command the moment it makes this call, before the call is done.

    Raises NotDone when that did not happen.
    """
    inject = f"inject={at.name}:signal=KILL:when={at.number}"
    ended = _run(place, name, scratch, ["-e", inject])  # with a filter no signal arrives
    return _proven(ended, place, scratch, at, "+++ killed by SIGKILL +++")


def failed(place: Place, name: str, scratch: Path, at: Call, error: str) -> Ended:
    """Answer this call of a command with an error such as ENOSPC.

    Raises NotDone when that did not happen.
    """
    inject = f"inject={at.name}:error={error}:when={at.number}"
    ended = _run(place, name, scratch, ["--seccomp-bpf", "-e", inject])
    return _proven(ended, place, scratch, at, "(INJECTED)")


def _proven(ended: Ended, place: Place, scratch: Path, at: Call, mark: str) -> Ended:
    """See that strace did what it was asked for, and where."""
    trace = (scratch / "trace").read_text("utf-8")
    made = list(CALL.finditer(trace.partition("(INJECTED)")[0]))
    last = Call(made[-1][1], sum(call[1] == made[-1][1] for call in made))
    line = made[-1][0]
    is_there = _is_touching(line, place, scratch) or not PLACED.search(line)
    if mark not in trace or last != at or not is_there:
        raise NotDone(f"not at {at.name} {at.number}; the command ended with {ended.code}: {line}")
    return ended


def _run(place: Place, name: str, scratch: Path, how: Sequence[str]) -> Ended:
    answer, said = scratch / "answer", scratch / "said"
    options = ["-f", "-y", "-s", "0", "-o", str(scratch / "trace"), "-e", f"trace={TOUCHING}", *how]
    with answer.open("wb") as out, said.open("wb") as err:
        process = subprocess.run(
            ["strace", *options, *MARG, *place.words(name)],
            env=place.environ_of(name),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
        )
    texts = [path.read_text("utf-8", "replace") for path in (answer, said)]
    return Ended(process.returncode, *texts)
