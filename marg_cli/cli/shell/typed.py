"""Standard input while a shell is open: what commands ask is answered a line at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from marg_cli.cli.shell.idle import A_LOOK, Watch

END = "."
HOW_TO_END = "Type the text. A line with a single full stop, or Ctrl-D, ends it."


class Typed(io.TextIOBase):
    """Stands in for standard input, so that a text read from it (`-`) ends and the shell goes on.

    At a terminal nobody is waited for longer than the *watch* allows: then it is as if Ctrl-C had
    been pressed, and the shell locks.
    """

    def __init__(self, real: TextIO, watch: Watch, say: Callable[[str], None]) -> None:
        self._real = real
        self._watch = watch
        self._say = say
        self.lines = 0
        """How many were read so far."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """How its bytes are meant."""
        return self._real.encoding

    def isatty(self) -> bool:
        """Whether a person types."""
        return self._real.isatty()

    def fileno(self) -> int:
        """The descriptor beneath, for editors and other programs."""
        return self._real.fileno()

    def touched(self) -> None:
        """Somebody was there, at a screen that read the keys itself."""
        self._watch.touched()

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        """One line; empty at the end of it all."""
        if self._real.isatty():
            _wait(self._real, self._watch)
        line = self._real.readline()
        self._watch.touched()
        self.lines += 1
        return line

    def read(self, _size: int | None = -1, /) -> str:
        """The lines of one text, up to one with a single full stop."""
        if self._real.isatty():
            self._say(HOW_TO_END)
        lines = []
        while (line := self.readline()) and line.rstrip("\r\n") != END:
            lines.append(line)
        return "".join(lines)

    @property
    def buffer(self) -> io.BytesIO:
        """The same text as bytes."""
        return io.BytesIO(self.read().encode())


@contextmanager
def instead_of_standard_input(typed: Typed) -> Iterator[None]:
    """Let every command of the shell read from it."""
    before, original = sys.stdin, sys.__stdin__
    sys.stdin = sys.__stdin__ = typed  # type: ignore[assignment,misc]  # getpass compares the two
    try:
        yield
    finally:
        sys.stdin, sys.__stdin__ = before, original  # type: ignore[misc]


def _wait(terminal: TextIO, watch: Watch) -> None:
    """Wait for something to be typed. Raises KeyboardInterrupt when the watch is over."""
    while not _is_something_typed(terminal):
        if watch.is_over():
            raise KeyboardInterrupt


def _is_something_typed(terminal: TextIO) -> bool:
    if sys.platform == "win32":
        import msvcrt
        import time

        if not msvcrt.kbhit():
            time.sleep(A_LOOK / 10)
        return msvcrt.kbhit()
    import select

    return bool(select.select([terminal], [], [], A_LOOK)[0])
