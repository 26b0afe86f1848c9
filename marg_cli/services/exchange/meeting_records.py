"""A meeting as a file tells of it: who came, what was declared, the agenda and the minutes."""

from __future__ import annotations

from typing import Annotated, Self

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
    authority: bool | None = None

    @model_validator(mode="after")
    def _authority_is_a_deputys(self) -> Self:
        if self.authority is not None and not self.deputy_for:
            raise broken("authority", "is said of a deputy, and only of one")
        return self


class Declared(Record):
    """An interest a member declared in a case."""

    member: Name
    case: CaseRef
    text: Text


class Overridden(Record):
    """Why an agency without an agreement in force got the papers of this meeting."""

    agency: Code
    because: Text
    said_on: Day
    said_by: Text


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
    """One thing recorded under a heading, for a case or (without one) for the meeting.

    Its reference is kept where no other entry has it.
    """

    ref: Annotated[str, Field(pattern="^E[1-9][0-9]{0,8}$")] | None = None
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


class Block(Record):
    """A piece of what a final version says: of one case, or of none."""

    case: CaseRef | None = None
    text: Annotated[str, Field(min_length=1)]


class Version(Record):
    """One final version of minutes, as it was made; nothing of it is read but kept."""

    number: Annotated[int, Field(ge=1)]
    made_on: Day
    made_by: Text
    because: Text | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    anchor: Annotated[str, Field(pattern="^#[0-9]+ [0-9a-f]{64}$")]
    marking: str
    title: str
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    approved_on: Day | None = None
    erased: bool = False
    blocks: tuple[Block, ...] = ()


class MinutesRecord(Record):
    """A meeting's minutes: what was recorded, and the final versions there are."""

    status: MinutesStatus = MinutesStatus.DRAFT
    started_at: Time | None = None
    finished_at: Time | None = None
    because: Text | None = None
    entries: tuple[Entry, ...] = ()
    versions: tuple[Version, ...] = ()

    @model_validator(mode="after")
    def _final_ones_have_versions(self) -> Self:
        if (self.status is MinutesStatus.DRAFT) == bool(self.versions):
            raise broken("status", "is draft without a final version, and with one it is not")
        if self.because and not self.versions:
            raise broken("because", "is why final minutes are amended; these are a draft")
        if [version.number for version in self.versions] != [*range(1, len(self.versions) + 1)]:
            raise broken("versions", "are numbered 1, 2, 3 and so on, in that order")
        if any((version.number == 1) != (version.because is None) for version in self.versions):
            raise broken("versions", "say why from the second on, and the first does not")
        return self


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
    overrides: tuple[Overridden, ...] = ()
    agenda: tuple[Slot, ...] = ()
    checks: tuple[Check, ...] = ()
    minutes: MinutesRecord | None = None
