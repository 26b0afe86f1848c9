"""Meetings and due days as a calendar file (RFC 5545), which says references and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from marg_cli.domain.calendar_entry import CalendarEntry
from marg_cli.domain.meeting_rule import InMonth, MeetingRule

LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545, 3.1)."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONE = "Europe/London"
LONDON = (
    *("BEGIN:VTIMEZONE", f"TZID:{ZONE}"),
    *("BEGIN:DAYLIGHT", "DTSTART:19810329T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "TZNAME:GMT", "END:STANDARD"),
    "END:VTIMEZONE",
)
"""Summer Time Order 2002: from the last Sunday of March to that of October, at 1 o'clock GMT."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(entries: Iterable[CalendarEntry], *, register: str, made_on: date) -> bytes:
    """Write *entries* as one `.ics` file, every one of them confidential.

    An entry keeps its number (UID) whenever it is written again, so that calendars replace it; it
    is drawn from the *register*'s own id and the entry's reference and names nobody. The same
    input gives the same bytes.
    """
    events = [line for entry in entries for line in _event(entry, register, made_on)]
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//marg//EN", "METHOD:PUBLISH")
    lines = (*head, *LONDON, *events, "END:VCALENDAR")
    return b"".join(b"%b\r\n" % _folded(line) for line in lines)


def _event(entry: CalendarEntry, register: str, made_on: date) -> Iterator[str]:
    number = sha256(f"{register} {entry.ref}".encode()).hexdigest()[:40]
    yield "BEGIN:VEVENT"
    yield f"UID:{number}"
    yield f"DTSTAMP:{made_on:%Y%m%d}T000000Z"
    yield from _when(entry)
    yield f"SUMMARY:{_text(entry.about)}"
    if entry.venue:
        yield f"LOCATION:{_text(entry.venue)}"
    yield "CLASS:CONFIDENTIAL"
    yield f"TRANSP:{'OPAQUE' if entry.at else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(entry: CalendarEntry) -> Iterator[str]:
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
        return
    start = datetime.fromisoformat(f"{entry.on}T{entry.at}")
    yield f"DTSTART;TZID={ZONE}:{start:%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{entry.minutes}M"
    if entry.repeats and _is_by(entry.repeats, entry.on):
        yield f"RRULE:{_rule(entry.repeats)}"
        for day in entry.but_not_on:
            yield f"EXDATE;TZID={ZONE}:{day:%Y%m%d}T{start:%H%M%S}"


def _is_by(rule: MeetingRule, day: date) -> bool:
    """Whether a day is one of the rule's own; a meeting that was moved begins no series."""
    return next(rule.days_after(day, include_day=True), None) == day


def _rule(rule: MeetingRule) -> str:
    match rule.pattern:
        case InMonth(places, weekday):
            days = ",".join(f"{place}{DAYS[weekday]}" for place in places)
            return f"FREQ=MONTHLY;BYDAY={days}"
        case every:
            return f"FREQ=WEEKLY;INTERVAL={every.weeks}"


def _text(text: str) -> str:
    return text.strip().translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line in pieces of 75 octets at most, between which no letter is parted."""
    pieces: list[bytes] = [b""]
    for letter in line:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > LONGEST_LINE:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces)
