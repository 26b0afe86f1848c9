"""A meeting as a file tells of it: who came, what was declared, the agenda and draft minutes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.lateral_check import CheckState
from marg_cli.domain.meeting import AttendanceState, MeetingStatus
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL_HEADINGS, MinutesStatus
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import CaseRef, Code, Day, Name, Text, Time


class Attending(Record):
    """One line of the attendance table; without a member it speaks for the agency as such."""

    agency: Code
    member: Name | None = None
    state: AttendanceState
    deputy_for: Name | None = None
    arrived: Time | None = None
    left: Time | None = None
    signed: bool = False


class Declared(Record):
    """An interest a member declared in a case."""

    member: Name
    case: CaseRef
    text: Text


class Slot(Record):
    """One case on the agenda, in the order of the list; `guest` is a member's name."""

    case: CaseRef
    kind: AgendaKind
    at: Time | None = None
    minutes: Annotated[int, Field(ge=1, le=480)] = 15
    guest: Name | None = None


class Check(Record):
    """What an agency was asked about a case before the meeting, and its answer."""

    agency: Code
    case: CaseRef
    state: CheckState = CheckState.ASKED
    asked_on: Day
    answered_on: Day | None = None
    answered_by: Name | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.state is CheckState.ASKED) != (self.answered_on is None):
            raise broken("answered_on", "is said of an answer, and only of one")
        if self.answered_on is None and self.answered_by:
            raise broken("answered_by", "is said of an answer, and only of one")
        if self.answered_on is not None and self.answered_on < self.asked_on:
            raise broken("answered_on", "is before the day of asking")
        return self


class Entry(Record):
    """One thing recorded under a heading, for a case or (without one) for the meeting."""

    case: CaseRef | None = None
    heading: str
    text: Text

    @model_validator(mode="after")
    def _heading_is_known(self) -> Self:
        headings = CASE_HEADINGS if self.case else GENERAL_HEADINGS
        if self.heading not in headings:
            whose = "a case" if self.case else "the meeting itself"
            raise broken("heading", f"is no heading for {whose}; those are {', '.join(headings)}")
        return self


class DraftMinutes(Record):
    """Minutes still in draft; what makes minutes final happens in the register alone."""

    status: Literal[MinutesStatus.DRAFT] = MinutesStatus.DRAFT
    started_at: Time | None = None
    finished_at: Time | None = None
    entries: tuple[Entry, ...] = ()


class MeetingRecord(Record):
    """One meeting of the group, known by its date."""

    date: Day
    at: Time | None = None
    venue: Name | None = None
    status: MeetingStatus = MeetingStatus.PLANNED
    chair: Name | None = None
    minute_taker: Name | None = None
    attendance: tuple[Attending, ...] = ()
    declarations: tuple[Declared, ...] = ()
    agenda: tuple[Slot, ...] = ()
    checks: tuple[Check, ...] = ()
    minutes: DraftMinutes | None = None
