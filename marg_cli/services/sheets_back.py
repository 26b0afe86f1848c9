"""Sheets that came back are taken all, or not at all: what they share, whatever they are about."""

from __future__ import annotations

from typing import Any, NamedTuple


class Problem(NamedTuple):
    """What is wrong, in which file, at which reference and row; nothing it says is anybody's data.

    A problem that is not fatal is only something to know.
    """

    file: str
    ref: str | None
    row: str | None
    line: int | None
    message: str
    fatal: bool


class NotWritten(Exception):
    """Leaves a change behind: a rehearsal, or something is wrong. It carries the report."""

    def __init__(self, report: Any) -> None:  # noqa: ANN401 - each import has its own
        super().__init__()
        self.report = report


def unless(is_good: bool, report: Any) -> None:  # noqa: ANN401, FBT001 - reads as a sentence
    """Raises NotWritten unless all is good."""
    if not is_good:
        raise NotWritten(report)
