"""Taking back the holder's last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.errors import Refused
from marg_cli.services.minutes.undoing import must_not_be_final

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class NothingToUndo(Refused):
    """The holder has made no change that still stands."""

    hint = "See what was done with: marg audit list"


NOT_UNDONE = frozenset({"key add", "key remove", "key recovery"})
"""What changes who may open the register: it is done anew, never undone."""

ENTERS = frozenset(
    {"agenda render", "minutes render", "action chase", "trawl render", "case render"}
)
"""What only enters in the ledger a paper that left: undo goes past it, to the change before."""


class Undone(NamedTuple):
    """The change that was taken back: its row in the audit, when, and about what."""

    seq: int
    at: str
    command: str
    refs: str


class Ahead(NamedTuple):
    """What undo would take back, and what was done since that it cannot take back, if anything."""

    command: str
    refs: str
    passed_over: str | None


def ahead(store: Store) -> Ahead | None:
    """The holder's last change that still stands, before it is taken back."""
    last = store.journal.last_change(store.holder, but_not=ENTERS | NOT_UNDONE)
    if last is None:
        return None
    since = store.audit.rows(holder=store.holder, since=last.at)
    passed_over = [row.command for row in since if row.seq > last.seq and row.command in NOT_UNDONE]
    return Ahead(last.command, last.refs, passed_over[-1] if passed_over else None)


def undo(store: Store) -> Undone:
    """Reverse the holder's last change.

    Raises NothingToUndo; Refused when it was changed since, or final minutes hold it.
    """
    with store.change("undo") as change:
        last = store.journal.last_change(store.holder, but_not=ENTERS | NOT_UNDONE)
        if last is None:
            raise NothingToUndo("There is no change of yours to undo.")
        must_not_be_final(store, last.seq)
        change.take_back(last.seq)
        change.about(f"#{last.seq}", *last.refs.split())
    return Undone(last.seq, last.at, last.command, last.refs)


def take_back(store: Store, seq: int) -> None:
    """Reverse the change of that number. Raises Refused when something of it was changed since."""
    with store.change("undo") as change:
        change.take_back(seq)
        change.about(f"#{seq}")
