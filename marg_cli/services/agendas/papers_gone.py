"""Papers that have left and speak of a case: what somebody who withdraws may have of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import short
from marg_cli.domain.circulation import Audience, PaperKind
from marg_cli.domain.counting import in_a_sentence
from marg_cli.services.circulation.ledger import copies_of

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Declaration, Meeting
    from marg_cli.services.circulation.ledger import PackSeen
    from marg_cli.store.protocol import Store

TO_AN_AGENCY = {
    PaperKind.REQUEST.value: "the lateral-check request for {agency}",
    PaperKind.ACTIONS.value: "the action sheet for {agency}",
    PaperKind.AGENDA.value: "the agenda for {agency}",
    PaperKind.MINUTES.value: "the minutes for {agency}",
    PaperKind.KEY.value: "the key of references and people for {agency}",
    PaperKind.CORRECTION.value: "the correction sent to {agency}",
}
"""Copies made for one agency, by the kind of paper."""

AGENDAS = {
    Audience.MEMBERS: "the members' agenda",
    Audience.CHAIR: "the running order",
    Audience.GUEST: "a guest's slice of the agenda",
}
"""The agenda's papers, by their audience."""


def papers_gone(store: Store, declared: Declaration, meeting: Meeting) -> list[str]:
    """Say which copies that left speak of the case, and may be with who declared an interest."""
    audience = _audience(store, declared.agency)
    made: dict[str, date] = {}
    for copy in copies_of(store, declared.case_ref):
        named = _named(copy, declared, audience, meeting)
        if named and copy.state != "returned":
            made[named] = copy.built_on
    if not made:
        return []
    told = [f"{paper} (made on {short(day)})" for paper, day in made.items()]
    what = f"{declared.case_ref} stands in papers that person may have already"
    return [f"{what}: {in_a_sentence(told)}. Ask for them back, and tell the chair."]


def _audience(store: Store, code: str | None) -> Audience:
    """Which agenda somebody gets: who belongs to no agency chairs."""
    agency = store.agencies.get(code) if code else None
    if agency is None:
        return Audience.CHAIR
    return Audience.GUEST if agency.kind is AgencyKind.GUEST else Audience.MEMBERS


def _named(
    copy: PackSeen, declared: Declaration, audience: Audience, meeting: Meeting
) -> str | None:
    """What a copy is called that may be with them; None for one that is not."""
    if copy.recipient == declared.agency and copy.kind in TO_AN_AGENCY:
        return TO_AN_AGENCY[copy.kind].format(agency=declared.agency)
    is_agenda = copy.kind == PaperKind.AGENDA and copy.meeting == meeting.held_on
    return AGENDAS[audience] if is_agenda and copy.recipient.startswith(audience) else None
