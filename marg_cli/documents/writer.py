"""Files of papers: named by marking, day and reader, and written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from marg_cli.errors import NotWritable, OutputExists

LONGEST_PART = 60

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def file_name(marking: str, kind: str, day: date, audience: str, suffix: str) -> str:
    """Name a paper's file: `OFFICIAL-SENSITIVE_agenda_2026-12-08_chair.html`.

    *audience* is a case reference, an agency's code or empty, never a person's name. Whatever
    a file system or a shell could stumble over becomes a hyphen.
    """
    parts = (marking, kind, day.isoformat(), audience)
    return "_".join(filter(None, map(_safe, parts))) + suffix


def places(folder: Path, names: Iterable[str]) -> list[Path]:
    """Where files come to lie in a folder, none of them twice.

    Codes that differ only in their signs (A&B, A-B) are one name to a file system.
    """
    found: dict[Path, None] = {}
    for name in names:
        usual = place = folder / name
        number = 1
        while place in found:
            number += 1
            place = usual.with_stem(f"{usual.stem}-{number}")
        found[place] = None
    return list(found)


def write_all(files: Mapping[Path, bytes | Iterator[bytes]], *, force: bool = False) -> None:
    """Write several files, all of them or none; missing folders are made, for their owner only.

    What is long comes as pieces, which are written as they come; a fault in them leaves no file.
    Raises OutputExists naming the first file that is there, unless *force*, and NotWritable.
    """
    for path in files:
        if not force and os.path.lexists(path):
            raise _exists(path)
    parts: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, content in files.items():
            with _refusals(path):
                _make_folder(path.parent)
                parts[path] = path.with_name(f".{path.name[:LONGEST_PART]}.{secrets.token_hex(8)}")
                _write(parts[path], content)
        for path, part in parts.items():
            with _refusals(path):
                _place(part, path, force=force)
                placed.append(path)
    except BaseException:
        for path in placed if not force else []:
            path.unlink(missing_ok=True)
        raise
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        _keep(folder)


@contextmanager
def handed_over(
    files: Mapping[Path, bytes | Iterator[bytes]], *, force: bool = False
) -> Iterator[None]:
    """Write files as `write_all` does, and take them back where what is done within fails."""
    write_all(files, force=force)
    try:
        yield
    except BaseException:
        for path in files:
            with suppress(OSError):
                path.unlink()
        raise


def _write(part: Path, content: bytes | Iterator[bytes]) -> None:
    with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def _place(part: Path, path: Path, *, force: bool) -> None:
    """Give the finished file its name; a link fails where a rename would overwrite."""
    if force:
        part.replace(path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        _take_name(part, path)


def _take_name(part: Path, path: Path) -> None:
    """Where files cannot be linked: take the name first, then put the file behind it."""
    os.close(os.open(path, _NEW, 0o600))
    try:
        part.replace(path)
    except BaseException:
        path.unlink()
        raise


def _make_folder(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def _keep(folder: Path) -> None:
    """Make the names last through a power cut, where folders can be synchronised."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise NotWritable(f"{path} cannot be written: {error.strerror or 'refused'}.") from error


def _exists(path: Path) -> OutputExists:
    return OutputExists(f"{path} is there already and was not overwritten.")


def _safe(part: str) -> str:
    return _UNSAFE.sub("-", part)[:LONGEST_PART].strip("-.")
