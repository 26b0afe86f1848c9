"""One key at a time from a person at a terminal, without waiting for Enter."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager

END = {"", "\x04", "\x1a"}
"""How a terminal says that nobody will type any more."""

ESCAPE = "\x1b"
GOES_ON = {bytes([sign]) for sign in b"[O0123456789;?"}
"""Signs of a special key after which another follows."""

LOCAL = 3
"""Where a terminal's modes say whether lines are awaited, and whether keys are shown."""

A_MOMENT = 0.05
"""Seconds in which the rest of a special key follows its first sign."""


def one_key(keys: Collection[str]) -> str:
    """Wait for one of *keys*, in small letters; any other is passed over.

    Stands inside `keys_at_once`. Raises EOFError where the terminal goes away, and
    KeyboardInterrupt for Ctrl-C.
    """
    read = _windows if sys.platform == "win32" else _unix
    sys.stderr.flush()
    while (key := read().casefold()) not in keys:
        if key in END:
            raise EOFError
    return key


@contextmanager
def keys_at_once() -> Iterator[None]:
    """Take keys as they are pressed, without showing them, until the end of the block."""
    with _terminal(by_line=False):
        yield


@contextmanager
def whole_lines() -> Iterator[None]:
    """Inside `keys_at_once`: take lines again, shown as they are typed, until the block ends."""
    with _terminal(by_line=True):
        yield


@contextmanager
def _terminal(*, by_line: bool) -> Iterator[None]:
    """Change how the terminal takes keys, and change it back; Windows takes both as they come."""
    if sys.platform == "win32":
        yield
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    modes = termios.tcgetattr(terminal)
    shown_by_line = termios.ICANON | termios.ECHO
    modes[LOCAL] = modes[LOCAL] | shown_by_line if by_line else modes[LOCAL] & ~shown_by_line
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _unix() -> str:
    terminal = sys.stdin.fileno()
    key = os.read(terminal, 1).decode("ascii", "replace")
    if key == ESCAPE:
        _pass_over_the_rest(terminal)
    return key


def _pass_over_the_rest(terminal: int) -> None:
    """An arrow or a function key is several signs, the last of which is no digit."""
    import select

    while select.select([terminal], [], [], A_MOMENT)[0]:
        if os.read(terminal, 1) not in GOES_ON:
            return


def _windows() -> str:
    import msvcrt

    key: str = msvcrt.getwch()  # type: ignore[attr-defined]
    if key in {"\x00", "\xe0"}:
        msvcrt.getwch()  # type: ignore[attr-defined]
        return "?"
    if key == "\x03":
        raise KeyboardInterrupt
    return key
