"""Folders that come with marg: in the wheel beside the code, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

from marg_cli.errors import MargError


def packaged(folder: str) -> Path:
    """Find a folder that came with marg. Raises MargError when the installation lacks it."""
    package = Path(__file__).parent
    for place in (package / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise MargError(f"This installation of marg lacks its {folder}.", "Install marg again.")
