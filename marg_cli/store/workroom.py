"""A folder to work in beside where the outcome will stand, and nothing of it left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from marg_cli.errors import Busy, NotSafe, NotWritable
from marg_cli.store.disk import held, sync_folder, writing

LONG = 10.0
"""Seconds to wait for a lock nobody else has a reason to hold."""


@contextmanager
def workroom(parent: Path, prefix: str, what: str) -> Iterator[Path]:
    """Make a folder for one's own eyes, on the disk of what is to be written; gone afterwards.

    What commands of the same *prefix* left there that were killed is removed as well. Raises
    NotWritable, which says that *what* could not be written.
    """
    sweep(parent, prefix)
    while True:
        with writing(what):
            room = parent / f"{prefix}{os.urandom(6).hex()}"
            room.mkdir(mode=0o700)
        with held(room, LONG):  # says that it is in use
            if not room.exists():  # swept away before it was
                continue
            try:
                yield room
            finally:
                shutil.rmtree(room, ignore_errors=True)
            return


def sweep(parent: Path, prefix: str) -> None:
    """Remove the folders that were left by commands which run no more."""
    for room in abandoned(parent, prefix):
        shutil.rmtree(room, ignore_errors=True)


def abandoned(parent: Path, prefix: str) -> Iterator[Path]:
    """Go through the folders that nobody works in; each is held while it is looked at."""
    with suppress(OSError):
        for room in sorted(parent.iterdir()):
            if room.name.startswith(prefix) and room.is_dir() and not room.is_symlink():
                with suppress(Busy), held(room, 0, alone=True) as is_held:
                    if is_held:
                        yield room


def see_named(folder: Path, done: str, hint: str | None = None) -> None:
    """See the new name of what is *done* safe on disk, where the disk can say so.

    Raises NotSafe, which says that it is done all the same.
    """
    try:
        with suppress(OSError):  # a stick may know no such thing
            sync_folder(folder)
    except NotWritable as refusal:
        raise NotSafe(f"{done}, but the disk reported a fault at the very end.", hint) from refusal
