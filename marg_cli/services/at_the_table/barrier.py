"""Barriers: what keeps a person from a service, or a service from them, and its unblocking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.barrier import Barrier
from marg_cli.domain.refs import BARRIER
from marg_cli.services import finding
from marg_cli.services.at_the_table.belonging import case_named, held_on, note_list, said_at
from marg_cli.services.editing import edited, must_change
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import must_not_have_left
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Change, Store


class BarrierSeen(NamedTuple):
    """One barrier as lists and programs see it; one that still stands has no `unblocked_on`."""

    ref: str
    case: str
    text: str
    service: str | None
    raised_on: date
    meeting: date | None
    unblocked_on: date | None
    how: str | None


class Changed(NamedTuple):
    """A barrier just changed, and what a person might not have expected of it."""

    barrier: BarrierSeen
    remarks: list[str]


def add(
    store: Store, case: str, text: str, *, service: str | None, meeting: str | None, on: date
) -> Changed:
    """Keep a barrier. Raises CaseNotFound, or Refused once the minutes are final."""
    with store.change("barrier add") as change:
        found = finding.case(store, case)
        place = said_at(store, meeting, on=on)
        barrier = Barrier(
            number=change.next_number("barrier"),
            case_ref=found.ref,
            text=text,
            service=service,
            raised_on=place.on,
            meeting=place.number,
        )
        seen = _kept(store, change, barrier)
        return Changed(seen, place.heard(store, change, found))


def unblock(store: Store, ref: str, how: str, *, day: str | None, on: date) -> BarrierSeen:
    """Say how a barrier was unblocked, at the meeting under way or today, or on a day given."""
    with store.change("barrier unblock") as change:
        barrier = find(store.at_the_table.barriers, ref, BARRIER)
        place = said_at(store, None, on=on)
        when = day_that_came(day, on=place.on)
        return _kept(store, change, barrier.unblocked(how, on=when))


def edit(
    store: Store, ref: str, *, text: str | None, service: str | None, how: str | None
) -> BarrierSeen:
    """Put right what was typed wrong; an empty *how* takes back that it was unblocked."""
    must_change(text, service, how, options="TEXT, --service, --how")
    with store.change("barrier edit") as change:
        barrier = find(store.at_the_table.barriers, ref, BARRIER)
        if text is not None or service is not None:
            must_not_have_left(store, barrier)
        if how == "":
            barrier, how = barrier.blocked_again(), None
        elif how is not None and barrier.unblocked_on is None:
            barrier, how = barrier.unblocked(how, on=barrier.raised_on), None
        return _kept(store, change, edited(barrier, text=text, service=service, how=how))


def remove(store: Store, ref: str) -> BarrierSeen:
    """Take out a barrier that should not have been added. Raises BarrierNotFound."""
    with store.change("barrier remove") as change:
        barrier = find(store.at_the_table.barriers, ref, BARRIER)
        must_not_have_left(store, barrier)
        change.remove(barrier)
        change.about(barrier.case_ref)
        return seen(barrier, held_on(store))


def show(store: Store, ref: str) -> tuple[BarrierSeen, list[CorrectionSeen]]:
    """Show one barrier, and what was corrected of it. Raises BarrierNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("barrier show") as reading:
        barrier = find(store.at_the_table.barriers, ref, BARRIER)
        reading.about(barrier.ref, barrier.case_ref)
        return seen(barrier, held_on(store)), corrections_of(store, barrier.ref)


def listed(store: Store, case: str | None, *, standing: bool) -> list[BarrierSeen]:
    """List the barriers of one case, or of all; with *standing*, those not unblocked yet."""
    with store.read("barrier list") as reading:
        ref = case_named(store, case)
        found = [
            barrier
            for barrier in store.at_the_table.barriers.listed(case_ref=ref)
            if barrier.unblocked_on is None or not standing
        ]
        note_list(reading, ref, len(found), *(["standing"] if standing else []))
        days = held_on(store)
        return [seen(barrier, days) for barrier in found]


def seen(barrier: Barrier, days: dict[int, date]) -> BarrierSeen:
    """Say what one barrier is; *days* are the meetings'."""
    return BarrierSeen(
        barrier.ref,
        barrier.case_ref,
        barrier.text,
        barrier.service,
        barrier.raised_on,
        days.get(barrier.meeting or 0),
        barrier.unblocked_on,
        barrier.how,
    )


def _kept(store: Store, change: Change, barrier: Barrier) -> BarrierSeen:
    change.save(barrier)
    change.about(barrier.case_ref)
    return seen(barrier, held_on(store))
