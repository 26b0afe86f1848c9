"""How a copy that was proven takes the place of the register, and nothing is lost on the way.

    1  the copy lies beside the place and is being proven       .register.restoring-…
    2  whoever asked for it agreed, and it is renamed           .register.restored-…
    3  the register that is there is renamed                    register.before-restore-…
    4  the copy is renamed                                      register

Cut short before 3, the register that was there is there still, and the copy is cleared away by the
next restore. Cut short between 3 and 4, nothing is in the place, and whoever next looks for a
register there does 4.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from marg_cli.errors import NotWritable
from marg_cli.store.disk import sync_folder
from marg_cli.store.renaming import rename
from marg_cli.store.workroom import abandoned, sweep


def unproven(place: Path) -> str:
    """How the names of copies begin that are being made and proven."""
    return f".{place.name}.restoring-"


def take_place(copy: Path, place: Path, aside: Path | None, unchanged: Callable[[], None]) -> None:
    """Put the *copy* in the place; what is there gets the name *aside*, or is an empty folder.

    *unchanged* raises Busy where that was changed meanwhile. Raises OSError and NotWritable too;
    then all is as it was.
    """
    for folder in (copy, *(part for part in copy.rglob("*") if part.is_dir())):
        sync_folder(folder)
    ready = place.with_name(f"{_proven(place)}{os.urandom(6).hex()}")
    try:
        rename(copy, ready)
        sync_folder(place.parent)
        _swap(ready, place, aside, unchanged)
    except BaseException:
        if ready.exists():
            rename(ready, copy)
        raise


def finish(place: Path) -> None:
    """Put the copy in its place where one waits for that and nothing is there."""
    with suppress(OSError, NotWritable):
        waiting = [part for part in place.parent.iterdir() if part.name.startswith(_proven(place))]
        if len(waiting) == 1 and not os.path.lexists(place):
            rename(waiting[0], place)
            sync_folder(place.parent)


def clear(place: Path) -> None:
    """Remove copies that never took the place, left by commands which run no more."""
    for prefix in (unproven(place), _proven(place)):
        sweep(place.parent, prefix)


def left(place: Path) -> list[Path]:
    """What `clear` would remove."""
    prefixes = (unproven(place), _proven(place))
    return [copy for prefix in prefixes for copy in abandoned(place.parent, prefix)]


def _swap(ready: Path, place: Path, aside: Path | None, unchanged: Callable[[], None]) -> None:
    try:
        if aside is not None:
            rename(place, aside, first=unchanged)
        elif place.is_dir():
            place.rmdir()
        with suppress(FileNotFoundError):  # another command found the place empty and was quicker
            rename(ready, place)
    except BaseException:
        if aside is not None and ready.exists() and aside.exists():
            rename(aside, place)
        raise


def _proven(place: Path) -> str:
    return f".{place.name}.restored-"
