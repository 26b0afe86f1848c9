"""One thing a check found, and the order in which a person reads several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Finding(NamedTuple):
    """What is wrong under one heading of a case (none: the general part), and how to mend it.

    No sentence here quotes what was recorded. `mend` is a command to type; what a person fills
    in stands in it as "..." or in capitals. `entry` or `action` is the one it is about.
    """

    case: str | None
    heading: str
    finding: str
    mend: str
    entry: str | None = None
    action: str | None = None


def in_order(found: Iterable[Finding], cases: Sequence[str]) -> list[Finding]:
    """The general part, then *cases* in their order, then any other; each in the order found."""
    place: dict[str | None, int] = {None: -1}
    place |= {ref: number for number, ref in enumerate(cases)}
    rest = len(cases)
    return sorted(found, key=lambda each: (place.get(each.case, rest), _other(each, place)))


def _other(finding: Finding, place: dict[str | None, int]) -> str:
    return "" if finding.case in place else str(finding.case)
