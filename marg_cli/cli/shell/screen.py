"""What the shell does to the screen: clears it when it locks, with all that was scrolled away."""

from __future__ import annotations

import os
import sys

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""To the corner, the screen, and the lines scrolled off it, where the terminal allows that."""
LEAVE_BLANK = "\x1b[?1049l"
"""Back from the empty screen that `blank` shows."""

DUMB = {"", "dumb", "unknown"}


def obeys() -> bool:
    """Whether the terminal does more than print line after line."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return sys.platform == "win32" or os.environ.get("TERM", "") not in DUMB


def clear() -> None:
    """Leave nothing on the screen to be read."""
    if obeys():
        sys.stdout.flush()
        sys.stderr.write(LEAVE_BLANK + CLEAR)
        sys.stderr.flush()
