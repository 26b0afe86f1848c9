"""Which references a register has, for completion alone."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from marg_cli.cli.completion import ACTIONS, AGENCIES, CASES, MEETINGS
from marg_cli.errors import MargError

if TYPE_CHECKING:
    from marg_cli.cli.holding import Holding
    from marg_cli.store.protocol import Store

WORDS_FOR_MEETINGS = ("next", "last")


class References:
    """The references of the register a shell holds open, fetched when they are asked for.

    They name nobody and describe nothing, so that offering them is no reading of a case and leaves
    no row in the audit: it would hold one for every Tab. Another command is never waited for.
    """

    def __init__(self, holding: Holding) -> None:
        self._holding = holding

    def known(self, kind: int, begun: str) -> list[str]:
        """Those of one kind; where the register cannot say just now, none."""
        store = self._holding.store
        if store is None:
            return []
        with suppress(MargError), store.without_waiting():
            return _found(store, kind, begun)
        return []


def _found(store: Store, kind: int, begun: str) -> list[str]:
    if kind == CASES:
        return store.cases.refs()
    if kind == AGENCIES:
        return store.agencies.codes()
    if kind == MEETINGS:
        return [*WORDS_FOR_MEETINGS, *(day for _, day, _ in store.meetings.days())]
    if kind == ACTIONS:
        digits = begun.lstrip("aA")
        numbers = store.actions.beginning_with(digits) if digits.isdecimal() or not digits else []
        letter = begun[: len(begun) - len(digits)] if begun else "A"
        return [f"{letter}{number}" for number in numbers]
    return []
