"""Who gets no copy, why, and what would change it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.counting import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.services.agencies.gate import HeldBack


class LeftOut(NamedTuple):
    """Somebody who gets no copy, since personal data does not pass the gate to them."""

    recipient: str
    held_back: HeldBack


def told_of(left_out: Iterable[LeftOut]) -> list[str]:
    """A sentence for each reason, with all it holds for, and the way out of it."""
    grouped: defaultdict[HeldBack, list[str]] = defaultdict(list)
    for each in left_out:
        grouped[each.held_back].append(each.recipient)
    return [
        f"No copy for {in_a_sentence(recipients)}: {why.why}. {why.way_out}"
        for why, recipients in grouped.items()
    ]
