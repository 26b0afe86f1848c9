"""Several use cases as one change of the register: all a line does stands or falls together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from marg_cli.store.protocol import Change, Store

Numbers = Mapping[str, list[int]]
"""Numbers by the counter that gave them out, in the order they were given."""


@contextmanager
def one_change(
    store: Store, command: str, *, again: Numbers | None = None
) -> Iterator[tuple[Store, OneChange]]:
    """Open one change, and a store in which every use case's change is that one.

    Numbers in *again* are given out anew before any other: a line typed again keeps its
    references.
    """
    with store.change(command) as change:
        one = OneChange(change, again or {})
        yield cast("Store", _Within(store, one)), one


class OneChange:
    """A change under way, which remembers the numbers it gave out."""

    def __init__(self, change: Change, again: Numbers) -> None:
        self._change = change
        self._again = {counter: list(numbers) for counter, numbers in again.items()}
        self.given: defaultdict[str, list[int]] = defaultdict(list)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a change can do
        return getattr(self._change, name)

    def next_number(self, counter: str) -> int:
        """Give out a number kept for this line, else the counter's next one."""
        kept = self._again.get(counter)
        number = kept.pop(0) if kept else self._change.next_number(counter)
        self.given[counter].append(number)
        return number


class _Within:
    """A register whose changes are all the one under way."""

    def __init__(self, store: Store, one: OneChange) -> None:
        self._store = store
        self._one = one

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a store can do
        return getattr(self._store, name)

    @contextmanager
    def change(self, _command: str) -> Iterator[OneChange]:
        """The one change, which ends when the line is kept."""
        yield self._one
