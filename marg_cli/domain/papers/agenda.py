"""The agenda as its three audiences get it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.papers.actions import ActionLine, AgencyLate
from marg_cli.domain.papers.at_the_table import AskedLine
from marg_cli.domain.papers.frame import Head, NextMeeting
from marg_cli.domain.papers.room import Attending, Declared
from marg_cli.domain.quorum import Quorum
from marg_cli.domain.value import Value


class Audience(StrEnum):
    """Who an agenda is for: three papers from one template."""

    MEMBERS = "members"
    CHAIR = "chair"
    GUEST = "guest"


class Changed(Value):
    """One answer of a screening that is not what it was the time before."""

    field: str
    before: str
    after: str


class SlotScreening(Value):
    """How a case was screened: when, why it does not pass, what changed since the time before.

    `untold` says that somebody is at immediate risk and nobody is said to have been told;
    `asked_again` that the questions were asked again for this meeting.
    """

    on: date
    fails: tuple[str, ...]
    changed: tuple[Changed, ...]
    untold: bool
    asked_again: bool


class Slot(Value):
    """One case's slot on the agenda.

    `screening` and `override`, the chair's reason for taking on a case against it, are for the
    chair alone.

    Checks are None while nobody was asked; `checks_in` are the agencies that answered, and
    `will_speak` those of them that hold information and will speak to it. `withdrew` are those
    who declared an interest in it already, each with their agency.

    `views_on` is when the person last gave their views; `views_missed_on`, when it was last
    recorded since that there were none; `views_asked`, who is to ask them still.
    """

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
    views_missed_on: date | None
    views_asked: tuple[AskedLine, ...]
    actions: tuple[ActionLine, ...]
    shared: bool = True
    will_speak: tuple[str, ...] = ()
    withdrew: tuple[str, ...] = ()
    screening: SlotScreening | None = None
    override: str | None = None


class LetThrough(Value):
    """An agency that gets papers of this meeting without an agreement in force, and why."""

    agency: str
    because: str
    on: date


class AgendaPaper(Value):
    """The agenda for one audience, in the order of the meeting.

    `last_minutes` is where the last minutes stand in their life, `last_version` their version.
    `let_through` are the overrides that are kept, for the chair alone.
    `agency` is the one whose copy it is, if it is one's alone.
    `quorum` is what is to be expected, for the chair alone; `ends_by` when the meeting is to end.
    """

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
    last_minutes: str | None = None
    last_version: int = 0
    quorum: Quorum | None = None
    ends_by: str | None = None
    agency: str | None = None
    let_through: tuple[LetThrough, ...] = ()

    @property
    def reader(self) -> str:
        """Who it is for, in a file's name: nothing for members, a guest by the case alone."""
        if self.audience is Audience.MEMBERS:
            return self.agency or ""
        return "-".join([self.audience.value, *self._guests_cases()])

    def _guests_cases(self) -> tuple[str, ...]:
        is_guest = self.audience is Audience.GUEST
        return tuple(slot.ref for slot in self.slots) if is_guest else ()
