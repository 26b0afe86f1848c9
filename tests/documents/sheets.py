"""Sheets that agencies fill in, of an invented group: each builder makes a whole one."""

from __future__ import annotations

from datetime import date
from typing import Any

from marg_cli.domain.papers.action_sheet import ActionSheet
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
