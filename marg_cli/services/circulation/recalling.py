"""Calling back what speaks of a case: whose copies do, and a notice to each of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.circulation import Audience, Happening, PackEvent, happened
from marg_cli.domain.papers.correction_notice import CopyHeld
from marg_cli.domain.papers.recall_notice import RecallNotice
from marg_cli.errors import Refused
from marg_cli.services.circulation.ledger import case_in_ledger, pack_of
from marg_cli.services.data_protection.copies import CopySeen, copies_of
from marg_cli.services.group import group
from marg_cli.services.papers import frame

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class Held(NamedTuple):
    """A case, and whose copies speak of it: *own* are the holder's, which nobody sends back."""

    case: str
    copies: list[CopySeen]
    own: list[str]


def held(store: Store, case: str) -> Held:
    """Say whose copies speak of a case and are not back. Raises CaseNotFound."""
    with store.read("pack recall") as reading:
        found = _held(store, case)
        reading.about(found.case, *(copy.pack for copy in found.copies))
    return found


def notices(store: Store, case: str, *, because: str, on: date) -> dict[str, RecallNotice]:
    """A notice for each recipient, by recipient.

    Raises CaseNotFound, and Refused where nobody holds a copy.
    """
    with store.read("pack recall", leaving=True) as reading:
        found = _held(store, case)
        reading.about(found.case)
        held_by: defaultdict[str, list[CopySeen]] = defaultdict(list)
        for copy in found.copies:
            held_by[copy.recipient].append(copy)
        made = group(store)
    if not held_by:
        raise Refused(
            f"Nobody is known to hold a copy that speaks of {found.case}.",
            f"See what became of them: marg pack ledger --case {found.case}",
        )
    return {
        recipient: RecallNotice(
            head=frame.head_on(
                made,
                on,
                title=f"Recall of papers on {found.case}",
                copy_for=recipient,
                version=f"Notice of {short(on)}",
            ),
            ref=found.case,
            recipient=recipient,
            because=because,
            copies=tuple(CopyHeld(**copy._asdict()) for copy in copies),
        )
        for recipient, copies in held_by.items()
    }


def recalled(store: Store, case: str, *, on: date) -> Held:
    """Note that every copy of a case that is not back was called back. Raises CaseNotFound."""
    with store.change("pack recall") as change:
        found = _held(store, case)
        change.about(found.case)
        for copy in found.copies:
            pack = pack_of(store, copy.pack)
            before = store.circulation.events.listed(pack=pack.number)
            if before and before[-1].what is Happening.RECALLED:
                continue
            event = PackEvent(
                number=change.next_number("pack event"),
                pack=pack.number,
                what=Happening.RECALLED,
                happened_on=on,
            )
            change.save(happened(pack, before, event))
        return _held(store, case)


def _held(store: Store, case: str) -> Held:
    ref = case_in_ledger(store, case)
    copies = copies_of(store, ref)
    return Held(
        ref,
        [copy for copy in copies if copy.recipient != Audience.HOLDER],
        [copy.pack for copy in copies if copy.recipient == Audience.HOLDER],
    )
