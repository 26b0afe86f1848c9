"""A member leaves: when, and who takes over what was theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.value import replace
from marg_cli.services import finding
from marg_cli.services.members.view import MemberView, member_view
from marg_cli.services.members.work import work_of
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.agency import Member
    from marg_cli.store.protocol import Store


class Left(NamedTuple):
    """A member who left; *work* and *deputies* went to the successor, or wait for one.

    *work* is said by reference, *deputies* and the other two are members' numbers; *stood_in_for*
    is a member who has no deputy now.
    """

    member: MemberView
    successor: int | None
    work: list[str]
    deputies: list[int]
    stood_in_for: int | None


def leave(store: Store, who: str, *, successor: str | None, day: str | None, on: date) -> Left:
    """Say that a member left, today or on a day that came.

    Open actions they own within the agency, cases they coordinate, are the contact in or tell the
    person of, and their deputies go to the successor, who may also be named later. Raises
    MemberNotFound and Refused.
    """
    from marg_cli.services.actions.action import hand_over
    from marg_cli.services.at_the_table.plan import told_by_another

    with store.change("member leave") as change:
        member = finding.member(store, who)
        if member.left_on is None or successor is None:
            member = member.left(day_that_came(day, on=on))
            change.save(member)
        everyone = store.members.listed()
        work = work_of(store, member)
        deputies = [m for m in everyone if m.deputy_for == member.number and m.left_on is None]
        takes_over = None
        if successor is not None:
            takes_over = finding.member(store, successor).following(member)
            deputies = [deputy for deputy in deputies if deputy.number != takes_over.number]
            change.save(takes_over, *(replace(d, deputy_for=takes_over.number) for d in deputies))
            change.save(*(replace(c, case_coordinator=takes_over.name) for c in work.cases))
            change.save(*(replace(each, contact=takes_over.name) for each in work.contacts))
            for plan in work.tells:
                told_by_another(store, change, plan.case_ref, takes_over.name, on=on)
            for action in work.actions:
                hand_over(change, action, agency=action.agency, owner=takes_over.name, on=on)
        return Left(
            member_view(store, member.number),
            takes_over.number if takes_over else None,
            work.said,
            [deputy.number for deputy in deputies],
            _without_deputy(store, member),
        )


def bring_back(store: Store, who: str) -> MemberView:
    """Take a leaving back; what went to a successor stays there."""
    with store.change("member leave") as change:
        member = finding.member(store, who).back()
        change.save(member)
        return member_view(store, member.number)


def _without_deputy(store: Store, member: Member) -> int | None:
    if member.deputy_for is None:
        return None
    others = [m for m in store.members.listed() if m.deputy_for == member.deputy_for]
    return None if any(m.left_on is None for m in others) else member.deputy_for
