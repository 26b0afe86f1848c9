"""The paper on how the group is doing: three charts and what they are made of."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import short
from marg_cli.domain.papers.report import DirectShare, ReportPaper
from marg_cli.services.group import group
from marg_cli.services.papers import frame
from marg_cli.services.report import Period, by_agency, by_month, held, who_came

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.papers.report import MonthOfActions
    from marg_cli.store.protocol import Store


def report_paper(store: Store, *, months: int, on: date) -> ReportPaper:
    """Put the figures of the last *months* together, the running one included.

    Months before the first in which anything was opened or closed are left out of its table.
    """
    with store.read("report render", leaving=True) as reading:
        reading.note(f"months={months}")
        period = Period.of(months, on)
        counted, agencies = by_month(store, period), by_agency(store, on)
        meetings = held(store, period)
        return ReportPaper(
            head=frame.head_on(
                group(store),
                on,
                title="How the group is doing",
                copy_for="The group",
                version=f"Made on {short(on)}",
            ),
            since=period.since,
            until=on,
            months=tuple(dropwhile(_is_empty, counted)),
            agencies=tuple(agencies),
            meetings=tuple(meetings),
            attendance=tuple(who_came(store, period, meetings)),
            direct=_direct(counted),
            opened=sum(month.opened for month in counted),
            closed=sum(month.closed for month in counted),
            open=sum(agency.open for agency in agencies),
            overdue=sum(agency.overdue for agency in agencies),
        )


def _is_empty(month: MonthOfActions) -> bool:
    return not month.opened and not month.closed


def _direct(months: Sequence[MonthOfActions]) -> DirectShare:
    opened = sum(month.opened for month in months)
    direct = sum(month.direct for month in months)
    return DirectShare(
        opened=opened,
        direct=direct,
        percent=round(100 * direct / opened) if opened else None,
        one_more=round(100 / opened) if opened else None,
    )
