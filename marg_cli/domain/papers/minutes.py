"""The minutes in the order of the meeting."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.actions import ActionLine, AgencyActions
from marg_cli.domain.papers.at_the_table import AtTheTable
from marg_cli.domain.papers.frame import Extract, Head, NextMeeting, OwnWord
from marg_cli.domain.papers.room import Attending, Declared
from marg_cli.domain.quorum import Quorum
from marg_cli.domain.value import Value

ALL_MEMBERS = "All members"
THE_RECORD = "Chair and minute taker: the group's record, not for circulation"
WHOLE = (ALL_MEMBERS, THE_RECORD)
"""Whose copy the whole minutes are, by the group's sharing policy."""


class Heading(Value):
    """What was recorded under one heading; no texts means nobody recorded anything."""

    key: str
    title: str
    texts: tuple[str, ...]


class SharedLine(Value):
    """One thing an agency shared; `marks` say in words what it is marked as."""

    agency: str
    kind: str
    text: str
    marks: tuple[str, ...]


class SharedBeside(Value):
    """What was shared of one case for some agencies only; no version of minutes holds it."""

    ref: str
    information: tuple[SharedLine, ...]


class Beside(Value):
    """What stands beside an extract of final minutes: what its *reader* may read and not all."""

    reader: str
    cases: tuple[SharedBeside, ...]


class CaseMinutes(Value):
    """One case in the minutes: what was said under each heading and what was set.

    `information` is what agencies shared for this meeting, as far as the reader may read it;
    `withdrew` are those who declared an interest in the case, each with their agency.
    """

    ref: str
    kind: str
    discussed: bool
    repeat: bool
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    lead_agency: str | None
    case_coordinator: str | None
    at_the_table: AtTheTable
    before_actions: tuple[Heading, ...]
    actions: tuple[ActionLine, ...]
    after_actions: tuple[Heading, ...]
    information: tuple[SharedLine, ...] = ()
    withdrew: tuple[str, ...] = ()


class Learnt(Value):
    """One thing learnt from a case."""

    ref: str
    text: str


class Closing(Value):
    """A case proposed for closure, or closed since the last meeting."""

    ref: str
    closed_on: date | None
    destination: str | None
    outcome: str | None
    learnt: tuple[Learnt, ...] = ()


class Circulated(Value):
    """Who received which copy, how and when; nothing until it has been sent."""

    recipient: str
    what: str
    on: date


class Amendment(Value):
    """Why the minutes were amended; the first amendment replaces version 1. No day: still open."""

    number: int
    made_on: date | None
    because: str


class Approval(Value):
    """When a later meeting agreed the minutes; what they say does not change by it."""

    approved_on: date


class MinutesPaper(Value):
    """The minutes in the order of the meeting; `general` holds headings that belong to no case.

    `agency` is that of the one reader whose copy it is, if it is one's alone.
    `groups_own` are the actions of no case that this meeting set.
    `status` is draft while anything can change. Only final ones have an `anchor`: the audit's
    last row, `#seq hash`, just before they were made final. No `quorum`: the group has no rule.
    """

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
    amendment: Amendment | None = None
    anchor: str | None = None
    quorum: Quorum | None = None
    groups_own: tuple[ActionLine, ...] = ()
    agency: str | None = None


class OwnCopy(Value):
    """What one reader's copy of final minutes holds; without `extract` it leaves no case out.

    `agency` is the reader's; `cases` are those the copy speaks of.
    """

    reader: str
    agency: str
    markdown: str
    extract: Extract | None
    cases: tuple[str, ...]
    beside: Beside
    own_words: tuple[OwnWord, ...] = ()
