"""What a paper says to one reader: plain values in reading order, nothing to work out.

A value of None, or an empty tuple where words were expected, is something nobody recorded;
the template says so. Times are "HH:MM" as typed, cases are references, agencies are codes.
What is not `shared` with a paper's readers holds no more than its reference, and the template
says to whom it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who an agenda is for: three papers from one template."""

    MEMBERS = "members"
    CHAIR = "chair"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands on every page of a paper."""

    group: str
    marking: str
    title: str
    meeting_on: date
    at: str | None
    venue: str | None
    chair: str | None
    minute_taker: str | None
    copy_for: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action as a paper shows it; `days_late` counts working days after the due day."""

    ref: str
    case: str | None
    what: str
    agency: str
    owner: str | None
    due: date
    first_due: date
    times_moved: int
    moved_because: str | None
    status: str
    overdue: bool
    days_late: int
    direct: bool
    intended: str | None
    outcome: str | None
    closed_because: str | None
    progress: tuple[str, ...]
    set_on: date | None
    shared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One case's slot on the agenda."""

    ref: str
    kind: str
    at: str | None
    minutes: int
    guests: tuple[str, ...]
    themes: tuple[str, ...]
    resolving: str | None
    repeat: bool
    screened: bool
    lead_agency: str | None
    case_coordinator: str | None
    agencies: tuple[str, ...]
    checks_in: tuple[str, ...] | None
    checks_out: tuple[str, ...] | None
    views_on: date | None
    actions: tuple[ActionLine, ...]
    shared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """One line of the attendance table; a core agency that said nothing has no state."""

    agency: str | None
    agency_name: str | None
    name: str | None
    role: str | None
    state: str | None
    deputy_for: str | None
    arrived: str | None
    left: str | None
    items: tuple[str, ...]
    isa: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An interest a member declared in a case, and withdrew for."""

    name: str
    agency: str | None
    case: str
    interest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A case proposed for closure, or closed since the last meeting."""

    ref: str
    closed_on: date | None
    destination: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """What has to be done by when, worked out from the next meeting in working days."""

    what: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The meeting after this one and what it asks for."""

    on: date
    at: str | None
    venue: str | None
    deadlines: tuple[DeadlineLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLate:
    """How many overdue actions one agency holds, and the longest of them in working days."""

    agency: str
    overdue: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """The agenda for one audience, in the order of the meeting."""

    head: Head
    audience: Audience
    statement: str
    apologies: tuple[Attending, ...]
    declarations: tuple[Declared, ...]
    last_minutes_on: date | None
    overdue: tuple[ActionLine, ...]
    open: tuple[ActionLine, ...]
    slots: tuple[Slot, ...]
    closures: tuple[Slot, ...]
    next_meeting: NextMeeting | None
    agencies_late: tuple[AgencyLate, ...]
    not_screened: tuple[str, ...]
    no_agreement: tuple[str, ...]

    @property
    def reader(self) -> str:
        """Who it is for, in a file's name: nothing for members, a guest by the case alone."""
        if self.audience is Audience.MEMBERS:
            return ""
        return "-".join([self.audience.value, *self._guests_cases()])

    def _guests_cases(self) -> tuple[str, ...]:
        is_guest = self.audience is Audience.GUEST
        return tuple(slot.ref for slot in self.slots) if is_guest else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What was recorded under one heading; no texts means nobody recorded anything."""

    key: str
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMinutes:
    """One case in the minutes: what was said under each heading and what was set."""

    ref: str
    kind: str
    discussed: bool
    repeat: bool
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    lead_agency: str | None
    case_coordinator: str | None
    before_actions: tuple[Heading, ...]
    actions: tuple[ActionLine, ...]
    after_actions: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyActions:
    """Every action one agency holds after the meeting."""

    agency: str
    agency_name: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated:
    """Who received which copy, how and when; nothing until it has been sent."""

    recipient: str
    what: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """The minutes in the order of the meeting; `general` holds headings that belong to no case."""

    head: Head
    status: str
    planned_at: str | None
    started_at: str | None
    finished_at: str | None
    attending: tuple[Attending, ...]
    general: dict[str, Heading]
    declarations: tuple[Declared, ...]
    reviewed: tuple[ActionLine, ...]
    cases: tuple[CaseMinutes, ...]
    new_cases: tuple[str, ...]
    closed_cases: tuple[Closing, ...]
    repeat_cases: tuple[str, ...]
    next_meeting: NextMeeting | None
    circulation: tuple[Circulated, ...]
    by_agency: tuple[AgencyActions, ...]
