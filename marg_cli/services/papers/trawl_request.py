"""The lateral-check requests: they name people, so who gets one is held to a gate and written down.

An agency cannot check a reference. A request therefore goes only to an agency whose
information-sharing agreement is in force on the day, and the audit keeps a line for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.papers.trawl_request import PersonSought, TrawlRequest
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.agencies.gate import overridden
from marg_cli.services.group import group
from marg_cli.services.papers import frame
from marg_cli.services.papers.asked import asking, cases_listed, gap, left_out
from marg_cli.services.papers.returning import return_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.group import Group
    from marg_cli.services.papers.asked import LeftOut, WhyNot
    from marg_cli.store.protocol import Store

BACK_BY = "checks_back"


class TrawlRequests(NamedTuple):
    """A request for each agency, by its code, and what is to be said beside."""

    papers: dict[str, TrawlRequest]
    remarks: list[str]


def trawl_requests(
    store: Store, agencies: Sequence[str], *, meeting: str, on: date
) -> TrawlRequests:
    """Put together a request for each of *agencies*, or for all that are to be asked.

    Raises AgencyNotFound, MeetingNotFound, and Refused for a meeting that is past or without
    cases, and where no agency can be asked.
    """
    with store.read("trawl render", leaving=True) as reading:
        named = [finding.agency(store, code) for code in dict.fromkeys(agencies)]
        held = finding.meeting(store, meeting, today=on)
        reading.about(held.ref)
        gathered = _Gathered(store, held, on)
        reasons = {a.code: gathered.why_not(a) for a in named or store.agencies.listed()}
    missing = left_out(((code, why) for code, why in reasons.items() if why), named=bool(named))
    asked = [code for code, why in reasons.items() if why is None]
    if not asked:
        raise _nobody(missing)
    papers = {}
    by_override = gathered.by_override([finding.agency(store, code) for code in asked])
    for code in asked:  # a line in the audit for each, so that it tells who got which case
        with store.read("trawl render", held.ref, code, leaving=True) as reading:
            papers[code] = gathered.request(finding.agency(store, code))
            reading.about(*(person.case for person in papers[code].people))
    return TrawlRequests(papers, [*_gaps(papers), *by_override, *map(_said, missing)])


class _Gathered:
    """One meeting's cases and who has to do with them, fetched once for every request."""

    def __init__(self, store: Store, meeting: Meeting, on: date) -> None:
        self._cases = cases_listed(store, meeting, on)
        self._made: Group = group(store)
        self._meeting = meeting
        self._on = on
        self._asking = asking(store, self._cases, meeting, on)

    def why_not(self, agency: Agency) -> WhyNot | None:
        return self._asking.why_not(agency)

    def by_override(self, agencies: Sequence[Agency]) -> list[str]:
        return overridden({a.code: self._asking.gate.passage(a) for a in agencies})

    def request(self, agency: Agency) -> TrawlRequest:
        return TrawlRequest(
            head=frame.head(
                self._made,
                self._meeting,
                title="Lateral-check request",
                copy_for=agency.code,
                version=f"Made on {short(self._on)}",
            ),
            agency=agency.code,
            agency_name=agency.name,
            return_by=return_by(self._made, self._meeting, BACK_BY, self._on),
            statement=self._made.text("group.statement"),
            people=tuple(person_sought(self._cases[ref]) for ref in self._asking.checkable(agency)),
            nameless=tuple(
                ref for ref in self._asking.cases_for(agency) if ref in self._asking.nameless
            ),
        )


def person_sought(case: Case) -> PersonSought:
    """Whom a case is about, as a sheet names them."""
    return PersonSought(
        case=case.ref,
        name=case.name,
        aliases=case.aliases,
        born=case.born,
        address=case.address,
        nhs=case.nhs,
        police_ref=case.police_ref,
    )


def _nobody(missing: Sequence[LeftOut]) -> Refused:
    if not missing:
        return Refused(
            "There is no agency to ask.", "Add one with: marg agency add NAME --code CODE"
        )
    return Refused(
        " ".join(each.sentence for each in missing),
        "\n".join(each.way_out for each in missing if each.way_out),
    )


def _gaps(papers: dict[str, TrawlRequest]) -> list[str]:
    return gap(list(dict.fromkeys(ref for paper in papers.values() for ref in paper.nameless)))


def _said(missing: LeftOut) -> str:
    return " ".join(filter(None, (missing.sentence, missing.way_out)))
