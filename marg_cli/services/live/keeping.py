"""Keeping what a line says: one change, one row in the audit, one undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.live.line import (
    Agreed,
    Becomes,
    Decided,
    Heard,
    InTheWay,
    Line,
    NotHeard,
    Rated,
    Said,
    Shared,
)
from marg_cli.domain.minutes import GENERAL
from marg_cli.errors import Refused
from marg_cli.services.at_the_table import barrier, decision, information, outcome, person_view
from marg_cli.services.live.actions import set_actions
from marg_cli.services.live.one_change import Numbers, one_change
from marg_cli.services.live.risks import state_risk
from marg_cli.services.minutes import minutes
from marg_cli.services.minutes.undoing import must_not_be_final
from marg_cli.services.undo import ENTERS

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store

TAKE = "minutes take"
AT_THE_MEETING = "passed on at the meeting"
"""How a person's views came that an agency told the group."""


class Where(NamedTuple):
    """Where a line belongs: the meeting's date, the case (none: in general), and the heading."""

    meeting: str
    case: str | None
    heading: str


class Kept(NamedTuple):
    """A line that was kept: what it made, and what a person should be told.

    `seqs` are its changes: the one that kept it, and one for each time it was changed.
    """

    seqs: tuple[int, ...]
    refs: tuple[str, ...]
    told: list[str]
    numbers: Numbers


class NothingLeft(Refused):
    """Nothing recorded at this screen is left to take back."""


def keep(store: Store, where: Where, line: Line, *, on: date) -> Kept:
    """Keep one line. Raises what its use case raises; then nothing of it is kept."""
    return _kept(store, where, line, on=on)


def revise(store: Store, before: Kept, where: Where, line: Line, *, on: date) -> Kept:
    """Keep a line in place of one kept before: what it makes has the same references.

    Raises Refused where something of it was changed since.
    """
    must_not_be_final(store, before.seqs[-1])
    return _kept(store, where, line, instead_of=before, on=on)


def take_back(store: Store, kept: Kept) -> None:
    """Take back what was done last with a line. Raises Refused where it was changed since."""
    must_not_be_final(store, kept.seqs[-1])
    _undo(store, kept.seqs[-1])


def take_back_last(store: Store) -> str:
    """Take back the last line kept before this screen was opened; answers what it was about.

    Raises NothingLeft where the holder's last change was none of these.
    """
    last = store.journal.last_change(store.holder, but_not=ENTERS)
    if last is None or last.command != TAKE:
        raise NothingLeft(
            "Nothing typed at this screen is left to take back.",
            "Other changes are taken back outside it, with: marg undo",
        )
    must_not_be_final(store, last.seq)
    _undo(store, last.seq)
    return last.refs


def _undo(store: Store, seq: int) -> None:
    with store.change("undo") as change:
        change.take_back(seq)
        change.about(f"#{seq}")


def _kept(
    store: Store,
    where: Where,
    line: Line,
    *,
    instead_of: Kept | None = None,
    on: date,
) -> Kept:
    writer = WRITERS[type(line)]
    if where.case is None and type(line) not in IN_GENERAL:
        raise Refused(
            "That is said of a case, and no case is open.",
            "Go to one with a slash and its reference, as in: /M26-004",
        )
    again = instead_of.numbers if instead_of else None
    with one_change(store, TAKE, again=again) as (inside, change):
        earlier = instead_of.seqs if instead_of else ()
        for seq in reversed(earlier):
            change.put_back(seq)
        refs, told = writer(inside, where, line, on)
        change.about(where.meeting)
        return Kept((*earlier, change.seq), tuple(refs), told, dict(change.given))


Made = tuple[list[str], list[str]]
"""References of what was made, and remarks."""


def _said(store: Store, where: Where, line: Said, on: date) -> Made:
    made = minutes.record(
        store,
        where.case or GENERAL,
        where.heading,
        line.text,
        meeting=where.meeting,
        on=on,
    )
    return [made.entry.ref], made.remarks


def _shared(store: Store, where: Where, line: Shared, on: date) -> Made:
    made = information.add(
        store,
        where.case or "",
        line.text,
        agency=line.agency,
        kind=line.kind,
        third_party=line.third_party,
        criminal=line.criminal,
        only_for=line.only_for,
        meeting=where.meeting,
        day=None,
        on=on,
    )
    return [made.information.ref], made.remarks[1:]  # that it belongs to this meeting is plain


def _heard(store: Store, where: Where, line: Heard, on: date) -> Made:
    made = person_view.add(
        store,
        where.case or "",
        line.text,
        by=line.agency,
        how=AT_THE_MEETING,
        wants=None,
        day=None,
        meeting=where.meeting,
        on=on,
    )
    return [made.view.ref], made.remarks


def _not_heard(store: Store, where: Where, line: NotHeard, on: date) -> Made:
    made = person_view.not_obtained(
        store, where.case or "", line.because, by=None, meeting=where.meeting, on=on
    )
    return [each.view.ref for each in made], made[0].remarks


def _in_the_way(store: Store, where: Where, line: InTheWay, on: date) -> Made:
    made = barrier.add(
        store, where.case or "", line.text, service=None, meeting=where.meeting, on=on
    )
    return [made.barrier.ref], made.remarks


def _decided(store: Store, where: Where, line: Decided, on: date) -> Made:
    made = decision.add(
        store, where.case or "", line.text, because=line.because, meeting=where.meeting, on=on
    )
    return [made.decision.ref], made.remarks


def _agreed(store: Store, where: Where, line: Agreed, on: date) -> Made:
    return set_actions(store, where.meeting, where.case, line, on=on)


def _rated(store: Store, where: Where, line: Rated, on: date) -> Made:
    return state_risk(store, where.meeting, where.case or "", line, on=on)


def _becomes(store: Store, where: Where, line: Becomes, on: date) -> Made:
    made = outcome.agree(
        store,
        where.case or "",
        line.kind,
        review=line.review,
        process=line.process,
        because=line.because,
        meeting=where.meeting,
        on=on,
    )
    return [f'The outcome "{made.said}"'], made.remarks


WRITERS: dict[type, Callable[[Store, Where, Any, date], Made]] = {
    Said: _said,
    Shared: _shared,
    Heard: _heard,
    NotHeard: _not_heard,
    InTheWay: _in_the_way,
    Decided: _decided,
    Agreed: _agreed,
    Rated: _rated,
    Becomes: _becomes,
}
IN_GENERAL = {Said, Agreed}
"""What may be said without a case: a text, and an action of the group's own."""
