"""The agenda: which cases a meeting takes, in which order, and at what time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOUR = 60


class AgendaKind(StrEnum):
    """Why a case is on the agenda."""

    REVIEW = "review"
    NEW = "new"
    REPEAT = "repeat"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One case's slot. `at` fixes its start ("HH:MM"); `minutes` is how long it may take."""

    meeting: int
    case_ref: str
    kind: AgendaKind
    position: int
    at: str | None = None
    minutes: int = 15
    guest: int | None = None

    @property
    def ref(self) -> str:
        """The case it is about."""
        return self.case_ref


def slot_times(items: Sequence[AgendaItem], first: str | None) -> list[str | None]:
    """Work out when each slot starts: where it is fixed, else when the one before it ends.

    *first* is when the first slot starts; without it only fixed slots and those after have a time.
    """
    times: list[str | None] = []
    clock = minutes_of(first) if first else None
    for item in items:
        if item.at:
            clock = minutes_of(item.at)
        times.append(None if clock is None else clock_of(clock))
        if clock is not None:
            clock += item.minutes
    return times


def minutes_of(at: str) -> int:
    """Read "14:05" as minutes since midnight."""
    hours, minutes = at.split(":")
    return int(hours) * HOUR + int(minutes)


def clock_of(minutes: int) -> str:
    """Write minutes since midnight as "14:05"."""
    return f"{minutes // HOUR % 24:02d}:{minutes % HOUR:02d}"
