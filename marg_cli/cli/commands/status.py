"""`marg status`: where the group stands today."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.options import RoomOption
from marg_cli.cli.output import emit_one, write_heading
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.deadlines import DeadlineState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from marg_cli.services.meetings.deadlines import DeadlineView
    from marg_cli.services.overview import Astray, Due, Overview

WAY_ON = {
    "to be screened": "marg case screen",
    "to be decided": "marg case accept",
    "to be taken up again": "marg case accept",
}
"""The command for what a case waits for."""

REVIEWED = {
    "terms of reference": "group.tor_review",
    "membership": "group.membership_review",
    "data protection impact assessment": "group.dpia",
}
"""The setting that holds when each thing of the group's own is reviewed next."""

FIRST_FEW = 5
"""How many references a line of the status names."""

RECENTLY = {0: "today", 1: "yesterday"}


def status(ctx: typer.Context, room: RoomOption = False) -> None:
    """See where the group stands today."""
    from marg_cli.services.overview import overview

    session = Session.of(ctx)
    seen = overview(session.store, on=session.today, now=session.moment, room=room)
    emit_one(session, seen, _lines(seen, room=room))
    if session.format is Format.TABLE:
        _write_to_do(seen)


def _lines(seen: Overview, *, room: bool) -> dict[str, object]:
    return {
        "Group": seen.group,
        "Today": british(seen.today),
        "Under way": [f"minutes of {british(day)}" for day in seen.under_way],
        "Amended": [f"minutes of {british(day)}, not final yet" for day in seen.amending],
        "Next meeting": _meeting(seen),
        "Cases": [f"{count} {status}" for status, count in seen.cases.items()] or "none yet",
        "At risk now": _untold(seen),
        "No next slot": _no_next_slot(seen),
        "Gone astray": [_astray(each) for each in seen.astray],
        "Checks": _checks(seen),
        "Actions": _actions(seen),
        "Views": _views(seen),
        "Records": None if room else _records(seen),
        "Files": _files(seen),
        "Last backup": None if room else _backup(seen),
        "Recovery key": None if room else f"last tried {_ago(seen, seen.recovery_tested)}",
    }


def _meeting(seen: Overview) -> str:
    if seen.next_meeting is None:
        return "none planned: marg meeting plan"
    at = f" at {clock(seen.at)}" if seen.at else ""
    return f"{british(seen.next_meeting)}{at}{f', {seen.venue}' if seen.venue else ''}"


def _untold(seen: Overview) -> str:
    """Cases somebody is at immediate risk in, and nobody is said to have been told."""
    if not seen.untold:
        return ""
    return (
        f"nobody is said to be told of {', '.join(seen.untold)}: "
        f"marg case screen {seen.untold[0]} --same --reported-to TEXT"
    )


def _no_next_slot(seen: Overview) -> str:
    """Active cases that nothing brings back: the first few, and how many more."""
    if not seen.no_next_slot:
        return ""
    way = "marg agenda build" if seen.next_meeting else "marg meeting plan"
    more = len(seen.no_next_slot) - FIRST_FEW
    rest = f" and {more} more" if more > 0 else ""
    return f"{', '.join(seen.no_next_slot[:FIRST_FEW])}{rest}: {way}"


def _astray(astray: Astray) -> str:
    """A copy in the wrong hands, and the hours left to tell the ICO."""
    by = f"{clock(f'{astray.report_by:%H:%M}')} on {short(astray.report_by.date())}"
    left = f"{astray.hours_left} hours left" if astray.hours_left >= 0 else "OVER"
    return f"{astray.pack}, the ICO told by {by} ({left}): marg pack settle {astray.pack}"


def _files(seen: Overview) -> str:
    """Rendered files that were to be removed by now."""
    if not seen.files_past:
        return ""
    many = "1 is" if seen.files_past == 1 else f"{seen.files_past} are"
    return f"{many} past the time they are kept: marg pack expire"


def _checks(seen: Overview) -> str:
    """The lateral checks for the next meeting; nothing while nobody was asked."""
    if seen.checks_out is None or seen.checks_due is None:
        return ""
    if not seen.checks_out:
        return "all answered"
    late = "overdue since" if seen.checks_due < seen.today else "due"
    return (
        f"{seen.checks_out} outstanding, {late} {short(seen.checks_due)}: "
        "marg trawl list --outstanding"
    )


def _actions(seen: Overview) -> str:
    late = f", {seen.overdue_actions} overdue: marg action overdue" if seen.overdue_actions else ""
    return f"{seen.open_actions} open{late}"


def _views(seen: Overview) -> str:
    if not seen.views_asked:
        return ""
    late = f", {seen.views_late} late" if seen.views_late else ""
    return f"{seen.views_asked} asked for{late}: marg view list --outstanding"


def _records(seen: Overview) -> str:
    """The records of ended cases: what is due, or that nobody has set a period."""
    if seen.records_due:
        return f"{', '.join(seen.records_due)} to be decided or destroyed: marg retention due"
    return (
        "the group has not decided a period: marg retention due"
        if (seen.retention_undecided)
        else ""
    )


def _backup(seen: Overview) -> str:
    due = ": marg register backup FILE" if seen.backup_due else ""
    return f"{_ago(seen, seen.last_backup)}{due}"


def _ago(seen: Overview, day: date | None) -> str:
    if day is None:
        return "never"
    days = (seen.today - day).days
    return RECENTLY.get(days) or f"{days} days ago"


def _with_command(due: DeadlineView, seen: Overview) -> Due:
    """A deadline in words: which meeting's, where it is not the next one's, and what does it."""
    from marg_cli.services.overview import Due

    of = "" if due.meeting == seen.next_meeting else f" ({due.meeting.isoformat()})"
    late = ", late" if due.state is DeadlineState.LATE else ""
    return Due(f"{due.what}{of}{late}: {due.command}", due.on)


def _write_to_do(seen: Overview) -> None:
    """What has a day: what is past first, the gravest before the rest; then day by day."""
    found = [
        *_requests(seen),
        *_deadlines(seen),
        *_waiting(seen),
        *_left_behind(seen),
        *_reviews(seen),
    ]
    past = [due for due in found if due.on < seen.today]
    ahead = sorted((due for due in found if due.on >= seen.today), key=lambda due: due.on)
    if found:
        write_heading("To do, the most urgent first")
    for due in (*past, *ahead):
        sys.stdout.write(f"  {short(due.on).rjust(11)}  {due.what}\n")


def _requests(seen: Overview) -> Iterator[Due]:
    """Who waits for what is kept of them; the law sets the day."""
    from marg_cli.services.overview import Due

    for asked in seen.requests:
        late = ", LATE" if asked.due_on < seen.today else ""
        yield Due(
            f"Answer {asked.ref} on {asked.case}{late}: marg subject export {asked.case}",
            asked.due_on,
        )


def _deadlines(seen: Overview) -> list[Due]:
    """Deadlines up to the next meeting; what follows that one waits until it is held."""
    return [
        _with_command(due, seen)
        for due in seen.deadlines
        if seen.next_meeting is None or due.on <= seen.next_meeting
    ]


def _waiting(seen: Overview) -> Iterator[Due]:
    """Cases that wait for a screening or a decision, and for how long."""
    from marg_cli.services.overview import Due

    for waits in seen.waiting:
        days = "1 working day" if waits.days == 1 else f"{waits.days} working days"
        way = f"{WAY_ON[waits.what]} {waits.case}"
        yield Due(f"{waits.case} {waits.what} ({days}): {way}", waits.since)


def _left_behind(seen: Overview) -> Iterator[Due]:
    """What stands in the name of somebody who left, and who takes it over."""
    from marg_cli.services.overview import Due

    for left in seen.left_behind:
        way = f"marg member leave {left.member} --successor MEMBER"
        work = ", ".join(left.work)
        yield Due(f"Nobody's since member {left.member} left: {work}: {way}", left.left_on)


def _reviews(seen: Overview) -> Iterator[Due]:
    """What of the group's own, and which agreements, are to be reviewed."""
    for due in seen.reviews:
        way = f"marg config set {REVIEWED[due.what]} DATE"
        yield due._replace(what=f"Review of the {due.what}: {way}")
    for due in seen.isa_reviews:
        yield due._replace(
            what=f"Agreement of {due.what}: marg agency isa {due.what} --review DATE"
        )


app = word(status)
