"""Where the group's own templates are looked for, before the ones that come with marg."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from marg_cli.cli.session import Session
from marg_cli.errors import NotFound

OWN = "templates"
VARIABLE = "MARG_TEMPLATES"
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def template_folders(session: Session, asked: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The folders of --templates, of MARG_TEMPLATES and of the register, the first one first.

    Says so where others than the user may change what papers will say. Raises NotFound for a
    folder that was named and is not there.
    """
    folders = [_there(folder, "--templates") for folder in asked or ()]
    if variable := session.variable(VARIABLE):
        folders.append(_there(Path(variable), VARIABLE))
    if (own := own_folder(session)).is_dir():
        folders.append(own)
    for folder in folders:
        if loose := next(_loose(folder), None):
            session.say(
                f"Others on this computer may change {loose}, and with it what your papers say. "
                f"Forbid it with: chmod -R go-w {folder}"
            )
    return tuple(dict.fromkeys(folders))


def own_folder(session: Session) -> Path:
    """Where the register's group keeps its templates."""
    return session.folder / OWN


def _there(folder: Path, source: str) -> Path:
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder.name}.", f"Check {source}.")
    return folder


def _loose(folder: Path) -> Iterator[Path]:
    """What in a folder others may write to: the folder, its templates, its house style."""
    if sys.platform == "win32":
        return
    for file in (folder, *folder.glob("*.j2"), folder / "house", *folder.glob("house/*")):
        try:
            found = file.stat()
        except OSError:
            continue
        if found.st_mode & OTHERS_MAY_WRITE or found.st_uid not in {0, os.getuid()}:
            yield file
