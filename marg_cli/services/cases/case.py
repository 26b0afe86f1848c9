"""Cases: taken in under a reference, and who has to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import Case, Involvement
from marg_cli.domain.case_document import DocumentKind
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.cases.view import CaseView, view

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class NotInvolved(NotFound):
    """An agency that is not involved in that case."""


class Changed(NamedTuple):
    """A case just changed, and what a person might not have expected of it."""

    case: CaseView
    remarks: list[str]


def referring(store: Store, code: str) -> str:
    """The code of an agency about to refer a case. Raises AgencyNotFound, or Refused if retired."""
    with store.read("case add") as reading:
        found = finding.agency_at_work(store, code).code
        reading.about(found)
    return found


def involve(
    store: Store, ref: str, agency: str, *, contact: str | None, lead: bool | None, on: date
) -> Changed:
    """Name an agency as involved in a case, whom to ask there, and whether it leads (ToR 1.6).

    Said again, only what is given changes; an empty contact clears. Raises CaseNotFound,
    AgencyNotFound, or Refused for an agency that has retired.
    """
    with store.change("case involve") as change:
        before = finding.case(store, ref)
        code = finding.agency_at_work(store, agency).code
        involved = _involvement(store, before.ref, code)
        if contact is not None:
            involved = replace(involved, contact=contact or None)
        leads = before.lead_agency
        if lead is not None:
            leads = code if lead else None if leads == code else leads
        case = replace(before, lead_agency=leads)
        change.save(involved, case)
        change.about(code)
        return Changed(view(store, case, on=on), _lead_passed(before, case))


def uninvolve(store: Store, ref: str, agency: str, *, on: date) -> Changed:
    """Take an agency out of a case; if it led, nobody leads. Raises NotInvolved."""
    with store.change("case involve --remove") as change:
        before = finding.case(store, ref)
        code = finding.agency(store, agency).code
        involved = [i for i in store.cases.involved(before.ref) if i.agency == code]
        if not involved and before.lead_agency != code:
            raise NotInvolved(
                f"{code} is not involved in {before.ref}.",
                f"See who is with: marg case show {before.ref}",
            )
        case = replace(before, lead_agency=None) if before.lead_agency == code else before
        change.remove(*involved)
        change.save(case)
        change.about(code)
        return Changed(view(store, case, on=on), _lead_passed(before, case))


def coordinator(store: Store, ref: str, name: str, *, on: date) -> Changed:
    """Name the practitioner who reports progress on a case (ToR 9.3); an empty name clears."""
    with store.change("case coordinator") as change:
        case = replace(finding.case(store, ref), case_coordinator=name or None)
        change.save(case)
        return Changed(view(store, case, on=on), [])


def known(store: Store, ref: str) -> str:
    """The reference of a case somebody is about to be asked about. Raises CaseNotFound."""
    with store.read("case edit") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
    return case.ref


def removable(store: Store, ref: str) -> str:
    """The reference of a case that may be removed. Raises CaseNotFound, or Refused as `remove`."""
    with store.read("case remove") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        _nothing_speaks_of(store, case.ref)
    return case.ref


def remove(store: Store, ref: str, *, on: date) -> CaseView:
    """Take out a case added by mistake, with its referrals as they came and who was involved.

    Raises Refused, saying what speaks of it, once anything else does.
    """
    with store.change("case remove") as change:
        case = finding.case(store, ref)
        _nothing_speaks_of(store, case.ref)
        seen = view(store, case, on=on)
        change.remove(
            *store.documents.listed(case.ref),
            *store.referral_answers.listed(case.ref),
            *store.cases.referrals(case.ref),
            *store.cases.involved(case.ref),
            case,
        )
        return seen


def _involvement(store: Store, ref: str, code: str) -> Involvement:
    known = (i for i in store.cases.involved(ref) if i.agency == code)
    return next(known, Involvement(case_ref=ref, agency=code))


def _lead_passed(before: Case, case: Case) -> list[str]:
    if before.lead_agency in {None, case.lead_agency}:
        return []
    if case.lead_agency is None:
        return [f"{case.ref} has no lead agency now."]
    return [f"{before.lead_agency} led {case.ref} until now."]


def _nothing_speaks_of(store: Store, ref: str) -> None:
    counted = {
        ("action", "actions"): len(store.actions.listed(case_ref=ref)),
        ("slot on an agenda", "slots on agendas"): len(store.agendas.listed(case_ref=ref)),
        ("entry in the minutes", "entries in the minutes"): len(
            store.minutes.entries(case_ref=ref)
        ),
        ("lateral check", "lateral checks"): len(store.lateral_checks.listed(case_ref=ref)),
        ("piece of information", "pieces of information"): len(
            store.information.listed(case_ref=ref)
        ),
        ("declaration of interest", "declarations of interest"): sum(
            declared.case_ref == ref for declared in store.meetings.declared()
        ),
        ("screening", "screenings"): len(store.screenings.listed(ref)),
        ("document", "documents"): sum(
            document.kind is DocumentKind.DOCUMENT for document in store.documents.listed(ref)
        ),
        **_said_at_the_table(store, ref),
        ("paper that left", "papers that left"): len(store.circulation.cases.listed(case_ref=ref)),
    }
    speaks = [
        f"{count} {one if count == 1 else more}" for (one, more), count in counted.items() if count
    ]
    if speaks:
        raise Refused(
            f"{ref} cannot be removed, the register speaks of it elsewhere: {', '.join(speaks)}.",
            "If all of it was a mistake, remove those first. Otherwise end the case: "
            f"marg case withdraw {ref} --because TEXT",
        )


def _said_at_the_table(store: Store, ref: str) -> dict[tuple[str, str], int]:
    table = store.at_the_table
    return {
        ("view of the person", "views of the person"): len(table.views.listed(case_ref=ref)),
        ("risk", "risks"): len(table.risks.listed(case_ref=ref)),
        ("barrier", "barriers"): len(table.barriers.listed(case_ref=ref)),
        ("decision", "decisions"): len(table.decisions.listed(case_ref=ref)),
        ("version of the plan", "versions of the plan"): len(table.plans.listed(case_ref=ref)),
    }
