"""Cases from a file, put into the register."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from marg_cli.domain.case import Case, CaseStatus, Destination, Involvement, Referral
from marg_cli.domain.case_document import CaseDocument
from marg_cli.domain.referral.answers import ReferralAnswers
from marg_cli.domain.refs import case_ref, read_document_ref
from marg_cli.domain.value import replace
from marg_cli.services.exchange.case_records import CaseRecord
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = (
    *("status", "name", "born", "aliases", "address", "nhs", "police_ref", "area", "themes"),
    *("resolving", "case_coordinator", "deferred_until", "because", "signposted_to"),
    *("closed_on", "destination", "outcome"),
)
CENTURY = 2000


def put_case(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a case with its referrals and agencies, or bring the one of that reference up to date."""
    record = item.record
    assert isinstance(record, CaseRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record):
        return None
    given: dict[str, Any] = {f: getattr(record, f) for f in PLAIN if f in record.model_fields_set}
    given |= {"initials": record.initials_shown} if record.initials_shown else {}
    given |= {"lead_agency": record.lead} if record.lead else {}
    if record.status is CaseStatus.CLOSED and record.destination is None:
        given["destination"] = Destination.UNKNOWN
        tally.remark("is not said: kept as unknown", line=item.line, field="destination")
    there = known.cases.get(record.ref) if record.ref else None
    case = replace(there, **given) if there else Case(ref=_reference(known, record), **given)
    known.cases[case.ref] = case
    known.change.save(case)
    _put_referrals(known, case, record)
    _put_documents(known, tally, item, case, record)
    known.change.save(
        *(Involvement(case_ref=case.ref, agency=a.code, contact=a.contact) for a in record.agencies)
    )
    return there is not None


def _may_stand(known: Known, tally: Tally, item: Item, record: CaseRecord) -> bool:
    """Whether all it speaks of is known; tells every problem there is."""
    named = [
        ("lead_agency", record.lead),
        *(("referrer", referral.referrer) for referral in record.all_referrals),
        *(("agencies", involved.code) for involved in record.agencies),
        *(("documents", code) for document in record.documents for code in document.only_for),
    ]
    known_all = [known.agency(code, tally, item, field) for field, code in named]
    if record.status is CaseStatus.DEFERRED and record.deferred_until is None:
        tally.refuse(
            "is missing: a case is deferred to a day", line=item.line, field="deferred_until"
        )
        return False
    return all(known_all)


def _reference(known: Known, record: CaseRecord) -> str:
    """The reference that was given, which is then never given out again; else the next one."""
    if record.ref is not None:
        year, number = re.search(r"(\d{2})-(\d+)", record.ref).groups()  # type: ignore[union-attr]
        known.change.number_taken(f"case:{CENTURY + int(year)}", int(number))
        return record.ref
    first = min(referral.on for referral in record.all_referrals)
    number = known.change.next_number(f"case:{first.year}")
    return case_ref(group(known.store).text("group.prefix"), first.year, number)


def _put_referrals(known: Known, case: Case, record: CaseRecord) -> None:
    there: defaultdict[tuple[date, bool], list[int]] = defaultdict(list)
    for kept in known.store.cases.referrals(case.ref):
        there[kept.referred_on, kept.while_open].append(kept.number)
    for referral in record.all_referrals:
        same = there[referral.on, referral.while_open]
        number = same.pop(0) if same else known.change.next_number("referral")
        known.change.save(
            Referral(
                number=number,
                case_ref=case.ref,
                referred_on=referral.on,
                referrer=referral.referrer,
                reason=referral.reason,
                while_open=referral.while_open,
            )
        )
        if referral.answers is not None:
            said = referral.answers.model_dump()
            known.change.save(ReferralAnswers(referral=number, case_ref=case.ref, **said))


def _put_documents(known: Known, tally: Tally, item: Item, case: Case, record: CaseRecord) -> None:
    """Add documents with their content; one that is there already stays as it is."""
    for each in record.documents:
        number = read_document_ref(each.ref)
        there = known.store.documents.get(number)
        if there is not None:
            if there.sha256 != each.sha256:
                tally.refuse(
                    f"{each.ref} is another document here", line=item.line, field="documents"
                )
            continue
        if each.content is None:
            tally.remark(
                f"{each.ref} comes without its content and is left out",
                line=item.line,
                field="documents",
            )
            continue
        known.change.keep_content(number, [each.decoded])
        known.change.number_taken("document", number)
        fields = each.model_dump(exclude={"ref", "content"})
        known.change.save(CaseDocument(number=number, case_ref=case.ref, **fields))
