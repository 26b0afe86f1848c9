"""Going through the actions due by a meeting, overdue first, agency by agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.action import NoteKind
from marg_cli.domain.calendar import short
from marg_cli.services import finding
from marg_cli.services.actions.action import Changed, changed, tell
from marg_cli.services.actions.view import ActionView, Viewer, for_the_room
from marg_cli.services.at_the_table.under_way import named_or_under_way
from marg_cli.services.group import group
from marg_cli.services.meetings.in_the_room import InTheRoom

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

STAYS_OPEN = "Reviewed: stays open"


class Question(NamedTuple):
    """One action to be gone through, and what was last heard of it."""

    action: ActionView
    heard: str | None


class Review(NamedTuple):
    """What is due by a day, both included; `meeting` is the one it is gone through at or before."""

    until: date
    meeting: date | None
    questions: list[Question]


def review(
    store: Store, *, agency: str | None, meeting: str | None, room: bool, on: date
) -> Review:
    """Gather the open actions due by *meeting*, else by the one under way, else by the next.

    With no meeting to come it is what is due today. For the *room*, of those whose case
    everybody present may see, what names and describes nobody is left.
    Raises AgencyNotFound and MeetingNotFound.
    """
    with store.read("action review --room" if room else "action review") as reading:
        code = finding.agency(store, agency).code if agency else None
        held = _meeting(store, meeting, on)
        until = max(held.held_on, on) if held else on
        rows = store.actions.listed(status="open", agency=code)
        due = [row for row in rows if row.due_on <= until.isoformat()]
        if room:
            everybody = InTheRoom(store, on=on)
            due = [row for row in due if everybody.may_see(row.case_ref)]
        found = Viewer(store, group(store).working_days, on).views(due)
        asked = filter(None, (code, held.ref if held else None, f"({len(found)})"))
        reading.note(" ".join(asked))
        heard = {} if room else _heard(store)
    shown = [for_the_room(seen) for seen in found] if room else found
    order = sorted(shown, key=lambda seen: (not seen.overdue, seen.agency, seen.owner or ""))
    questions = [Question(seen, heard.get(seen.ref)) for seen in order]
    return Review(until, held.held_on if held else None, questions)


def keep_open(store: Store, ref: str, *, on: date) -> Changed:
    """Note that an action was gone through and stays open. Raises Refused when it is closed."""
    with store.change("action progress") as change:
        action = finding.action(store, ref)
        action.must_be_open()
        tell(change, action, NoteKind.PROGRESS, STAYS_OPEN, on)
        return changed(store, change, action, on)


def _meeting(store: Store, named: str | None, on: date) -> Meeting | None:
    if held := named_or_under_way(store, named, today=on):
        return held
    ahead = store.meetings.listed(since=on)
    return ahead[0] if ahead else None


def _heard(store: Store) -> dict[str, str]:
    """The last line of each action's story, with its day."""
    return {note.ref: f"{short(note.made_on)}: {note.text}" for note in store.actions.notes()}
