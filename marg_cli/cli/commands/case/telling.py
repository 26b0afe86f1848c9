"""A case's history for people: who, when, which command, and each field before and after."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from marg_cli.cli.output import words, write_lines
from marg_cli.domain.calendar import short
from marg_cli.domain.plain_dates import iso_day
from marg_cli.domain.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.services.cases.history import FieldChange, HistoryLine


def write(lines: Iterable[HistoryLine]) -> None:
    """Write each change under a line of its own, with what it did below."""
    for _, group in groupby(lines, key=lambda line: line.seq):
        did = list(group)
        undone = "  (undone since)" if did[0].undone else ""
        heading = f"{_when(did[0].at)}  {did[0].by}  {did[0].command}{undone}"
        sys.stdout.write(f"{visible(heading)}\n")
        for line in did:
            sys.stdout.write(f"  {visible(line.about)} {line.what}\n")
            write_lines({c.field: _change(line.what, c) for c in line.changes}, indent="    ")


def _when(at: str) -> str:
    """The local time of a moment kept as UTC."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{short(moment.date())} {moment:%H:%M}"


def _change(what: str, change: FieldChange) -> str:
    if what == "changed":
        return f"{_said(change.before)} → {_said(change.after)}"
    return _said(change.before if what == "removed" else change.after)


def _said(value: object) -> str:
    day = iso_day(value) if isinstance(value, str) else None
    if value is False:
        return "no"
    return words(day or value) or "(nothing)"
