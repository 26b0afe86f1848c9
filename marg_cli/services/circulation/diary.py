"""What goes into a recipient's calendar: the meeting, and the days their own actions are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.calendar_entry import CalendarEntry
from marg_cli.domain.circulation import PaperKind
from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.domain.refs import action_ref
from marg_cli.services.actions.view import iso
from marg_cli.services.agendas.view import agenda_view
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Reader
    from marg_cli.services.agendas.view import SlotView
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow


class Diary:
    """The days of one meeting and of what is open; read once for every recipient.

    What belongs to minutes is the meeting after theirs.
    """

    def __init__(self, store: Store, kind: PaperKind, held: Meeting, *, on: date) -> None:
        self._about = f"Meeting of {group(store).text('group.name') or 'the group'}"
        later = store.meetings.listed(since=max(on, held.held_on))
        after = [m for m in later if kind is not PaperKind.MINUTES or m.held_on > held.held_on]
        self._meeting = after[0] if after else None
        self._slots: Sequence[SlotView] = (
            agenda_view(store, group(store), self._meeting).slots if self._meeting else ()
        )
        self._length = group(store).number("meeting.length")
        self._open = store.actions.listed(status="open")

    def of(self, reader: Reader) -> tuple[CalendarEntry, ...]:
        """What one reader has to keep free: a guest comes for their slot alone."""
        if reader.kind is ReaderKind.GUEST:
            return tuple(self._slot(reader))
        own = (row for row in self._open if row.agency == reader.agency)
        seen = (row for row in own if row.case_ref not in reader.withdrew_for)
        return (*self._whole(), *map(_due, seen))

    def _whole(self) -> Iterator[CalendarEntry]:
        if self._meeting is not None:
            yield self._entry(self._meeting, self._meeting.at, self._length or 120)

    def _slot(self, reader: Reader) -> Iterator[CalendarEntry]:
        if self._meeting is None:
            return
        for slot in self._slots:
            if slot.case in reader.invited_for:
                yield self._entry(self._meeting, slot.at, slot.minutes)

    def _entry(self, meeting: Meeting, at: str | None, minutes: int) -> CalendarEntry:
        return CalendarEntry(
            ref=meeting.ref,
            about=self._about,
            on=meeting.held_on,
            at=at,
            minutes=minutes,
            venue=meeting.venue,
        )


def _due(row: ActionRow) -> CalendarEntry:
    ref = action_ref(row.number)
    of = f" ({row.case_ref})" if row.case_ref else ""
    return CalendarEntry(ref=ref, about=f"{ref} is due{of}", on=iso(row.due_on))
