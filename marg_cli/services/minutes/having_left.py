"""Which final minutes a thing left in: until then it is edited, from then on corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain import correction
from marg_cli.domain.case import Case
from marg_cli.domain.learning import Learning
from marg_cli.domain.minutes import Entry

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import Action
    from marg_cli.domain.barrier import Barrier
    from marg_cli.domain.decision import Decision
    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.person_view import PersonView
    from marg_cli.domain.risk import Risk
    from marg_cli.store.protocol import Store

    Thing = Action | Entry | Information | PersonView | Risk | Barrier | Decision | Case | Learning


def must_not_have_left(store: Store, thing: Thing) -> None:
    """Raises Refused for a thing that final minutes hold, with how to correct it."""
    correction.must_not_have_left(kind_of(thing), said_of(thing), left_in(store, thing))


def must_have_left(store: Store, thing: Thing, field: str) -> None:
    """Raises Refused for a thing that can still be edited, with how to."""
    correction.must_have_left(kind_of(thing), said_of(thing), field, left_in(store, thing))


def left_in(store: Store, thing: Thing) -> Meeting | None:
    """The meeting whose minutes hold a thing.

    The end of a case, and what was learnt from it, is told by the first minutes after it.
    """
    if isinstance(thing, Case):
        return _told_since(store, thing.ref, thing.closed_on) if thing.closed_on else None
    if isinstance(thing, Learning):
        return _told_since(store, thing.case_ref, thing.said_on)
    return store.meetings.get(thing.meeting) if thing.meeting is not None else None


def kind_of(thing: Thing) -> str:
    """What kind of thing it is, as the table of what can be corrected calls it."""
    return type(thing).__name__


def said_of(thing: Thing) -> str:
    """The reference people say of it: an entry's own, not that of its case."""
    return f"E{thing.number}" if isinstance(thing, Entry) else thing.ref


def _told_since(store: Store, case_ref: str, day: date) -> Meeting | None:
    told = {b.meeting for b in store.minutes_versions.blocks() if b.case_ref == case_ref}
    return next((m for m in store.meetings.listed() if m.number in told and m.held_on >= day), None)
