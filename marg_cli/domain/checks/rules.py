"""How a rule of a check is written down: where it looks, what it says, how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from marg_cli.domain.checks.finding import Finding

Told = TypeVar("Told")


class Spot(NamedTuple):
    """One place where a rule is broken; `words` fill the gaps of its sentence and its command."""

    words: dict[str, str]
    entry: str | None = None
    action: str | None = None


HERE = (Spot({}),)
"""Broken once, with nothing to add."""


class Rule(NamedTuple, Generic[Told]):
    """One rule: its heading, its sentence, its command, and where it is broken.

    {gaps} are filled from the words of what is looked at and of the spot.
    """

    heading: str
    says: str
    mend: str
    breaks: Callable[[Told], Iterable[Spot] | bool]

    def found(self, told: Told, case: str | None, words: dict[str, str]) -> list[Finding]:
        """Where the rule is broken in what was told."""
        broken = self.breaks(told)
        spots = (HERE if broken else ()) if isinstance(broken, bool) else broken
        return [
            Finding(
                case,
                self.heading.format(**words | spot.words),
                self.says.format(**words | spot.words),
                self.mend.format(**words | spot.words),
                spot.entry,
                spot.action,
            )
            for spot in spots
        ]
