"""Files that were written earlier: whether they still are what they were, and their removal."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from marg_cli.errors import NotWritable


def sha256_of(file: str) -> str | None:
    """The hash of what a file holds now; None where there is no such file, or it is another's."""
    place = Path(file)
    if place.is_symlink() or not place.is_file():
        return None
    try:
        with place.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def remove(file: str) -> None:
    """Remove a file. Raises NotWritable."""
    try:
        Path(file).unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(f"{file} cannot be removed: {error.strerror or 'refused'}.") from error
