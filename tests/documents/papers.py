"""Papers of an invented group: each builder makes a whole one, and changes are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from marg_cli.domain.minutes import AFTER_ACTIONS, BEFORE_ACTIONS, CASE_HEADINGS, GENERAL_HEADINGS
from marg_cli.domain.papers.actions import ActionLine, AgencyActions, AgencyLate
from marg_cli.domain.papers.agenda import AgendaPaper, Audience, Slot
from marg_cli.domain.papers.at_the_table import NOTHING
from marg_cli.domain.papers.frame import DeadlineLine, Head, NextMeeting
from marg_cli.domain.papers.minutes import CaseMinutes, Circulated, Closing, Heading, MinutesPaper
from marg_cli.domain.papers.room import Attending, Declared
from marg_cli.domain.quorum import Quorum
from marg_cli.domain.value import replace

MEETING = date(2026, 12, 8)
STATEMENT = (
    "What is shared here is shared to protect the adult at risk and others, under the group's "
    "information-sharing agreement. It stays with those who need to know, is not copied or passed "
    "on without the agreement of the agency that shared it, and is kept securely."
)


def a_head(**changes: Any) -> Head:
    return replace(
        Head(
            group="Exampleton Multi-agency Resolution Group",
            marking="OFFICIAL-SENSITIVE",
            title="Agenda",
            meeting_on=MEETING,
            at="10:00",
            venue="Committee Room 2, Exampleton Town Hall",
            chair="Independent chair",
            minute_taker="Council minute taker",
            copy_for="GLOW",
            version="v1",
        ),
        **changes,
    )


def an_action_line(**changes: Any) -> ActionLine:
    return replace(
        ActionLine(
            ref="A31",
            case="M26-001",
            what="Arrange a joint home visit",
            agency="HOU",
            owner="Tenancy lead",
            due=date(2026, 12, 18),
            first_due=date(2026, 12, 18),
            times_moved=0,
            moved_because=None,
            status="open",
            overdue=False,
            days_late=0,
            direct=False,
            intended="The tenancy is kept",
            outcome=None,
            closed_because=None,
            progress=(),
            set_on=date(2026, 11, 10),
        ),
        **changes,
    )


def a_slot(**changes: Any) -> Slot:
    return replace(
        Slot(
            ref="M26-001",
            kind="review",
            at="10:20",
            minutes=15,
            guests=(),
            themes=("homelessness", "substance misuse"),
            resolving="How to keep the tenancy while treatment starts.",
            repeat=False,
            screened=True,
            lead_agency="HOU",
            case_coordinator="Navigator",
            agencies=("HOU", "GLOW", "POL"),
            checks_in=("HOU", "GLOW"),
            checks_out=(),
            views_on=date(2026, 12, 1),
            views_missed_on=None,
            views_asked=(),
            actions=(),
        ),
        **changes,
    )


def an_attendee(**changes: Any) -> Attending:
    return replace(
        Attending(
            agency="GLOW",
            agency_name="Glow Domestic Abuse",
            name="Member one",
            role="Service manager",
            state="present",
            deputy_for=None,
            arrived="10:00",
            left="12:15",
            items=("all",),
            isa="signed off",
        ),
        **changes,
    )


def a_quorum(needed: int, *present: str, **changes: Any) -> Quorum:
    plain: dict[str, Any] = {
        "needed": needed,
        "present": present,
        "missing": ("POL", "NMH"),
        "is_quorate": len(present) >= needed,
        "gaps": (),
    }
    return Quorum(**plain | changes)


def a_next_meeting(**changes: Any) -> NextMeeting:
    return replace(
        NextMeeting(
            on=date(2027, 1, 12),
            at="10:00",
            venue="Committee Room 2, Exampleton Town Hall",
            deadlines=(
                DeadlineLine(what="Referrals close", on=date(2026, 12, 24)),
                DeadlineLine(what="Lateral checks back", on=date(2027, 1, 7)),
            ),
        ),
        **changes,
    )


def an_agenda(**changes: Any) -> AgendaPaper:
    return replace(
        AgendaPaper(
            head=a_head(),
            audience=Audience.MEMBERS,
            statement=STATEMENT,
            apologies=(an_attendee(state="apologies"),),
            declarations=(),
            last_minutes_on=date(2026, 11, 10),
            overdue=(
                an_action_line(
                    ref="A12", due=date(2026, 11, 30), first_due=date(2026, 11, 30), overdue=True
                ),
            ),
            open=(an_action_line(),),
            slots=(a_slot(),),
            closures=(),
            next_meeting=a_next_meeting(),
            agencies_late=(AgencyLate(agency="HOU", overdue=1, longest=6),),
            not_screened=(),
            no_agreement=(),
        ),
        **changes,
    )


def a_heading(key: str, *texts: str) -> Heading:
    return Heading(key=key, title={**CASE_HEADINGS, **GENERAL_HEADINGS}[key], texts=texts)


def a_case(said: Mapping[str, tuple[str, ...]] | None = None, **changes: Any) -> CaseMinutes:
    """One case in the minutes; *said* is what was recorded, by heading."""
    words = {key: (f"What was said about {key}.",) for key in CASE_HEADINGS} | dict(said or {})
    return replace(
        CaseMinutes(
            ref="M26-001",
            kind="review",
            discussed=True,
            repeat=False,
            themes=("homelessness",),
            agencies=("HOU", "GLOW"),
            lead_agency="HOU",
            case_coordinator="Navigator",
            at_the_table=NOTHING,
            before_actions=tuple(a_heading(key, *words[key]) for key in BEFORE_ACTIONS),
            actions=(an_action_line(),),
            after_actions=tuple(a_heading(key, *words[key]) for key in AFTER_ACTIONS),
        ),
        **changes,
    )


def a_minutes_paper(
    said: Mapping[str, tuple[str, ...]] | None = None, **changes: Any
) -> MinutesPaper:
    """A set of minutes; *said* is what was recorded for no case, by heading."""
    words = {key: (f"What was said about {key}.",) for key in GENERAL_HEADINGS} | dict(said or {})
    return replace(
        MinutesPaper(
            head=a_head(title="Minutes", version="DRAFT v1"),
            status="draft",
            planned_at="10:00",
            started_at="10:05",
            finished_at="12:15",
            attending=(an_attendee(),),
            general={key: a_heading(key, *texts) for key, texts in words.items()},
            declarations=(),
            reviewed=(an_action_line(status="done", outcome="Visit made."),),
            cases=(a_case(),),
            new_cases=("M26-001",),
            closed_cases=(),
            repeat_cases=(),
            next_meeting=a_next_meeting(),
            circulation=(
                Circulated(recipient="GLOW", what="minutes, DRAFT v1", on=date(2026, 12, 11)),
            ),
            by_agency=(
                AgencyActions(
                    agency="HOU", agency_name="Exampleton Housing", actions=(an_action_line(),)
                ),
            ),
        ),
        **changes,
    )


def closing(**changes: Any) -> Closing:
    return replace(
        Closing(
            ref="M26-009",
            closed_on=MEETING,
            destination="moved to other support",
            outcome="Settled in supported housing.",
        ),
        **changes,
    )


def declared(**changes: Any) -> Declared:
    return replace(
        Declared(name="Member one", agency="GLOW", case="M26-001", interest="Former employer"),
        **changes,
    )
