"""What lies in a register's folder: whether it all belongs there, and who may look at it."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from marg_cli.store.disk import OPEN_TO_OTHERS
from marg_cli.store.facts import Problem
from marg_cli.store.sqlite.archive import ALWAYS, HOLDERS, TEMPLATES, belongs
from marg_cli.store.sqlite.mending import recipients
from marg_cli.store.sqlite.taking_place import left

FOLDERS = {HOLDERS, TEMPLATES}
JOURNAL = "register.db-journal"
"""Of a change that is under way; one left by a crash was played back before this is asked."""
PERSON = "holder"


def folder_problems(folder: Path, everybody: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Look through the folder; *everybody* is each key holder's name and kind, none if unknown."""
    yield from _open_to_others(folder)
    yield from _unexpected(folder)
    yield from _copies(folder)
    if everybody:
        yield from _strangers(folder, {name for name, kind in everybody if kind == PERSON})
        yield from _recipients(folder, len(everybody))


def _open_to_others(folder: Path) -> Iterator[Problem]:
    if sys.platform == "win32":  # keeps no such bits
        return
    for part in (folder, *_ours(folder)):
        if not part.is_symlink() and stat.S_IMODE(part.lstat().st_mode) & OPEN_TO_OTHERS:
            name = "the register's folder" if part == folder else part.name
            yield Problem(
                f"Others on this computer may read {name}.",
                f"Forbid it with: chmod go-rwx {part}",
                damage=False,
            )


def _ours(folder: Path) -> list[Path]:
    """What has to be closed to others: all but the group's own wording."""
    return sorted(
        [*(part for part in folder.iterdir() if part.name != TEMPLATES), *_in(folder / HOLDERS)]
    )


def _unexpected(folder: Path) -> Iterator[Problem]:
    for part in sorted([*folder.iterdir(), *_in(folder / HOLDERS)]):
        name = part.relative_to(folder).as_posix()
        if part.is_symlink() or not (
            (name in FOLDERS and part.is_dir())
            or name == JOURNAL
            or (part.is_file() and (name in ALWAYS or belongs(name)))
        ):
            yield Problem(
                f"{name} does not belong into the register's folder.",
                "It may be left of a command cut short, or have been put there. Move it away.",
                damage=False,
            )


def _copies(folder: Path) -> Iterator[Problem]:
    for copy in left(folder):
        yield Problem(
            f"{copy.name}, beside the register's folder, is left of a restore cut short.",
            f"It holds a copy of the register, which the old keys open. Remove it: rm -r {copy}",
            damage=False,
        )


def _strangers(folder: Path, people: set[str]) -> Iterator[Problem]:
    for part in _in(folder / HOLDERS):
        if part.suffix == ".age" and not part.name.startswith(".") and part.stem not in people:
            yield Problem(
                f"holders/{part.name} is of nobody who is a key holder.",
                "It opens nothing here. Ask the other key holders who put it there; move it away.",
                damage=False,
            )


def _recipients(folder: Path, known: int) -> Iterator[Problem]:
    found = recipients((folder / "register.key.age").read_bytes())
    if found != known:
        yield Problem(
            f"The key file is sealed to {found} keys, and the register knows {known}.",
            "Ask the other key holders whether keys are being changed, then check again. "
            "A backup from before brings the right key file back.",
            damage=False,
        )


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
