"""A meeting of the group: when and where, who came, and what was declared."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused, UsageRefused

NO_ANSWER = "asked"
"""How a lateral check is kept that its agency has not answered."""


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


class Meeting(Value):
    """One meeting; `number` is its own, people say its date. Times are "HH:MM".

    Final minutes end it; while an amendment to them is open, it is `amending`.
    """

    number: int
    held_on: date
    at: str | None = None
    venue: str | None = None
    status: MeetingStatus = MeetingStatus.PLANNED
    chair: str | None = None
    minute_taker: str | None = None
    amending: bool = False

    @property
    def ref(self) -> str:
        """The date people say."""
        return self.held_on.isoformat()

    @property
    def is_final(self) -> bool:
        """Whether its minutes are final, and no amendment to them is open."""
        return self.status is MeetingStatus.HELD and not self.amending

    def must_be_open(self) -> None:
        """Raises Refused when nothing about it can be changed, or only by an amendment."""
        if self.is_final:
            raise Refused(
                f"The minutes of {self.ref} are final.",
                f"Correct them with: marg minutes amend {self.ref} --because TEXT",
            )
        if self.status is MeetingStatus.CANCELLED:
            raise Refused(
                f"The meeting on {self.ref} was cancelled.",
                f"Bring it back with: marg meeting cancel {self.ref} --back",
            )

    def cancelled(self) -> Meeting:
        """Call it off. Raises Refused once its minutes are started, or when it is off already."""
        self.must_be_open()
        if self.status is MeetingStatus.UNDER_WAY:
            raise Refused(
                f"The minutes of {self.ref} are started, so the meeting took place.",
                "If they were started by mistake, take that back: marg undo",
            )
        return replace(self, status=MeetingStatus.CANCELLED)

    def brought_back(self) -> Meeting:
        """Let it take place after all. Raises Refused when it was not cancelled."""
        if self.status is not MeetingStatus.CANCELLED:
            raise Refused(
                f"The meeting on {self.ref} is not cancelled.", "There is nothing to bring back."
            )
        return replace(self, status=MeetingStatus.PLANNED)


class Attendance(Value):
    """One line of the attendance table; `member` is empty for the agency as such.

    `authority` says whether a deputy decides with the member's authority (ToR 6.3); None while
    nobody said so.
    """

    meeting: int
    agency: str
    member: str = ""
    state: AttendanceState
    deputy_for: str | None = None
    arrived: str | None = None
    left_at: str | None = None
    signed: bool = False
    authority: bool | None = None

    @property
    def ref(self) -> str:
        """The agency it is about."""
        return self.agency

    @property
    def speaks(self) -> bool:
        """Whether the agency can decide by this person: not by a deputy without authority."""
        return self.state is AttendanceState.PRESENT and self.authority is not False

    def turned(self, state: AttendanceState) -> Attendance:
        """Say that they are in another state; who is not there has no times and deputises not."""
        if state is AttendanceState.PRESENT:
            return replace(self, state=state)
        return replace(
            self, state=state, deputy_for=None, authority=None, arrived=None, left_at=None
        )

    def checked(self) -> Attendance:
        """Give the line back. Raises UsageRefused where it contradicts itself."""
        here = self.state is AttendanceState.PRESENT
        if not here and (self.deputy_for or self.arrived or self.left_at):
            raise UsageRefused(
                "Only somebody present arrives, leaves or is a deputy.",
                f"Write it so: marg attendance set {self.agency} present",
            )
        if self.authority is not None and not self.deputy_for:
            raise UsageRefused(
                "Only a deputy decides with somebody else's authority.",
                f"Say whose: marg attendance set {self.agency} present --deputy-for NAME",
            )
        if self.deputy_for and self.deputy_for == self.member:
            raise UsageRefused(
                "Nobody is their own deputy.", "Say who came with --member, for whom --deputy-for."
            )
        if self.arrived and self.left_at and self.left_at < self.arrived:
            raise UsageRefused(
                f"Nobody leaves at {self.left_at} who arrived at {self.arrived}.",
                "Give both: --arrived HH:MM --left HH:MM",
            )
        return self


class Declaration(Value):
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
