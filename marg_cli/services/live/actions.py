"""Actions set in one line: for one agency, for several together, or one for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import short
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.refs import GROUP
from marg_cli.errors import MargError, UsageRefused
from marg_cli.services import finding
from marg_cli.services.actions import action
from marg_cli.services.actions.due import due_day, remarks

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.live.line import Agreed
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

NEXT = "next meeting"


def set_actions(
    store: Store, meeting: str, case: str | None, line: Agreed, *, on: date
) -> tuple[list[str], list[str]]:
    """Set what a line agrees: its references, and when it is due where the line does not say so.

    Joined agencies have one action: the first leads, and its words name the others. A line for
    all is an action for each agency that is there. Raises UsageRefused where no meeting is
    planned after this one and the line has no day.
    """
    held = finding.meeting(store, meeting, today=on)
    due = line.due or NEXT
    try:
        day = due_day(store, due, meeting=held, today=on)
    except MargError as refusal:
        if line.due:
            raise
        raise UsageRefused(
            "No meeting is planned after this one, so say by when.",
            "For example: > GLOW: visit by 2 weeks",
        ) from refusal
    lead, *others = line.agencies or there(store, held)
    what = line.what
    if others and line.agencies:
        what = f"{what} (jointly with {in_a_sentence(others)})"
    refs = []
    for code in (lead,) if line.agencies else (lead, *others):
        made = action.add(
            store,
            case=case or GROUP,
            what=what,
            agency=code,
            owner=line.owner,
            due=due,
            meeting=meeting,
            intended=line.intended,
            direct=line.direct,
            on=on,
        )
        refs.append(made.action.ref)
    told = [] if line.due else [f"Due {short(day)}, the next meeting."]
    odd = remarks(store, day, held.held_on, today=on)
    return refs, [*told, *(remark.text for remark in odd)]


def there(store: Store, held: Meeting) -> tuple[str, ...]:
    """The agencies at a meeting that can take an action, else every core agency.

    Raises UsageRefused where there is none at all.
    """
    rows = store.meetings.attendance(held.number)
    here = {row.agency for row in rows if row.state is AttendanceState.PRESENT}
    at_work = [agency for agency in store.agencies.listed() if agency.retired_on is None]
    found = [
        agency.code
        for agency in at_work
        if (agency.code in here if here else agency.kind is AgencyKind.CORE)
        and agency.kind is not AgencyKind.GUEST
    ]
    if not found:
        raise UsageRefused("No agency is there to take that on.", "Name one: > GLOW: visit")
    return tuple(found)
