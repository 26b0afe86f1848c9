"""The agenda: which cases a meeting takes, in which order, and at what time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import is_repeat
from marg_cli.domain.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HOUR = 60


class AgendaKind(StrEnum):
    """Why a case is on the agenda."""

    REVIEW = "review"
    NEW = "new"
    REPEAT = "repeat"
    CLOSURE = "closure"


class AgendaItem(Value):
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


class Clash(NamedTuple):
    """A slot fixed at a time when the one before it (none: the opening) is not over yet."""

    case_ref: str
    at: str
    before: str | None
    until: str


def kind_for(
    *, on: date, listed: Iterable[date], referred: tuple[date, ...], months: int
) -> AgendaKind:
    """Work out why a case comes to the meeting *on*, from the meetings it was listed for.

    A review when it was listed before, since its latest referral; else a repeat when that
    referral is one (within *months* of the one before it), else new.
    """
    since = max(referred) if len(referred) > 1 else date.min
    if any(since <= day < on for day in listed):
        return AgendaKind.REVIEW
    return AgendaKind.REPEAT if is_repeat(referred, months) else AgendaKind.NEW


def numbered(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Give slots the positions 1 to n in the order they come."""
    return [replace(item, position=n) for n, item in enumerate(items, start=1)]


def placed(items: Sequence[AgendaItem], item: AgendaItem) -> list[AgendaItem]:
    """Put a slot in where it belongs: a closure last, any other before the closures at the end."""
    place = len(items)
    if item.kind is not AgendaKind.CLOSURE:
        while place and items[place - 1].kind is AgendaKind.CLOSURE:
            place -= 1
    return numbered([*items[:place], item, *items[place:]])


def moved(items: Sequence[AgendaItem], item: AgendaItem, position: int) -> list[AgendaItem]:
    """Bring one of the slots to another position, 1 to n; the others keep their order."""
    others = [other for other in items if other.case_ref != item.case_ref]
    return numbered([*others[: position - 1], item, *others[position - 1 :]])


def first_slot(at: str | None, opening: int) -> str | None:
    """When the first case is called: *opening* minutes after the start, None without a start."""
    return end_of(at, opening) if at else None


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


def clashes(items: Sequence[AgendaItem], first: str | None) -> list[Clash]:
    """Say which fixed times come before *first*, or before the slot ahead of them is over."""
    found = []
    before, until = None, first
    for item, starts in zip(items, slot_times(items, first), strict=True):
        if item.at and until and item.at < until:
            found.append(Clash(item.case_ref, item.at, before, until))
        before = item.case_ref
        until = starts and end_of(starts, item.minutes)
    return found


def too_late(items: Sequence[AgendaItem], first: str | None, ends: str | None) -> list[str]:
    """The cases whose slots go on after the meeting *ends*, by reference; none without an end."""
    timed = zip(items, slot_times(items, first), strict=True)
    return [i.case_ref for i, at in timed if ends and at and end_of(at, i.minutes) > ends]


def end_of(starts: str, minutes: int) -> str:
    """When something is over that lasts so many minutes."""
    return clock_of(minutes_of(starts) + minutes)


def minutes_of(at: str) -> int:
    """Read "14:05" as minutes since midnight."""
    hours, minutes = at.split(":")
    return int(hours) * HOUR + int(minutes)


def clock_of(minutes: int) -> str:
    """Write minutes since midnight as "14:05"."""
    return f"{minutes // HOUR % 24:02d}:{minutes % HOUR:02d}"
