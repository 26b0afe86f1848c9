"""Reading a file that a person names, or standard input, a piece at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from marg_cli.errors import NotFound

AT_ONCE = 1 << 16


def name_of(file: Path) -> str:
    """What a file is called, for keeping: bytes that are no text are shown as such."""
    if str(file) == "-":
        return "from standard input"
    return os.fsencode(file.name).decode("utf-8", "replace")


def pieces(file: Path) -> Iterator[bytes]:
    """Read a file, or standard input for "-". Raises NotFound where it cannot be read."""
    if str(file) == "-":
        yield from iter(lambda: sys.stdin.buffer.read(AT_ONCE), b"")
        return
    try:
        with file.open("rb") as opened:
            yield from iter(lambda: opened.read(AT_ONCE), b"")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise NotFound(
            "That file cannot be read.", "Check its name and folder, and that you may open it."
        ) from error
