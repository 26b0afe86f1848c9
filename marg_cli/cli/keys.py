"""One key at a time from a person at a terminal, without waiting for Enter."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

END = {"", "\x04", "\x1a"}
"""How a terminal says that nobody will type any more."""

ESCAPE = "\x1b"
A_MOMENT = 0.05
"""Seconds in which the rest of a special key follows its first sign."""


def one_key(keys: Collection[str]) -> str:
    """Wait for one of *keys*, in small letters; any other is passed over.

    Raises EOFError where the terminal goes away, and KeyboardInterrupt for Ctrl-C.
    """
    read = _windows if sys.platform == "win32" else _unix
    sys.stderr.flush()
    while (key := read().casefold()) not in keys:
        if key in END:
            raise EOFError
    return key


def _unix() -> str:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        key = os.read(terminal, 1).decode("ascii", "replace")
        if key == ESCAPE:
            _pass_over_the_rest(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return key


def _pass_over_the_rest(terminal: int) -> None:
    """An arrow or a function key is several signs, which are no letters of ours."""
    import select

    while select.select([terminal], [], [], A_MOMENT)[0]:
        os.read(terminal, 32)


def _windows() -> str:
    import msvcrt

    key: str = msvcrt.getwch()  # type: ignore[attr-defined]
    if key in {"\x00", "\xe0"}:
        msvcrt.getwch()  # type: ignore[attr-defined]
        return "?"
    if key == "\x03":
        raise KeyboardInterrupt
    return key
