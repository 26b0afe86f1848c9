"""Papers that were made already and hold a case: what somebody who withdraws may have of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import short
from marg_cli.domain.counting import in_a_sentence
from marg_cli.services.actions.view import iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.domain.audit import AuditRow
    from marg_cli.domain.meeting import Declaration, Meeting
    from marg_cli.store.protocol import Store

TO_AN_AGENCY = {
    "trawl render": "the lateral-check request for {agency}",
    "action chase": "the action sheet for {agency}",
}
"""Papers made for one agency, by the command that makes them; the audit names the agency."""

AGENDAS = {
    "members": "the members' agenda",
    "chair": "the running order",
    "guest": "a guest's slice of the agenda",
}
"""The agenda's papers, by their audience."""


def papers_gone(store: Store, declared: Declaration, meeting: Meeting) -> list[str]:
    """Say which papers that were made hold the case, and may be with who declared an interest."""
    audience = _audience(store, declared.agency)
    made = {
        paper: row.day
        for row in store.audit.rows(ref=declared.case_ref)
        for paper in _papers(row, declared.agency, audience, meeting.ref)
    }
    if not made:
        return []
    named = [f"{paper} (made on {short(iso(day))})" for paper, day in made.items()]
    what = f"{declared.case_ref} stands in papers that person may have already"
    return [f"{what}: {in_a_sentence(named)}. Ask for them back, and tell the chair."]


def _audience(store: Store, code: str | None) -> str:
    """Which agenda somebody gets: who belongs to no agency chairs."""
    agency = store.agencies.get(code) if code else None
    if agency is None:
        return "chair"
    return "guest" if agency.kind is AgencyKind.GUEST else "members"


def _papers(row: AuditRow, agency: str | None, audience: str, meeting: str) -> Iterator[str]:
    refs = row.refs.split()
    if row.command == "agenda render" and {meeting, f"audience={audience}"} <= set(refs):
        yield AGENDAS[audience]
    if agency in refs and row.command in TO_AN_AGENCY:
        yield TO_AN_AGENCY[row.command].format(agency=agency)
