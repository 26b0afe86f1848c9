"""A meeting of the group: when and where, who came, and what was declared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MeetingStatus(StrEnum):
    """Where a meeting stands. It is under way while its minutes are started and not final."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    HELD = "held"
    CANCELLED = "cancelled"


class AttendanceState(StrEnum):
    """Whether an agency came; absent is without an apology."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting; `number` is its own, people say its date. Times are "HH:MM"."""

    number: int
    held_on: date
    at: str | None = None
    venue: str | None = None
    status: MeetingStatus = MeetingStatus.PLANNED
    chair: str | None = None
    minute_taker: str | None = None

    @property
    def ref(self) -> str:
        """The date people say."""
        return self.held_on.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One line of the attendance table; `member` is empty for the agency as such."""

    meeting: int
    agency: str
    member: str = ""
    state: AttendanceState
    deputy_for: str | None = None
    arrived: str | None = None
    left_at: str | None = None
    signed: bool = False

    @property
    def ref(self) -> str:
        """The agency it is about."""
        return self.agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An interest a member declared in a case; it withdraws the member, not the agency."""

    number: int
    meeting: int
    member: str
    agency: str | None
    case_ref: str
    interest: str

    @property
    def ref(self) -> str:
        """The case it is about."""
        return self.case_ref
