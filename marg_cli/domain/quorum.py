"""Whether enough core agencies are at a meeting for it to decide, and when there were too few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marg_cli.domain.calendar import clock
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.domain.value import Value

FIRST, LAST = "", "99:99"
"""Before and after every time of a day, which is "HH:MM"."""


class Stay(NamedTuple):
    """How long somebody speaks for an agency: from the start and to the end, but for what is said.

    Who left at a time is not there at it any more.
    """

    agency: str
    arrived: str | None = None
    left_at: str | None = None


class Gap(Value):
    """A time with too few agencies: from the start, or to the end, where a side is not said."""

    since: str | None
    until: str | None


class Quorum(Value):
    """The core agencies a meeting has, those that are missing, and how many it takes.

    `needed` is 0 where the group has no rule, and nothing follows from the rest then. A meeting
    `is_quorate` when enough agencies were there together at some time; `gaps` are when not.
    """

    needed: int
    present: tuple[str, ...]
    missing: tuple[str, ...]
    is_quorate: bool
    gaps: tuple[Gap, ...]


def quorum(needed: int, core: Sequence[str], stays: Iterable[Stay]) -> Quorum:
    """Work out whether the *core* agencies that have *stays* are enough, and when they were not."""
    own = [stay for stay in stays if stay.agency in core]
    came = {stay.agency for stay in own}
    times = sorted({at for stay in own for at in (stay.arrived, stay.left_at) if at})
    spans = list(zip([FIRST, *times], [*times, LAST], strict=True))
    short = [span for span in spans if _there(own, span[0]) < needed]
    is_quorate = len(short) < len(spans)
    return Quorum(
        needed=needed,
        present=tuple(code for code in core if code in came),
        missing=tuple(code for code in core if code not in came),
        is_quorate=is_quorate,
        gaps=_joined(short) if is_quorate else (),
    )


def _there(stays: Iterable[Stay], at: str) -> int:
    """How many agencies somebody speaks for at a time."""
    there = {s.agency for s in stays if (s.arrived or FIRST) <= at < (s.left_at or LAST)}
    return len(there)


def _joined(spans: Iterable[tuple[str, str]]) -> tuple[Gap, ...]:
    """Put spans that touch together; what begins with the meeting, or ends with it, says so."""
    joined: list[tuple[str, str]] = []
    for since, until in spans:
        touches = bool(joined) and joined[-1][1] == since
        joined.append((joined.pop()[0] if touches else since, until))
    return tuple(
        Gap(since=since if since != FIRST else None, until=until if until != LAST else None)
        for since, until in joined
    )


def said(found: Quorum) -> str:
    """Say in a sentence or two whether a meeting is quorate; nothing where there is no rule."""
    if not found.needed:
        return ""
    of = f"{counted(len(found.present), 'core agency')}, and {found.needed} make a quorum"
    missing = f" Missing: {in_a_sentence(found.missing)}." if found.missing else ""
    if not found.is_quorate:
        together = "" if len(found.present) < found.needed else " at no time together"
        return f"Not quorate: {of}{together}.{missing}"
    but = f", but not {in_a_sentence([_when(gap) for gap in found.gaps])}" if found.gaps else ""
    return f"Quorate{but}: {of}.{missing}"


def _when(gap: Gap) -> str:
    since, until = (at and clock(at) for at in (gap.since, gap.until))
    if since and until:
        return f"from {since} to {until}"
    return f"before {until}" if until else f"after {since}"
