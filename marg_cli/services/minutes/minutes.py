"""Minutes: started at the meeting, recorded heading by heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL, GENERAL_HEADINGS, Entry, Minutes
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.at_the_table.discussion import anything_said, discussed
from marg_cli.services.at_the_table.under_way import must_be_one, named_or_under_way
from marg_cli.services.minutes.having_left import left_in, must_not_have_left

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store


class EntryNotFound(NotFound):
    """No entry by that reference."""

    hint = "See the entries with: marg minutes show"


class EntryView(NamedTuple):
    """One thing recorded, as lists and programs see it."""

    ref: str
    case: str | None
    heading: str
    text: str


class MinutesView(NamedTuple):
    """One set of minutes; times are HH:MM."""

    meeting: date
    status: str
    started_at: str | None
    finished_at: str | None
    entries: list[EntryView]
    corrections: list[CorrectionSeen]


class Recorded(NamedTuple):
    """What was just recorded, and what a person might not have expected of it."""

    entry: EntryView
    remarks: list[str]


def start(store: Store, meeting: str | None, *, at: str | None, on: date) -> MinutesView:
    """Start a meeting's minutes; it is under way from here on.

    Raises MeetingNotFound, or Refused when they are started already or the meeting was cancelled.
    """
    with store.change("minutes start") as change:
        held = finding.meeting(store, meeting or "next", today=on)
        if store.minutes.get(held.number) is not None:
            raise Refused(
                f"The minutes of {held.ref} are started already.",
                "Record in them with: marg minutes record CASE HEADING TEXT",
            )
        change.save(
            replace(held, status=MeetingStatus.UNDER_WAY),
            Minutes(meeting=held.number, started_at=at),
        )
        change.about(held.ref)
        return _view(store, held)


def finish(store: Store, meeting: str | None, *, at: str | None, on: date) -> MinutesView:
    """Note when the meeting ended; the minutes stay a draft. Raises Refused when they are final."""
    with store.change("minutes finish") as change:
        held = must_be_one(store, meeting, today=on)
        held.must_be_open()
        minutes = kept_minutes(store, held)
        change.save(replace(minutes, finished_at=at))
        change.about(held.ref)
        return _view(store, held)


def record(
    store: Store, about: str, heading: str, text: str, *, meeting: str | None, on: date
) -> Recorded:
    """Record one more thing under a heading, for a case or for the meeting in general.

    The first discussion at a meeting makes an accepted case active. Raises Refused when the
    minutes are final.
    """
    with store.change("minutes record") as change:
        held = must_be_one(store, meeting, today=on)
        held.must_be_open()
        kept_minutes(store, held)
        case = None if about.strip().casefold() == GENERAL else finding.case(store, about)
        entry = Entry(
            number=change.next_number("entry"),
            meeting=held.number,
            case_ref=case.ref if case else None,
            heading=read_heading(heading, is_case=case is not None),
            text=text,
        )
        change.save(entry)
        change.about(held.ref)
        remarks = discussed(store, change, case, held) if case else []
        return Recorded(entry_view(entry), remarks)


def edit(store: Store, ref: str, text: str, *, heading: str | None = None) -> EntryView:
    """Replace the wording of one entry; the old one stays in the history.

    Raises EntryNotFound, or Refused when the minutes are final.
    """
    with store.change("minutes edit") as change:
        entry, meeting = _open_entry(store, ref)
        key = read_heading(heading, is_case=entry.case_ref is not None) if heading else None
        entry = replace(entry, text=text, heading=key or entry.heading)
        change.save(entry)
        change.about(meeting)
        return entry_view(entry)


def unstart(store: Store, meeting: str, *, on: date) -> Meeting:
    """Take back that minutes were started. Raises Refused where something is recorded."""
    with store.change("minutes remove") as change:
        held = finding.meeting(store, meeting, today=on)
        held.must_be_open()
        minutes = kept_minutes(store, held)
        if store.minutes.entries(meeting=held.number) or anything_said(store, meeting=held.number):
            raise Refused(
                f"Something is recorded in the minutes of {held.ref}.",
                "Remove the entries first: marg minutes show",
            )
        change.remove(minutes)
        change.save(replace(held, status=MeetingStatus.PLANNED))
    return held


def remove(store: Store, ref: str) -> EntryView:
    """Take out an entry that should not stand in the minutes.

    Raises EntryNotFound, or Refused when the minutes are final.
    """
    with store.change("minutes remove") as change:
        entry, meeting = _open_entry(store, ref)
        change.remove(entry)
        change.about(meeting)
        return entry_view(entry)


def show(store: Store, meeting: str | None, *, on: date) -> MinutesView:
    """Show what was recorded so far."""
    with store.read("minutes show") as reading:
        held = the_meeting(store, meeting, on=on)
        reading.about(held.ref)
        return _view(store, held)


def the_meeting(store: Store, named: str | None, *, on: date) -> Meeting:
    """The meeting named, else the one under way, else the latest with minutes.

    Raises MeetingNotFound, or Refused when there are no minutes at all.
    """
    meeting = named_or_under_way(store, named, today=on)
    if meeting is not None:
        return meeting
    kept = {minutes.meeting for minutes in store.minutes.listed()}
    with_minutes = [m for m in store.meetings.listed() if m.number in kept]
    if not with_minutes:
        raise Refused(
            "No minutes have been started yet.", "Start them with: marg minutes start DATE"
        )
    return with_minutes[-1]


def kept_minutes(store: Store, meeting: Meeting) -> Minutes:
    """The minutes of a meeting. Raises Refused when nobody has started them."""
    minutes = store.minutes.get(meeting.number)
    if minutes is None:
        raise Refused(
            f"The minutes of {meeting.ref} are not started yet.",
            f"Start them with: marg minutes start {meeting.ref}",
        )
    return minutes


def read_heading(text: str, *, is_case: bool) -> str:
    """Read a heading; its first letters are enough where they are unique.

    Raises UsageRefused, with the headings there are.
    """
    known = CASE_HEADINGS if is_case else GENERAL_HEADINGS
    word = text.strip().casefold()
    found = [key for key in known if key == word] or [
        key for key in known if word and key.startswith(word)
    ]
    if len(found) == 1:
        return found[0]
    what = "a case" if is_case else "the general part"
    raise UsageRefused(
        f"{text.strip()} is no heading of {what}.", f"The headings are: {', '.join(known)}"
    )


def is_entry(text: str) -> bool:
    """Whether a text is an entry's reference, as E12 is."""
    return text.strip().upper().removeprefix("E").isdecimal()


def entry_named(store: Store, ref: str) -> Entry:
    """Find an entry by its reference. Raises EntryNotFound."""
    digits = ref.strip().upper().removeprefix("E")
    entry = store.minutes.entry(int(digits)) if is_entry(ref) else None
    if entry is None:
        raise EntryNotFound(f"No entry {ref.strip()}: an entry's reference looks like E12.")
    return entry


def _open_entry(store: Store, ref: str) -> tuple[Entry, str]:
    """An entry that may still be changed, and its meeting's reference."""
    entry = entry_named(store, ref)
    must_not_have_left(store, entry)
    held = left_in(store, entry)
    return entry, held.ref if held else ""


def entry_view(entry: Entry) -> EntryView:
    """What lists and programs see of an entry."""
    return EntryView(f"E{entry.number}", entry.case_ref, entry.heading, entry.text)


def _view(store: Store, meeting: Meeting) -> MinutesView:
    from marg_cli.services.minutes.correction import corrections

    minutes, corrected = kept_minutes(store, meeting), corrections(store)
    entries = [entry_view(entry) for entry in store.minutes.entries(meeting=meeting.number)]
    return MinutesView(
        meeting.held_on,
        minutes.status.value,
        minutes.started_at,
        minutes.finished_at,
        entries,
        [each for entry in entries for each in corrected.get(entry.ref, [])],
    )
