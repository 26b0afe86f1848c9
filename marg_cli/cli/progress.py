"""What a person sees while something takes longer than a moment; programs see nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

EVERY = 0.2
"""Seconds between two sights of a count."""


@contextmanager
def working(session: Session, what: str) -> Iterator[Callable[[int], None]]:
    """Say on a terminal what is being done, and wipe it out when it is; yields a counter."""
    if not session.is_terminal:
        yield _unseen
        return
    line = _Line(what)
    try:
        yield line.count
    finally:
        line.wipe()


class _Line:
    """One line of the terminal, written over and over."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = 0
        self._since = monotonic()
        self._write(f"{what} …")

    def count(self, done: int) -> None:
        """Show how many are done, a few times a second."""
        if monotonic() - self._since >= EVERY:
            self._since = monotonic()
            self._write(f"{self._what} … {done:,}")

    def wipe(self) -> None:
        """Leave nothing behind."""
        self._write("")
        sys.stderr.write("\r")
        sys.stderr.flush()

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(self._shown)}")
        sys.stderr.flush()
        self._shown = len(text)


def _unseen(_: int) -> None: ...
