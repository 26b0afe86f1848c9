"""Record what a program does to the files under a folder, system call by system call."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from benchmarks.torture.place import ROOT, Place, Words
from benchmarks.torture.workload import STEPS

LONGEST = 1 << 24
CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,"
    "sync_file_range,sendfile,copy_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,mkdir,mkdirat,rmdir,lseek"
)
CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Made(NamedTuple):
    """A name in a folder now leads to a file, or to a new folder."""

    folder: int
    name: str
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

    folder: int


class Unlinked(NamedTuple):
    """A name is gone."""

    folder: int
    name: str


class Renamed(NamedTuple):
    """A file or folder stands under another name, in the place of what stood there.

    *folder* is the one that it came into: the step is safe once that is.
    """

    folder: int
    name: str
    was: tuple[int, str]
    file: int
    is_folder: bool


class Acknowledged(NamedTuple):
    """So many commands have told their user that they are done."""

    commands: int


Step: TypeAlias = Made | Written | Cut | Synced | FolderSynced | Unlinked | Renamed | Acknowledged


def recorded(place: Place, commands: list[Words], synchronous: str) -> list[Step]:
    """Run commands in a folder that holds empty ones at most, and tell what they did to it."""
    there = [part.name for part in place.home.iterdir()]
    trace = place.kit / "trace"
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
        steps = list(_Reader(str(place.home)).steps(there, lines))
    trace.unlink()
    return steps


ROOT_FOLDER = 0


class _Reader:
    """Follows which file each name and each open descriptor leads to."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._names: dict[int, dict[str, int]] = {ROOT_FOLDER: {}}
        self._open: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._last = ROOT_FOLDER

    def steps(self, there: Iterable[str], lines: Iterable[str]) -> Iterator[Step]:
        for name in there:
            yield self._made(ROOT_FOLDER, name, is_folder=True)
        yield FolderSynced(ROOT_FOLDER)
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
            yield from self._opened(self._found(texts[0].decode(), descriptor), rest, result)
        elif call in ("write", "pwrite64"):
            yield from self._written(descriptor, rest, texts[0][: int(result)], call)
        elif call in ("fsync", "fdatasync"):
            yield from self._synced(descriptor)
        elif descriptor in self._open and call == "ftruncate":
            yield Cut(self._open[descriptor], int(rest.rpartition(",")[2]))
        elif call == "lseek":
            self._ends[descriptor] = int(result)
        elif texts:
            yield from self._named(call, [self._found(t.decode(), descriptor) for t in texts], rest)
        elif descriptor in self._open:
            raise ValueError(f"the model knows no {call}")

    def _found(self, path: str, descriptor: str) -> tuple[int, str] | None:
        """Which folder a name is in; None outside the folder that is watched."""
        folder = ROOT_FOLDER
        if path == self._root:
            return folder, "."
        if path.startswith(f"{self._root}/"):
            path = path.removeprefix(f"{self._root}/")
        elif path.startswith("/") or descriptor not in self._open:
            return None
        else:
            folder = self._open[descriptor]
        *folders, name = path.split("/")
        for each in folders:
            folder = self._names[folder][each]
        return folder, name

    def _opened(self, at: tuple[int, str] | None, flags: str, descriptor: str) -> Iterator[Step]:
        self._open.pop(descriptor, None)
        if at is None:
            return
        folder, name = at
        if name == ".":
            self._open[descriptor] = folder
            return
        if name not in self._names[folder]:
            yield self._made(folder, name)
        file = self._names[folder][name]
        if "O_TRUNC" in flags:
            yield Cut(file, 0)
        self._open[descriptor] = file
        self._ends[descriptor] = 0

    def _made(self, folder: int, name: str, *, is_folder: bool = False) -> Made:
        self._last += 1
        self._names[folder][name] = self._last
        if is_folder:
            self._names[self._last] = {}
        return Made(folder, name, self._last, is_folder)

    def _written(self, descriptor: str, rest: str, content: bytes, call: str) -> Iterator[Step]:
        file = self._open.get(descriptor)
        if descriptor == "1" and file is None:
            yield Acknowledged(int(content))
        elif file is not None:
            at = int(rest.rpartition(",")[2]) if call == "pwrite64" else self._ends[descriptor]
            if call == "write":
                self._ends[descriptor] += len(content)
            yield Written(file, at, content)

    def _synced(self, descriptor: str) -> Iterator[Step]:
        opened = self._open.get(descriptor)
        if opened is not None:
            yield FolderSynced(opened) if opened in self._names else Synced(opened)

    def _named(self, call: str, at: list[tuple[int, str] | None], rest: str) -> Iterator[Step]:
        if not any(at):
            return
        if None in at or (call.endswith("at") and call != "unlinkat"):
            raise ValueError(f"the model knows no {call} of {rest}")
        (folder, name), *others = [each for each in at if each]
        if call == "mkdir":
            yield self._made(folder, name, is_folder=True)
        elif call in ("unlink", "unlinkat", "rmdir"):
            del self._names[folder][name]
            yield Unlinked(folder, name)
        elif call == "rename":
            to, new = others[0]
            self._names[to][new] = moved = self._names[folder].pop(name)
            yield Renamed(to, new, (folder, name), moved, moved in self._names)
        elif call == "link":
            to, new = others[0]
            self._names[to][new] = self._names[folder][name]
            yield Made(to, new, self._names[to][new])
        else:
            raise ValueError(f"the model knows no {call}")
