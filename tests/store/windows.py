"""A file system as Windows has it: nothing that somebody has open is renamed or replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.store import disk, renaming

SHARING_VIOLATION = 32


def files_stay_put(
    monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path], object] = lambda _: None
) -> None:
    """Let this process see files as it would on Windows.

    *meanwhile* is done before each rename, which fails where it answers anything: somebody has it.
    """
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if meanwhile(self) or any(
            _lies_in(path, self) or path == Path(target) for path in opened()
        ):
            refused = PermissionError(13, "in use")
            refused.winerror = SHARING_VIOLATION  # type: ignore[attr-defined,unused-ignore]
            raise refused
        return real(self, target)

    monkeypatch.setattr(disk, "_locked", lambda *_, **__: None)
    monkeypatch.setattr(renaming, "OPEN_FILES_MOVE", False)
    monkeypatch.setattr(renaming, "SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Path, "replace", replace)


def opened() -> set[Path]:
    """What this process has open."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.add(link.readlink())
        except FileNotFoundError:  # the one that listed them
            continue
    return found


def _lies_in(path: Path, other: Path) -> bool:
    return path == other or path.is_relative_to(other)
