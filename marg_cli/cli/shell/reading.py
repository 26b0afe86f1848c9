"""How the shell hears its next line: one way on a terminal that can be edited on, one on others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from marg_cli.cli.shell import screen


class Overdue(Exception):
    """Nobody pressed a key for too long, or the shell was open too long."""


class Reader(Protocol):
    """Where the next line comes from."""

    def ask(self) -> str:
        """What is typed at the prompt. Raises EOFError, KeyboardInterrupt and Overdue."""

    def blank(self) -> None:
        """Blank the screen until a key is pressed."""

    def forget(self) -> None:
        """Forget every line there was."""


class Plain:
    """A terminal that cannot be edited on: a prompt, and the line after it."""

    def __init__(
        self, prompt: str, is_over: Callable[[], bool], say: Callable[[str], None]
    ) -> None:
        self._prompt = prompt
        self._is_over = is_over
        self._say = say

    def ask(self) -> str:
        """What is typed at the prompt."""
        sys.stderr.write(self._prompt)
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            if self._is_over():
                raise Overdue from None
            raise
        if not line:
            raise EOFError
        return line

    def blank(self) -> None:
        """Say that it cannot."""
        self._say("This terminal cannot be blanked.")

    def forget(self) -> None:
        """It remembers nothing."""


def reader(
    prompt: str,
    is_over: Callable[[], bool],
    touched: Callable[[], None],
    known: Callable[[int, str], list[str]],
    say: Callable[[str], None],
) -> Reader:
    """The reader that suits the terminal."""
    if not screen.obeys():
        return Plain(prompt, is_over, say)
    from marg_cli.cli.shell.editing import Editing

    return Editing(prompt, is_over, touched, known)
