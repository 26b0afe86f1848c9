"""The lock files as they stand: each package's one version, the hashes it may have, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

HOME = Path(__file__).parents[1]
RUNTIME, DEVELOPMENT, BUILD = (HOME / f"requirements{part}.lock" for part in ("", "-dev", "-build"))


@dataclass(frozen=True)
class Locked:
    """One package of a lock file."""

    name: NormalizedName
    version: str
    marker: str
    installs_here: bool
    hashes: frozenset[str]


def locked(file: Path) -> dict[str, Locked]:
    """Read a lock file. Raises ValueError at a line that is anything but a pin or a hash of it."""
    lines = file.read_text("utf-8").replace("\\\n", " ").splitlines()
    entries = [_entry(line) for line in lines if not line.startswith("#")]
    return {entry.name: entry for entry in entries}


def _entry(line: str) -> Locked:
    asked, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
    requirement = Requirement(asked)
    pin = re.fullmatch(r"==([^*,]+)", str(requirement.specifier))
    if pin is None or requirement.url or not all(re.fullmatch(r"[0-9a-f]{64}", h) for h in hashes):
        raise ValueError(f"not one version with its hashes: {asked}")
    return Locked(
        name=canonicalize_name(requirement.name),
        version=pin[1],
        marker=str(requirement.marker or ""),
        installs_here=requirement.marker is None or requirement.marker.evaluate(),
        hashes=frozenset(hashes),
    )
