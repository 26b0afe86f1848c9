"""Sentences in lines as wide as the terminal, whole words and whole references."""

from __future__ import annotations

from shutil import get_terminal_size
from textwrap import wrap

LEAST = 30


def wrapped(text: str, *, taken: int = 0) -> str:
    """Wrap each line of *text* to the terminal's width less *taken*; its indent stays."""
    room = max(LEAST, get_terminal_size().columns - taken)
    return "\n".join(part for line in text.splitlines() for part in _line(line, room))


def _line(line: str, room: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    lines = wrap(
        line,
        room,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [""]
