"""Give a file or folder its name in one step, also where Windows says that somebody has it open.

Elsewhere what is open can be renamed and replaced, and whoever has it open keeps the old one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

from marg_cli.errors import Busy

OPEN_FILES_MOVE = sys.platform != "win32"
"""Whether what is open can be renamed, or have something put in its place."""

IN_USE = frozenset({5, 32, 33})
"""Windows' numbers for what a program has open: access denied, sharing and lock violation."""
TRIES, SECONDS_BETWEEN = 40, 0.05
"""Two seconds in all: as long as virus scanners hold a new file."""


def _nothing() -> None: ...


def rename(source: Path, target: Path, *, first: Callable[[], None] = _nothing) -> None:
    """Give *source* the name *target*, in the place of a file that has it.

    *first* is done before each try. Raises what it raises, Busy where Windows goes on saying that
    somebody has one of the two open, and OSError.
    """
    for left in reversed(range(TRIES)):
        first()
        try:
            source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in IN_USE:
                raise
            if not left:
                raise Busy(
                    f"Windows does not give {target.name} its place: another program has it open.",
                    "Nothing was changed. Close every other window in which marg runs, let backups "
                    "and virus scans end, then try again.",
                ) from error
            sleep(SECONDS_BETWEEN)
        else:
            return
