"""What an import did, and what is to be put right."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from marg_cli.services.exchange.problems import Problem, fatal, known


class Report(NamedTuple):
    """The fields scripts may rely on; nothing was written when a problem is fatal."""

    read: int
    added: int
    changed: int
    skipped: int
    problems: list[Problem]

    @property
    def is_fatal(self) -> bool:
        """Whether anything has to be put right first."""
        return any(problem.fatal for problem in self.problems)


class Tally:
    """Counts as records come, and keeps every problem with its line."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def added(self) -> None:
        """One more that was not there."""
        self._counts["added"] += 1

    def changed(self) -> None:
        """One more that was there and now says something else."""
        self._counts["changed"] += 1

    def skipped(self) -> None:
        """One more that was there and says the same, or cannot be used."""
        self._counts["skipped"] += 1

    def refuse(self, message: str, *, line: int | None, field: str) -> None:
        """A record that cannot be used."""
        self.problems.append(fatal(message, line=line, field=field))

    def remark(self, message: str, *, line: int | None, field: str) -> None:
        """Something to know that stops nothing."""
        self.problems.append(known(message, line=line, field=field))

    def report(self, read: int) -> Report:
        """Sum up, problems in the order of their lines."""
        problems = sorted(self.problems, key=lambda p: (p.line or 0, p.field or ""))
        counts = self._counts
        return Report(read, counts["added"], counts["changed"], counts["skipped"], problems)
