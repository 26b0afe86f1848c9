"""A year lived through day by day: each day's commands through the real command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from heapq import heappop, heappush
from pathlib import Path
from typing import Any
from unittest import mock

from marg_cli.cli.app import run
from marg_cli.cli.session import Session
from tests.year.ledger import Ledger, rows_of

DONE, FOUND = 0, 3
FORMATS = ["md", "txt", "html", "docx", "pdf"]
EVERY = "every-format"
"""The folder of the papers that were written in all of them."""

Step = Callable[[], None]


class Year:
    """The register, the day it is, what is to happen on which day, and the truth beside it."""

    def __init__(self, folder: Path, register: Path, identity: Path) -> None:
        self.folder = folder
        self.register = register
        self.identity = identity
        self.examples = folder / "examples"
        self.today = date(2026, 1, 5)
        self.ledger = Ledger()
        self.told: list[str] = []
        """Every command as it was given, with its day."""
        self._diary: list[tuple[date, int, int, Step]] = []
        self._steps = 0

    def on(self, day: date, step: Step, *, late: bool = False) -> None:
        """Note in the diary that something happens on a day; what is *late* comes last in it."""
        self._steps += 1
        heappush(self._diary, (day, int(late), self._steps, step))

    def live(self, until: date) -> None:
        """Go through the diary, day by day, to the end of the last one."""
        while self._diary and self._diary[0][0] <= until:
            self.today, _, _, step = heappop(self._diary)
            step()
        self.today = until

    def marg(self, *words: str, ends: int = 0, typed: str = "") -> str:
        """Run one command as a script would; a failure names it and its day."""
        told = f"{self.today}: marg {' '.join(words)}"
        self.told.append(told)
        out, err = io.StringIO(), io.StringIO()
        at = f"{self.today}T09:00:00Z"
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            mock.patch.object(sys, "stdin", io.StringIO(typed)),
            mock.patch.object(Session, "now", staticmethod(lambda: at)),
        ):
            code = run(words, self.environ)
        assert code == ends, (
            f"{told}\nended with {code}, not {ends}:\n{out.getvalue()}{err.getvalue()}"
        )
        if ends in {DONE, FOUND}:
            self.ledger.rows += rows_of(words, typed)
        return out.getvalue()

    @property
    def environ(self) -> dict[str, str]:
        """What a command is told of this register and this day."""
        return {
            "MARG_STORE": str(self.register),
            "MARG_IDENTITY_FILE": str(self.identity),
            "MARG_TODAY": self.today.isoformat(),
        }

    @property
    def every_format(self) -> tuple[str, ...]:
        """How a paper is written in every format there is."""
        return ("--as", ",".join(FORMATS), "--out", str(self.folder / EVERY), "--force")

    def written(self, example: str = "") -> tuple[str, ...]:
        """How a paper is written: as Markdown, or as one of those chosen, in the forms named."""
        where = self.examples if example else self.folder / "papers"
        forms = example or "md"
        return ("--as", forms, "--out", str(where), "--force")

    def json(self, *words: str, **how: Any) -> Any:
        """Run one command and read what it answers to programs."""
        return json.loads(self.marg(*words, "--format", "json", **how))

    def same(self, what: str, found: object, expected: object) -> None:
        """Hold what a command answered against the truth, by the day and the last command."""
        assert found == expected, f"{self.told[-1]}\n{what}: {found!r}, and not {expected!r}"
