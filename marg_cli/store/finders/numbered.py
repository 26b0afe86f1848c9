"""What every store finds by its number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Numbered(Protocol[T_co]):
    """Finds things that people know by a letter and a number."""

    def get(self, number: int, /) -> T_co | None:
        """The one with that number."""

    def nearest(self, number: int, /) -> Iterable[int]:
        """The numbers nearest to one that is not there."""
