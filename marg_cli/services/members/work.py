"""What a member has taken on, known by the name that is written there."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.action import ActionStatus
from marg_cli.domain.case import LIVE
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.person_view import ViewState
from marg_cli.domain.plan import latest
from marg_cli.domain.text import folded

if TYPE_CHECKING:
    from marg_cli.domain.action import Action
    from marg_cli.domain.agency import Member
    from marg_cli.domain.case import Case, Involvement
    from marg_cli.domain.plan import Plan
    from marg_cli.store.protocol import Store


class Work(NamedTuple):
    """The open actions a member owns and, of cases that are not closed, what they are named for.

    They coordinate `cases`, are their agency's contact in `contacts`, and are to tell the person
    what was agreed in `tells`.
    """

    actions: list[Action]
    cases: list[Case]
    contacts: list[Involvement]
    tells: list[Plan]

    @property
    def said(self) -> list[str]:
        """All of it by reference, as a sentence lists it."""
        return [
            *(action.ref for action in self.actions),
            *(case.ref for case in self.cases),
            *_of("the contact in", [involved.case_ref for involved in self.contacts]),
            *_of("telling the person of", [plan.case_ref for plan in self.tells]),
        ]

    @property
    def case_refs(self) -> set[str]:
        """The cases that name the member."""
        return {
            *(case.ref for case in self.cases),
            *(involved.case_ref for involved in self.contacts),
            *(plan.case_ref for plan in self.tells),
        }


def _of(what: str, refs: list[str]) -> list[str]:
    return [f"{what} {in_a_sentence(refs)}"] if refs else []


def work_of(store: Store, member: Member) -> Work:
    """Find a member's open actions within the agency, and what open cases name them for.

    A case names its coordinator, and its plan who tells the person, without an agency: where two
    agencies have a member of one name, only cases that the member's agency leads are the member's.
    """
    name = folded(member.name)
    rows = store.actions.listed(agency=member.agency, status=ActionStatus.OPEN)
    owned = [store.actions.get(row.number) for row in rows if folded(row.owner or "") == name]
    has_namesake = any(
        folded(other.name) == name and other.agency != member.agency
        for other in store.members.listed()
    )
    live = {case.ref: case for case in store.cases.listed() if case.status in LIVE}
    led = {
        ref: case
        for ref, case in live.items()
        if case.lead_agency == member.agency or not has_namesake
    }
    return Work(
        [action for action in owned if action is not None],
        [case for case in led.values() if folded(case.case_coordinator or "") == name],
        [
            involved
            for involved in store.cases.involved()
            if involved.case_ref in live
            and involved.agency == member.agency
            and folded(involved.contact or "") == name
        ],
        [plan for plan in _still_to_tell(store) if plan.case_ref in led and _tells(plan) == name],
    )


def _tells(plan: Plan) -> str:
    return folded(plan.tells or "")


def _still_to_tell(store: Store) -> list[Plan]:
    """The plans as they stand in which somebody is named, and has not told the person since."""
    by_case: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in store.at_the_table.plans.listed():
        by_case[plan.case_ref].append(plan)
    told: defaultdict[str, date] = defaultdict(lambda: date.min)
    for view in store.at_the_table.views.listed(state=ViewState.TOLD):
        if view.said_on is not None:
            told[view.case_ref] = max(told[view.case_ref], view.said_on)
    stands = [(latest(plans), plans) for plans in by_case.values()]
    return [
        plan
        for plan, plans in stands
        if plan is not None and plan.tells and told[plan.case_ref] < _named_since(plan, plans)
    ]


def _named_since(plan: Plan, plans: list[Plan]) -> date:
    """When the plan first said who tells the person, and by when, as it does now."""
    return min(
        each.made_on for each in plans if (each.tells, each.tell_by) == (plan.tells, plan.tell_by)
    )


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
        "case": len(work_of(store, member).case_refs),
        "meeting": len(attended),
        "agenda slot": sum(slot.guest == member.number for slot in store.agendas.listed()),
        "declaration": sum(
            line.agency in {agency, None} and folded(line.member) == name
            for line in store.meetings.declared()
        ),
    }
