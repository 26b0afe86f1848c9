"""Taking back the holder's last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.counting import in_a_sentence
from marg_cli.errors import Refused
from marg_cli.services.minutes.undoing import must_not_be_final

if TYPE_CHECKING:
    from marg_cli.store.changes import Changed
    from marg_cli.store.protocol import Store


class NothingToUndo(Refused):
    """The holder has made no change that still stands."""

    hint = "See what was done with: marg audit list"


NOT_UNDONE = frozenset(
    {
        *("key add", "key remove", "key recovery"),
        *("pack build", "pack expire", "subject release"),
    }
)
"""Who may open the register is changed anew; what went out, or was removed, does not come back."""

ENTERS = frozenset(
    {
        "agenda render",
        "minutes render",
        "action chase",
        "trawl render",
        "case render",
        "subject export",
        "subject rectify",
        "document save",
        "export",
    }
)
"""What only enters in the ledger a paper that left: undo goes past it, to the change before."""


class Undone(NamedTuple):
    """The change that was taken back: its row in the audit, when, and about what."""

    seq: int
    at: str
    command: str
    refs: str


class Ahead(NamedTuple):
    """The change undo would take back, and why nothing later than it can be, if anything is."""

    change: Changed
    passed_over: str | None


def ahead(store: Store) -> Ahead | None:
    """The holder's last change that still stands and can be taken back.

    Raises NothingToUndo where changes stand, and what all of them kept is gone for good.
    """
    newest = last = _last(store)
    lost: list[str] = []
    while last is not None and (documents := _gone_for_good(store, last)):
        lost += documents
        last = _last(store, before=last.seq)
    if newest is None:
        return None
    why = _lost(newest, lost) if lost else None
    if last is None:
        raise NothingToUndo(
            f"{why}, and no change of yours stands before it.",
            "Add the file again with: marg document add CASE FILE",
        )
    return Ahead(last, ", and ".join(filter(None, (why, _of_keys(store, last)))) or None)


def undo(store: Store, change: Changed | None = None) -> Undone:
    """Reverse a change of the holder's: the one given, else their last.

    Raises NothingToUndo; Refused when it was changed since, or final minutes hold it.
    """
    with store.change("undo") as undoing:
        last = change or _last(store)
        if last is None:
            raise _nothing(store)
        must_not_be_final(store, last.seq)
        undoing.take_back(last.seq)
        undoing.about(f"#{last.seq}", *last.refs.split())
    return Undone(last.seq, last.at, last.command, last.refs)


def _nothing(store: Store) -> NothingToUndo:
    """Say why there is nothing: an erasure ends what can be taken back."""
    erased = store.data_protection.erasures.listed()
    if not erased:
        return NothingToUndo("There is no change of yours to undo.")
    latest = max(erased, key=lambda each: each.seq)
    return NothingToUndo(
        f"The erasure of {latest.case_ref} cannot be undone, nor anything before it."
    )


def take_back(store: Store, seq: int) -> None:
    """Reverse the change of that number. Raises Refused when something of it was changed since."""
    with store.change("undo") as change:
        change.take_back(seq)
        change.about(f"#{seq}")


def _last(store: Store, *, before: int | None = None) -> Changed | None:
    return store.journal.last_change(store.holder, but_not=ENTERS | NOT_UNDONE, before=before)


def _gone_for_good(store: Store, change: Changed) -> list[str]:
    """The documents a change touched whose content is gone, so that it stands for ever."""
    from marg_cli.domain.refs import document_ref

    lines = store.journal.of_change(change.seq)
    sides = [line.after or line.before or {} for line in lines if line.thing == "CaseDocument"]
    return [document_ref(number) for number in store.documents.gone({s["number"] for s in sides})]


def _lost(newest: Changed, documents: list[str]) -> str:
    """Why the newest change stands, and those before it that touched what is gone."""
    gone = in_a_sentence(list(dict.fromkeys(documents)))
    return f"{said_of(newest)} cannot be undone, as the content of {gone} is gone for good"


def _of_keys(store: Store, last: Changed) -> str | None:
    since = store.audit.rows(holder=store.holder, since=last.at)
    passed_over = [row.command for row in since if row.seq > last.seq and row.command in NOT_UNDONE]
    return f"{passed_over[-1]} cannot be undone" if passed_over else None


def said_of(change: Changed) -> str:
    """A change as people read it: its command, and what it was about."""
    return f"{change.command} ({change.refs})" if change.refs else change.command
