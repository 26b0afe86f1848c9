"""What the rules of a check are told: a paper's own values, and what it does not say itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.case import Case, CaseStatus
from marg_cli.domain.papers.actions import ActionLine
from marg_cli.domain.papers.agenda import AgendaPaper, Slot
from marg_cli.domain.papers.minutes import CaseMinutes, MinutesPaper


class Said(NamedTuple):
    """One entry: its reference and its text."""

    ref: str
    text: str


class CaseTold(NamedTuple):
    """One case as the minutes tell it, with what the rules need beside it.

    `since` is the day of the meeting before; `taken_on` is a case the group works on; `goes_on`
    has an open action from before; `withdrew` names those who declared an interest in it, and
    `stayed` says that one is shown as there.
    """

    minutes: CaseMinutes
    said: Mapping[str, Sequence[Said]]
    meeting_on: date
    since: date
    taken_on: bool
    goes_on: bool
    withdrew: frozenset[str]
    stayed: bool
    own_levels: Sequence[str]

    def texts(self, heading: str) -> list[str]:
        """What was recorded under a heading."""
        return [said.text for said in self.said.get(heading, ())]

    @property
    def entries(self) -> list[Said]:
        """Everything recorded."""
        return [said for under in self.said.values() for said in under]

    @property
    def is_closure(self) -> bool:
        """Whether it was listed to be closed."""
        return self.minutes.kind == AgendaKind.CLOSURE


class MeetingTold(NamedTuple):
    """A meeting as its minutes tell it, with what the rules need beside it.

    `silent` are core agencies of which nothing is recorded; `has_earlier` minutes to agree.
    """

    paper: MinutesPaper
    said: Mapping[str, Sequence[Said]]
    silent: Sequence[str]
    attendance: bool
    has_earlier: bool

    @property
    def own_actions(self) -> list[ActionLine]:
        """The group's own actions that this meeting set."""
        day: date = self.paper.head.meeting_on
        held = [line for agency in self.paper.by_agency for line in agency.actions]
        return [line for line in held if line.case is None and line.set_on == day]


class SlotTold(NamedTuple):
    """One slot with what the rules need beside it.

    `against` says why the case may not simply be taken on, where it is not yet; `asked_again` that
    its screening questions are answered for this meeting, `untold` that they name an immediate
    risk nobody is said to have been told of. `fixed` is a time of its own; `clash` says what it
    runs into and until when ("HH:MM") that lasts; `no_views_at` is the meeting that discussed the
    case last, when it recorded no views; `checks_due` the day by which lateral checks were to be
    back, once it is past.
    """

    slot: Slot
    status: CaseStatus
    fixed: bool
    clash: tuple[str, str] | None
    no_views_at: date | None
    checks_due: date | None = None
    against: str | None = None
    asked_again: bool = True
    untold: bool = False


class AbsentTold(NamedTuple):
    """A live case that is not on the agenda, with its open actions due before that day."""

    case: Case
    due: Sequence[ActionLine]
    meeting_on: date


class AgendaTold(NamedTuple):
    """An agenda with what the rules need beside it.

    `send_by` is when it goes out; `last` the meeting before, if it has been, and `last_minutes`
    how its minutes stand, None before they are started. `unasked` are cases nobody was asked
    about by `ask_by`, once that is past.
    """

    paper: AgendaPaper
    slots: Sequence[SlotTold]
    today: date
    send_by: date
    last: date | None
    last_minutes: str | None
    unasked: Sequence[str] = ()
    ask_by: date | None = None
