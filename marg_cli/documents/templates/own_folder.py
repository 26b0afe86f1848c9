"""A group's own folder of templates: what lies in it, and how a file of it is read safely."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from marg_cli.errors import TemplateError

ENDING = ".md.j2"
LARGEST = 50_000
"""Bytes of one file: four times the longest template that comes with marg; each takes time."""

PLACES = ("*.j2", "*/*.j2")
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_READ |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def found(name: str, search: Iterable[Path]) -> Path | None:
    """The first file by that name, `minutes.md.j2` or `house/house.css`, in the group's folders."""
    files = (folder.joinpath(*name.split("/")) for folder in search)
    return next((file for file in files if os.path.lexists(file)), None)


def names(folder: Path) -> list[str]:
    """The templates in a folder and in the folders right below it, in order."""
    files = {file.relative_to(folder).as_posix() for place in PLACES for file in folder.glob(place)}
    return sorted(files)


def read(file: Path, folder: Path) -> str:
    """The text of *file* in *folder*, without a mark of its encoding, its lines ended by LF.

    Raises TemplateError for what leads out of the folder, is no plain file, is longer than
    50 kB, is not in UTF-8 or may not be read.
    """
    try:
        content = _content(file, folder)
    except (OSError, RuntimeError) as error:  # resolving a circle of links is no OSError
        reason = getattr(error, "strerror", None) or "it leads to itself"
        raise TemplateError(f"{file.name}: it cannot be read: {reason}", _MAY_NOT) from error
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{file.name}:{line}: the file is not written in UTF-8"
        raise TemplateError(message, "Save it again as UTF-8 in your editor.") from error


_MAY_NOT = "See to it that you may read it."


def within(file: Path, folder: Path) -> Path:
    """Where *file* really lies. Raises TemplateError where a link leads out of *folder*."""
    real = file.resolve()
    if not real.is_relative_to(folder.resolve()):
        raise TemplateError(
            f"{file.name}: it leads out of its folder, and is not followed",
            "Put a copy of the file into the folder instead of a link.",
        )
    return real


def _content(file: Path, folder: Path) -> bytes:
    real = within(file, folder)
    opened = os.open(real, _READ)
    with os.fdopen(opened, "rb") as stream:
        kind = os.fstat(opened)
        if not stat.S_ISREG(kind.st_mode):
            raise TemplateError(f"{file.name}: it is not a plain file", "Take it away.")
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TemplateError(
            f"{file.name}: a template may hold {LARGEST // 1000} kB at the most",
            "Part it into several, or see whether it is a template at all.",
        )
    return content
