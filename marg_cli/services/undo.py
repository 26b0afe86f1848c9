"""Taking back the holder's last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import Refused

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class NothingToUndo(Refused):
    """The holder has made no change that still stands."""

    hint = "See what was done with: marg audit list"


class Undone(NamedTuple):
    """The change that was taken back: its row in the audit, when, and about what."""

    seq: int
    at: str
    command: str
    refs: str


def undo(store: Store) -> Undone:
    """Reverse the holder's last change. Raises NothingToUndo, or Refused when changed since."""
    with store.change("undo") as change:
        last = store.journal.last_change(store.holder)
        if last is None:
            raise NothingToUndo("There is no change of yours to undo.")
        change.take_back(last.seq)
        change.about(f"#{last.seq}", *last.refs.split())
    return Undone(last.seq, last.at, last.command, last.refs)


def take_back(store: Store, seq: int) -> None:
    """Reverse the change of that number. Raises Refused when something of it was changed since."""
    with store.change("undo") as change:
        change.take_back(seq)
        change.about(f"#{seq}")
