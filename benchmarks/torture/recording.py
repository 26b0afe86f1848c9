"""Record what a program does to the files under a folder, system call by system call."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from benchmarks.torture.place import ROOT, Place, Words
from benchmarks.torture.workload import STEPS

LONGEST = 1 << 24
CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,"
    "sync_file_range,sendfile,copy_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,mkdir,mkdirat,rmdir"
)
CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Made(NamedTuple):
    """A name now leads to a new file, or to a new folder."""

    path: str
    file: int
    is_folder: bool = False


class Written(NamedTuple):
    """Bytes were given to a file; they are not safe yet."""

    file: int
    at: int
    content: bytes


class Cut(NamedTuple):
    """A file was given another length."""

    file: int
    size: int


class Synced(NamedTuple):
    """All that a file was given is safe."""

    file: int


class FolderSynced(NamedTuple):
    """All that happened to a folder's names is safe."""

    path: str


class Unlinked(NamedTuple):
    """A name is gone."""

    path: str


class Renamed(NamedTuple):
    """A file stands under another name, in the place of what stood there."""

    path: str
    to: str


class Acknowledged(NamedTuple):
    """So many commands have told their user that they are done."""

    commands: int


Step: TypeAlias = Made | Written | Cut | Synced | FolderSynced | Unlinked | Renamed | Acknowledged


def recorded(place: Place, commands: list[Words], synchronous: str) -> list[Step]:
    """Run commands in a folder that is empty yet, and tell what they did to it in order."""
    root = place.folder.parent
    trace = place.identity.parent / "trace"
    options = ["-f", "--seccomp-bpf", "-xx", "-s", str(LONGEST), "-e", f"trace={CALLS}"]
    subprocess.run(
        ["strace", *options, "-o", str(trace), *STEPS, synchronous, json.dumps(commands)],
        env=place.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        check=True,
    )
    with trace.open(encoding="ascii") as lines:
        steps = list(_Reader(f"{root}/").steps(lines))
    trace.unlink()
    return steps


class _Reader:
    """Follows which file each name and each open descriptor leads to."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._files: dict[str, int] = {}
        self._folders = {root.rstrip("/")}
        self._open: dict[str, str | int] = {}
        self._ends: dict[str, int] = {}
        self._next = 0

    def steps(self, lines: Iterator[str]) -> Iterator[Step]:
        for line in lines:
            found = CALL.match(line)
            if "unfinished" in line:
                raise ValueError("two of the program's threads change files at once")
            if found and int(found[4]) >= 0:
                texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(found[3])]
                yield from self._step(found[2], found[3], texts, found[4])

    def _step(self, call: str, rest: str, texts: list[bytes], result: str) -> Iterator[Step]:
        descriptor = rest.partition(",")[0]
        if call == "openat":
            yield from self._opened(texts[0].decode(), rest, result)
        elif call in ("write", "pwrite64"):
            yield from self._written(descriptor, rest, texts[0][: int(result)], call)
        elif call in ("fsync", "fdatasync"):
            yield from self._synced(descriptor)
        elif call == "ftruncate":
            if isinstance(file := self._open.get(descriptor), int):
                yield Cut(file, int(rest.rpartition(",")[2]))
        elif texts and any(text.decode().startswith(self._root) for text in texts):
            yield self._named(call, [text.decode() for text in texts])
        elif isinstance(self._open.get(descriptor), int):
            raise ValueError(f"the model knows no {call}")

    def _opened(self, path: str, flags: str, descriptor: str) -> Iterator[Step]:
        self._open.pop(descriptor, None)
        if path in self._folders:
            self._open[descriptor] = path
        elif path.startswith(self._root):
            if path not in self._files:
                self._next += 1
                self._files[path] = self._next
                yield Made(path, self._next)
            if "O_TRUNC" in flags:
                yield Cut(self._files[path], 0)
            self._open[descriptor] = self._files[path]
            self._ends[descriptor] = 0

    def _written(self, descriptor: str, rest: str, content: bytes, call: str) -> Iterator[Step]:
        file = self._open.get(descriptor)
        if descriptor == "1" and file is None:
            yield Acknowledged(int(content))
        elif isinstance(file, int):
            at = int(rest.rpartition(",")[2]) if call == "pwrite64" else self._ends[descriptor]
            if call == "write":
                self._ends[descriptor] += len(content)
            yield Written(file, at, content)

    def _synced(self, descriptor: str) -> Iterator[Step]:
        opened = self._open.get(descriptor)
        if isinstance(opened, int):
            yield Synced(opened)
        elif opened is not None:
            yield FolderSynced(opened)

    def _named(self, call: str, paths: list[str]) -> Step:
        if call == "mkdir":
            self._folders.add(paths[0])
            return Made(paths[0], 0, is_folder=True)
        if call == "unlink":
            del self._files[paths[0]]
            return Unlinked(paths[0])
        if call == "rename":
            self._files[paths[1]] = self._files.pop(paths[0])
            return Renamed(paths[0], paths[1])
        raise ValueError(f"the model knows no {call}")
