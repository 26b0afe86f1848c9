"""Who gets no copy, why, and what would change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from marg_cli.domain.counting import in_a_sentence


class LeftOut(NamedTuple):
    """Somebody who gets no copy: why, and the command that would change it."""

    recipient: str
    because: str
    way_out: str


def told_of(left_out: Iterable[LeftOut]) -> list[str]:
    """A sentence for each reason, with all it holds for, and the way out of it."""
    grouped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in left_out:
        grouped[each.because, each.way_out].append(each.recipient)
    return [
        f"No copy for {in_a_sentence(recipients)}: {because}. To change that: {way_out}"
        for (because, way_out), recipients in grouped.items()
    ]
