"""The bytes of a file somebody names, or of what is piped in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from marg_cli.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path


def bytes_of(file: Path) -> bytes:
    """The whole of a file; "-" is what was piped in. Raises NotFound where it cannot be read."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFound(
            f"The file {file.name} cannot be read.", "Check its name and folder, and try again."
        ) from error
