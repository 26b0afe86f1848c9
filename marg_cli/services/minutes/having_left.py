"""Which final minutes a thing left in: until then it is edited, from then on corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain import correction
from marg_cli.domain.case import Case
from marg_cli.domain.minutes import Entry

if TYPE_CHECKING:
    from marg_cli.domain.action import Action
    from marg_cli.domain.barrier import Barrier
    from marg_cli.domain.decision import Decision
    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.person_view import PersonView
    from marg_cli.domain.risk import Risk
    from marg_cli.store.protocol import Store

    Thing = Action | Entry | Information | PersonView | Risk | Barrier | Decision | Case


def must_not_have_left(store: Store, thing: Thing) -> None:
    """Raises Refused for a thing that final minutes hold, with how to correct it."""
    correction.must_not_have_left(kind_of(thing), said_of(thing), left_in(store, thing))


def must_have_left(store: Store, thing: Thing, field: str) -> None:
    """Raises Refused for a thing that can still be edited, with how to."""
    correction.must_have_left(kind_of(thing), said_of(thing), field, left_in(store, thing))


def left_in(store: Store, thing: Thing) -> Meeting | None:
    """The meeting whose minutes hold a thing; of a case, the one whose minutes tell its end."""
    if isinstance(thing, Case):
        return _told_of_its_end(store, thing)
    return store.meetings.get(thing.meeting) if thing.meeting is not None else None


def kind_of(thing: Thing) -> str:
    """What kind of thing it is, as the table of what can be corrected calls it."""
    return type(thing).__name__


def said_of(thing: Thing) -> str:
    """The reference people say of it: an entry's own, not that of its case."""
    return f"E{thing.number}" if isinstance(thing, Entry) else thing.ref


def _told_of_its_end(store: Store, case: Case) -> Meeting | None:
    told = {b.meeting for b in store.minutes_versions.blocks() if b.case_ref == case.ref}
    since = [
        meeting
        for meeting in store.meetings.listed()
        if meeting.number in told and case.closed_on and meeting.held_on >= case.closed_on
    ]
    return since[0] if since else None
