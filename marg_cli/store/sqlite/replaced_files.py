"""Files that belong to a change of the register, and are as they were where it does not stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from marg_cli.errors import MargError, NotWritable
from marg_cli.store.disk import read_file, replace_file


class ReplacedFiles:
    """What was replaced, and what was there before."""

    def __init__(self) -> None:
        self._before: dict[Path, bytes | None] = {}

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file in the place of *path*. Raises NotWritable."""
        self._before[path] = read_file(path) if path.exists() else None
        replace_file(path, content)

    def put_back(self) -> None:
        """Leave all as it was, as far as the disk lets it."""
        for path, content in self._before.items():
            with suppress(NotWritable, OSError):
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    replace_file(path, content)


@contextmanager
def replacing(stands: Callable[[], bool]) -> Iterator[ReplacedFiles]:
    """Replace files inside the `with`; on any fault ask whether the change *stands* after all.

    It does where the fault came after the commit: an interruption, say.
    """
    files = ReplacedFiles()
    try:
        yield files
    except BaseException:
        stood = False
        with suppress(MargError):
            stood = stands()
        if not stood:
            files.put_back()
        raise
