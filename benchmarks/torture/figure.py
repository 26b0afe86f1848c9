"""One line of the results: what was done how often, what was promised, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """A promise, and what torturing found. *broken* names each case that broke it."""

    what: str
    many: int
    target: str
    found: str
    broken: Sequence[str] = ()

    @property
    def is_met(self) -> bool:
        """Whether nothing broke the promise."""
        return not self.broken
