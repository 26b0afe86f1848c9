"""The case summary: what `case show` gathers, for paper, without what identifies the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.calendar import short
from marg_cli.domain.papers.case_summary import (
    CaseSummary,
    Contact,
    FileLine,
    LastSaid,
    ReferredBy,
    SlotAhead,
    ToldOn,
)
from marg_cli.domain.papers.minutes import Closing
from marg_cli.services import finding
from marg_cli.services.cases.show import as_it_stands
from marg_cli.services.group import group
from marg_cli.services.papers import frame
from marg_cli.services.papers.at_the_table import Tables, When
from marg_cli.services.papers.corrected import Corrected
from marg_cli.services.papers.lines import ActionLines

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.at_the_table.standing import Said
    from marg_cli.services.cases.show import Shown
    from marg_cli.store.protocol import Store

WORKING_PAPER = "The group's record, not for circulation"


def case_summary(store: Store, ref: str, *, on: date) -> CaseSummary:
    """Put one case on paper as it stands on a day. Raises CaseNotFound."""
    with store.read("case render", leaving=True) as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        shown, made = as_it_stands(store, case, on), group(store)
        corrected = Corrected(store, case_ref=case.ref)
        rows = store.actions.listed(case_ref=case.ref, status="open")
        return CaseSummary(
            head=frame.head_on(
                made,
                on,
                title="Case summary",
                copy_for=WORKING_PAPER,
                version=f"Made on {short(on)}",
            ),
            ref=shown.ref,
            status=shown.status,
            repeat=shown.repeat,
            because=shown.because,
            signposted_to=shown.signposted_to,
            deferred_until=shown.deferred_until,
            closed=_closed(shown, corrected),
            resolving=shown.resolving,
            lead_agency=shown.lead_agency,
            case_coordinator=shown.case_coordinator,
            agencies=tuple(
                Contact(agency=a.code, name=a.contact, leads=a.lead) for a in shown.agencies
            ),
            themes=shown.themes,
            referrals=tuple(
                ReferredBy(on=r.on, agency=r.referrer) for r in reversed(shown.referrals)
            ),
            checks_out=tuple(shown.checks.missing) if shown.checks else None,
            next_slot=_slot(shown),
            views=_last(shown.views),
            risks=_last(shown.risks),
            decision=_last(shown.last_decision),
            plan=_last(shown.plan),
            learnt=tuple(
                LastSaid(on=each.on, text=corrected.said(each.ref, "text", each.text))
                for each in shown.learnt
            ),
            at_the_table=Tables(store, made, case_ref=case.ref).of(case.ref, When(on)),
            actions=ActionLines(store, made.working_days, on).lines(rows),
            screened_on=shown.screening.on if shown.screening else None,
            fails=tuple(shown.screening.fails_because) if shown.screening else (),
            untold=shown.screening is not None and shown.screening.is_untold,
            documents=tuple(
                FileLine(ref=file.ref, kind=file.kind, on=file.on) for file in shown.documents
            ),
            told_back=ToldOn(**shown.told_back._asdict()) if shown.told_back else None,
        )


def _closed(shown: Shown, corrected: Corrected) -> Closing | None:
    if shown.closed is None:
        return None
    return corrected.marked(
        Closing(
            ref=shown.ref,
            closed_on=shown.closed.on,
            destination=shown.closed.destination,
            outcome=shown.closed.outcome,
        )
    )


def _slot(shown: Shown) -> SlotAhead | None:
    slot = shown.next_slot
    return SlotAhead(on=slot.on, at=slot.at, kind=slot.kind) if slot else None


def _last(said: Said | None) -> LastSaid | None:
    return LastSaid(on=said.on, text=said.text) if said else None
