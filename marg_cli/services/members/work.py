"""What a member has taken on, known by the name that is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.action import ActionStatus
from marg_cli.domain.case import LIVE
from marg_cli.domain.text import folded

if TYPE_CHECKING:
    from marg_cli.domain.action import Action
    from marg_cli.domain.agency import Member
    from marg_cli.domain.case import Case
    from marg_cli.store.protocol import Store


class Work(NamedTuple):
    """The open actions a member owns, and the cases they coordinate that are not closed."""

    actions: list[Action]
    cases: list[Case]

    @property
    def refs(self) -> list[str]:
        """The references of all of it."""
        return [*(action.ref for action in self.actions), *(case.ref for case in self.cases)]


def work_of(store: Store, member: Member) -> Work:
    """Find a member's open actions within the agency, and the cases they coordinate.

    A case names its coordinator and no agency: where two agencies have a member of one name, only
    cases that the member's agency leads are the member's.
    """
    name = folded(member.name)
    rows = store.actions.listed(agency=member.agency, status=ActionStatus.OPEN)
    owned = [store.actions.get(row.number) for row in rows if folded(row.owner or "") == name]
    has_namesake = any(
        folded(other.name) == name and other.agency != member.agency
        for other in store.members.listed()
    )
    coordinated = [
        case
        for case in store.cases.listed()
        if case.status in LIVE
        and folded(case.case_coordinator or "") == name
        and (case.lead_agency == member.agency or not has_namesake)
    ]
    return Work([action for action in owned if action is not None], coordinated)


def speaking_of(store: Store, member: Member) -> dict[str, int]:
    """How much of what speaks of a member, by the name of one such thing."""
    name, agency = folded(member.name), member.agency
    attended = {
        line.meeting
        for line in store.meetings.attendance()
        if line.agency == agency and name in {folded(line.member), folded(line.deputy_for or "")}
    }
    return {
        "deputy": sum(other.deputy_for == member.number for other in store.members.listed()),
        "action": sum(
            folded(row.owner or "") == name for row in store.actions.listed(agency=agency)
        ),
        "case": len(work_of(store, member).cases),
        "meeting": len(attended),
        "agenda slot": sum(slot.guest == member.number for slot in store.agendas.listed()),
        "declaration": sum(
            line.agency in {agency, None} and folded(line.member) == name
            for line in store.meetings.declared()
        ),
    }
