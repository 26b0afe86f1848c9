"""A case as lists and programs see it: what is kept, and what follows from it."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import is_repeat, opened_by, opening
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marg_cli.domain.case import Case, Involvement, Referral
    from marg_cli.store.protocol import Store


class AgencyInvolved(NamedTuple):
    """An agency involved in a case, whom to ask there, and whether it leads."""

    code: str
    contact: str | None
    lead: bool


class CaseView(NamedTuple):
    """The fields scripts may rely on; `referred_on` and `referrer` are of the latest referral."""

    ref: str
    status: str
    initials: str | None
    referred_on: date | None
    referrer: str | None
    lead_agency: str | None
    case_coordinator: str | None
    themes: tuple[str, ...]
    repeat: bool
    agencies: list[AgencyInvolved]
    open_actions: int
    next_meeting: date | None


def view(store: "Store", case: "Case", *, on: date) -> CaseView:
    """Say how one case stands on a day."""
    return view_of(
        case,
        store.cases.referrals(case.ref),
        store.cases.involved(case.ref),
        open_actions=store.actions.open_of_case(case.ref),
        next_meeting=store.agendas.next_slots(on.isoformat()).get(case.ref),
        months=group(store).number("repeat.months"),
    )


def views(store: "Store", cases: "Iterable[Case]", *, on: date) -> list[CaseView]:
    """Say how each case stands on a day, in the same order."""
    months = group(store).number("repeat.months")
    open_actions = store.actions.open_per_case()
    slots = store.agendas.next_slots(on.isoformat())
    referred: defaultdict[str, list[Referral]] = defaultdict(list)
    for referral in store.cases.referrals():
        referred[referral.case_ref].append(referral)
    involved: defaultdict[str, list[Involvement]] = defaultdict(list)
    for involvement in store.cases.involved():
        involved[involvement.case_ref].append(involvement)
    return [
        view_of(
            case,
            referred[case.ref],
            involved[case.ref],
            open_actions=open_actions.get(case.ref, 0),
            next_meeting=slots.get(case.ref),
            months=months,
        )
        for case in cases
    ]


def view_of(
    case: "Case",
    referrals: "Sequence[Referral]",
    involved: "Sequence[Involvement]",
    *,
    open_actions: int,
    next_meeting: str | None,
    months: int,
) -> CaseView:
    """Put together what is known of one case; *referrals* are oldest first."""
    latest = opened_by(referrals)
    return CaseView(
        case.ref,
        case.status.value,
        case.initials,
        latest.referred_on if latest else None,
        latest.referrer if latest else None,
        case.lead_agency,
        case.case_coordinator,
        case.themes,
        is_repeat(opening(referrals), months),
        agencies_of(case, involved),
        open_actions,
        date.fromisoformat(next_meeting) if next_meeting else None,
    )


def agencies_of(case: "Case", involved: "Sequence[Involvement]") -> list[AgencyInvolved]:
    """The agencies involved, the lead agency first, also where nobody said that it is involved."""
    found = [AgencyInvolved(i.agency, i.contact, i.agency == case.lead_agency) for i in involved]
    if case.lead_agency and not any(agency.lead for agency in found):
        found.append(AgencyInvolved(case.lead_agency, None, True))
    return sorted(found, key=lambda agency: not agency.lead)
