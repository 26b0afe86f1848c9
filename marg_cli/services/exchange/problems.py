"""What is wrong with a file: the line, the field and the rule, never a person's data."""

from __future__ import annotations

from typing import NamedTuple

LONGEST_NAME = 80


class Problem(NamedTuple):
    """One thing to put right, or (not fatal) to know; lines count as an editor shows them."""

    line: int | None
    field: str | None
    message: str
    fatal: bool


class Lost(NamedTuple):
    """One record that cannot be used, and every reason why."""

    problems: tuple[Problem, ...]


class CannotGoOn(Exception):
    """From here on nothing in the file can be trusted; it carries the problem to report."""

    def __init__(self, message: str, *, line: int | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.problem = fatal(message, line=line, field=field)


def fatal(message: str, *, line: int | None = None, field: str | None = None) -> Problem:
    """A problem for which nothing of the file is written."""
    return Problem(line, _short(field), message, fatal=True)


def known(message: str, *, line: int | None = None, field: str | None = None) -> Problem:
    """Something to know about a file that can be imported all the same."""
    return Problem(line, _short(field), message, fatal=False)


def _short(field: str | None) -> str | None:
    """A name from a foreign file as it can be printed: cut, and without half characters."""
    if field is None:
        return None
    whole = field.encode("utf-8", "replace").decode()
    return whole if len(whole) <= LONGEST_NAME else whole[:LONGEST_NAME] + "…"
