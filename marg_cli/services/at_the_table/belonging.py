"""Where a thing said of a case belongs: its meeting, its day, its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.services import finding
from marg_cli.services.at_the_table.discussion import discussed
from marg_cli.services.at_the_table.under_way import named_or_under_way

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Change, Reading, Store


class Place(NamedTuple):
    """The meeting a thing said now belongs to, if any, and the day it counts from."""

    meeting: Meeting | None
    on: date

    @property
    def number(self) -> int | None:
        """The meeting's number."""
        return self.meeting.number if self.meeting else None

    def heard(self, store: Store, change: Change, case: Case) -> list[str]:
        """Note that the meeting, if there is one, speaks of a case; say what follows from it."""
        if self.meeting is None:
            return []
        change.about(self.meeting.ref)
        return discussed(store, change, case, self.meeting)


def said_at(store: Store, named: str | None, *, on: date) -> Place:
    """The meeting named, else the one under way, else none and *on*.

    Raises MeetingNotFound, or Refused where its minutes are final.
    """
    held = named_or_under_way(store, named, today=on)
    if held is None:
        return Place(None, on)
    held.must_be_open()
    return Place(held, held.held_on)


def said_on_a_day(store: Store, named: str | None, *, on: date) -> Place:
    """As `said_at`, but of several days' work: the meeting under way counts on its own day alone.

    People hear the person between meetings, while the last minutes are still a draft.
    """
    place = said_at(store, named, on=on)
    return place if named is not None or place.on == on else Place(None, on)


def must_be_open(store: Store, meeting: int | None) -> None:
    """Raises Refused where the minutes that hold a thing are final."""
    held = store.meetings.get(meeting) if meeting is not None else None
    if held is not None:
        held.must_be_open()


def case_named(store: Store, ref: str | None) -> str | None:
    """The whole reference of a case a list is limited to, if it is. Raises CaseNotFound."""
    return finding.case(store, ref).ref if ref is not None else None


def note_list(reading: Reading, case_ref: str | None, count: int, *words: str) -> None:
    """Tell the audit of a list: the case it was of, or how it was limited and how long it was."""
    if case_ref is not None:
        reading.about(case_ref)
    else:
        reading.note(" ".join([*words, f"({count})"]))


def held_on(store: Store) -> dict[int, date]:
    """The day of every meeting, by its number."""
    return {meeting.number: meeting.held_on for meeting in store.meetings.listed(cancelled=True)}
