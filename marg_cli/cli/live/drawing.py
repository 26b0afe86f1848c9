"""The lines of the minute taker's screen, as wide as they may be; no colours, words for all."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import clock, short
from marg_cli.domain.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.cli.live.desk import Desk
    from marg_cli.services.live.places import Place
    from marg_cli.services.live.recorded import RecordedLine
    from marg_cli.services.meetings.attendance_view import AttendanceView

Drawn = list[tuple[str, str]]
"""Pieces of text, each with how it stands out: class:here, class:bold or nothing."""

MINUTE = 60
NARROW, WIDE = 15, 22
WIDE_FROM = 76
HANGING = 6
ATTENDANCE_KEYS = (
    *("p present", "d deputy", "a apologies", "n no apology", "l late", "x left"),
    *("u undo", "+ another", "Enter goes on", "F1 help"),
)
KEYS = ("F1 help", "Ctrl-N next", "Ctrl-P back", "Up changes", "Ctrl-Z undo", "Ctrl-D ends")
STATES = {"absent": "no apology", None: "·"}


def agenda_width(columns: int) -> int:
    """How wide the agenda at the left is."""
    return WIDE if columns >= WIDE_FROM else NARROW


def head(desk: Desk, columns: int) -> str:
    """The line at the top: the day, the place, and at the right the time that is left."""
    place = desk.place
    lead = f", lead {place.lead}" if place.lead and columns >= WIDE_FROM else ""
    title = place.title if place.case is None else f"{place.key} {place.kind}{lead}"
    at = f" {clock(place.at)}" if place.at else ""
    left = time_left(desk.seconds_left())
    name = one_line(f" {short(desk.held_on)}{at}  {title}")
    return f"{name[: columns - len(left) - 2]:<{columns - len(left) - 1}}{left} "


def time_left(seconds: int | None) -> str:
    """How much time a place has left, in words; late is a word too."""
    if seconds is None:
        return ""
    if seconds < 0:
        return f"LATE {-seconds // MINUTE} min"
    return f"{-(-seconds // MINUTE)} min left" if seconds > MINUTE else "last minute"


def agenda(desk: Desk, width: int, height: int) -> Drawn:
    """Every place, the one that is open marked, each with how much it has."""
    keys = [place.key for place in desk.places]
    here = keys.index(desk.place.key) if desk.place.key in keys else 0
    first = max(0, min(here - height // 2, len(keys) - height))
    drawn: Drawn = []
    for number, place in enumerate(desk.places[first : first + height], start=first):
        is_here = place.key == desk.place.key
        sign = ">" if is_here else " "
        done = _done(place, passed=number < here)
        text = f"{sign}{place.key}"
        line = f"{text[: width - len(done) - 1]:<{width - len(done)}}{done}"
        drawn.append(("class:here" if is_here else "", f"{line}\n"))
    return drawn


def _done(place: Place, *, passed: bool) -> str:
    if place.recorded:
        return str(place.recorded)
    return "none" if passed and place.case else ""


def recorded_lines(lines: Sequence[RecordedLine], width: int, height: int) -> Drawn:
    """What was recorded, the last of it where there is no room for all."""
    drawn: list[tuple[str, str]] = []
    for line in lines:
        drawn += _wrapped(f"{line.ref:<{HANGING - 1}} ", f"{line.heading}: {line.text}", width)
    return drawn[-height:] if drawn else [("", "Nothing recorded here yet.\n")]


def keys(at_attendance: bool, columns: int) -> str:  # noqa: FBT001 - which of two rows of keys
    """The keys there are, as many as fit."""
    row = ""
    for key in ATTENDANCE_KEYS if at_attendance else KEYS:
        longer = f"{row}  {key}" if row else f" {key}"
        row = longer if len(longer) < columns else row
    return row.ljust(columns)


def page(text: str, width: int, height: int) -> Drawn:
    """A text of several lines, as much of it as there is room for."""
    lines = [part for line in text.split("\n") for part in (wrap(line, width) or [""])]
    return [("", f"{line}\n") for line in lines[:height]]


def attendance(there: Sequence[AttendanceView], at: int, width: int, height: int) -> Drawn:
    """Who is there, a line each; the one that a key is about is marked."""
    first = max(0, min(at - height // 2, len(there) - height))
    drawn: Drawn = []
    for number, line in enumerate(there[first : first + height], start=first):
        sign = ">" if number == at else " "
        state = STATES.get(line.state, line.state)
        deputy = " (deputy)" if line.deputy_for else ""
        times = f" from {clock(line.arrived)}" if line.arrived else ""
        times += f" until {clock(line.left)}" if line.left else ""
        text = f"{sign}{line.agency:<6} {state}{deputy}{times}  {line.member or ''}"
        drawn.append(("class:here" if number == at else "", f"{one_line(text)[:width]}\n"))
    return drawn


def _wrapped(mark: str, text: str, width: int) -> Drawn:
    room = max(10, width - HANGING)
    parts = [part for line in visible(text).split("\n") for part in (wrap(line, room) or [""])]
    drawn: Drawn = []
    for number, part in enumerate(parts):
        drawn.append(("", f"{mark if not number else ' ' * HANGING}{part}\n"))
    return drawn
