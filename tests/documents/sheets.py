"""Sheets of an invented group, for agencies and of one case: each builder makes a whole one."""

from __future__ import annotations

from datetime import date
from typing import Any

from marg_cli.domain.papers.action_sheet import ActionSheet
from marg_cli.domain.papers.at_the_table import NOTHING
from marg_cli.domain.papers.case_summary import (
    CaseSummary,
    Contact,
    LastSaid,
    ReferredBy,
    SlotAhead,
)
from marg_cli.domain.papers.returning import ReturnBy
from marg_cli.domain.papers.trawl_request import PersonSought, TrawlRequest
from marg_cli.domain.value import replace
from tests.documents.papers import MEETING, STATEMENT, a_head, an_action_line

LATE = date(2026, 11, 5)


def a_return_by(**changes: Any) -> ReturnBy:
    return replace(
        ReturnBy(on=date(2026, 12, 1), past=False, meeting_on=MEETING, meeting_at="10:00"),
        **changes,
    )


def an_action_sheet(**changes: Any) -> ActionSheet:
    return replace(
        ActionSheet(
            head=a_head(title="Action sheet", version="Made on 23 Nov 2026"),
            agency="GLOW",
            agency_name="Glow Domestic Abuse",
            return_by=a_return_by(),
            overdue=(an_action_line(ref="A12", due=LATE, overdue=True, days_late=12),),
            open=(an_action_line(),),
        ),
        **changes,
    )


def a_person_sought(**changes: Any) -> PersonSought:
    return replace(
        PersonSought(
            case="M26-001",
            name="Quill Featherstone",
            aliases=("Q", "Feathers"),
            born=date(1969, 5, 14),
            address="1 Invented Row, Exampleton",
            nhs="999 000 0017",
            police_ref="EX/26/0001",
        ),
        **changes,
    )


def a_trawl_request(**changes: Any) -> TrawlRequest:
    return replace(
        TrawlRequest(
            head=a_head(title="Lateral-check request", version="Made on 23 Nov 2026"),
            agency="GLOW",
            agency_name="Glow Domestic Abuse",
            return_by=a_return_by(on=date(2026, 12, 3)),
            statement=STATEMENT,
            people=(a_person_sought(),),
            nameless=(),
        ),
        **changes,
    )


def last_said(text: str) -> LastSaid:
    return LastSaid(on=date(2026, 11, 10), text=text)


def a_case_summary(**changes: Any) -> CaseSummary:
    """An ordinary case: two or three sentences under each heading, and four open actions."""
    late = an_action_line(ref="A12", due=LATE, first_due=LATE, overdue=True, days_late=12)
    actions = tuple(an_action_line(ref=f"A{n}") for n in range(31, 34))
    return replace(
        CaseSummary(
            head=a_head(title="Case summary", at=None, venue=None, version="Made on 23 Nov 2026"),
            ref="M26-001",
            status="active",
            repeat=False,
            because=None,
            signposted_to=None,
            deferred_until=None,
            closed=None,
            resolving="How to keep the tenancy while treatment starts, and who goes first.",
            lead_agency="HOU",
            case_coordinator="Navigator",
            agencies=(
                Contact(agency="HOU", name="Tenancy lead", leads=True),
                Contact(agency="GLOW", name=None, leads=False),
            ),
            themes=("homelessness", "substance misuse"),
            referrals=(ReferredBy(on=date(2026, 7, 6), agency="GLOW"),),
            at_the_table=NOTHING,
            checks_out=None,
            next_slot=SlotAhead(on=MEETING, at="10:40", kind="review"),
            views=last_said("“I want the same worker.” Told to the navigator, who wrote it down."),
            risks=last_said("To self: the agreed level is high. One agency would say very high."),
            decision=last_said(
                "The notice is withdrawn, because it stood in the way of treatment."
            ),
            plan=last_said("Visits on Mondays and Thursdays. If she does not open: ring the lead."),
            actions=(late, *actions),
        ),
        **changes,
    )
