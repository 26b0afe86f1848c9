"""Members: the people who represent an agency, and those who stand in for them (ToR 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import Member, read_email
from marg_cli.domain.text import folded
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.editing import edited, must_change, named
from marg_cli.services.members.view import MemberView, member_view, member_views

if TYPE_CHECKING:
    from marg_cli.store.protocol import Change, Store


class Changed(NamedTuple):
    """A member just changed, and the references of what carries their new name."""

    member: MemberView
    renamed: list[str]


def listed(store: Store, *, agency: str | None = None, left: bool = False) -> list[MemberView]:
    """List members by agency, deputies last; those who left only when asked."""
    with store.read("member list") as reading:
        code = finding.agency(store, agency).code if agency else None
        found = [
            view
            for view in member_views(store)
            if code in {None, view.agency} and (left or view.left_on is None)
        ]
        reading.note(f"{f'agency={code} ' if code else ''}({len(found)})")
        return found


def show(store: Store, who: str) -> MemberView:
    """Show one member. Raises MemberNotFound."""
    with store.read("member show") as reading:
        member = finding.member(store, who)
        reading.about(member.ref)
        return member_view(store, member.number)


def add(
    store: Store,
    *,
    name: str,
    agency: str,
    role: str | None,
    email: str | None,
    deputy_for: str | None,
) -> MemberView:
    """Add a member of an agency, perhaps as the deputy of another.

    Raises AgencyNotFound, MemberNotFound, UsageRefused for what is no address, and Refused.
    """
    with store.change("member add") as change:
        member = Member(
            number=change.next_number("member"),
            name=named(name, "A member"),
            agency=finding.agency_at_work(store, agency).code,
            role=role,
            email=read_email(email) if email else None,
        )
        if deputy_for:
            member = _deputy(store, member, deputy_for)
        _must_differ(store, member)
        change.save(member)
        return member_view(store, member.number)


def edit(
    store: Store,
    who: str,
    *,
    name: str | None = None,
    agency: str | None = None,
    role: str | None = None,
    email: str | None = None,
    deputy_for: str | None = None,
) -> Changed:
    """Put right what was typed wrong; an empty role, address or deputy-for clears it.

    Open actions and cases that name the member carry the new name.
    """
    must_change(
        *(name, agency, role, email, deputy_for),
        options="--name --agency --role --email --deputy-for",
    )
    with store.change("member edit") as change:
        before = finding.member(store, who)
        member = edited(
            before,
            name=None if name is None else named(name, "A member"),
            agency=finding.agency_at_work(store, agency).code if agency else None,
            role=role,
            email=read_email(email) if email else email,
        )
        member = _stood_in(store, before, member, deputy_for)
        if member.agency != before.agency:
            _must_have_no_deputies(store, member, "go to another agency")
        _must_differ(store, member)
        change.save(member)
        return Changed(member_view(store, member.number), _renamed(store, change, before, member))


def remove(store: Store, who: str) -> Member:
    """Take out a member who should not have been added. Raises Refused while spoken of."""
    from marg_cli.domain.counting import all_counted
    from marg_cli.services.members.work import speaking_of

    with store.change("member remove") as change:
        member = finding.member(store, who)
        speaking = speaking_of(store, member)
        if any(speaking.values()):
            verb = "speaks" if sum(speaking.values()) == 1 else "speak"
            raise Refused(
                f"Member {member.number} cannot be removed: {all_counted(speaking)} {verb} of "
                "them.",
                f"Say that they left: marg member leave {member.number}",
            )
        change.remove(member)
    return member


def _stood_in(store: Store, before: Member, member: Member, deputy_for: str | None) -> Member:
    """Give a member whom they stand in for; a deputy who changes agency is checked again."""
    if deputy_for is None:
        moved = member.deputy_for is not None and member.agency != before.agency
        return _deputy(store, member, str(member.deputy_for)) if moved else member
    if not deputy_for.strip():
        return replace(member, deputy_for=None)
    _must_have_no_deputies(store, member, "be a deputy")
    return _deputy(store, member, deputy_for)


def _deputy(store: Store, member: Member, whom: str) -> Member:
    return member.standing_in_for(finding.member(store, whom))


def _must_have_no_deputies(store: Store, member: Member, refusal: str) -> None:
    deputies = [m for m in store.members.listed() if m.deputy_for == member.number]
    there = next((m for m in deputies if m.left_on is None), None)
    if there is not None:
        raise Refused(
            f"Member {member.number} has a deputy, and cannot {refusal}.",
            "First say that the deputy stands in for nobody: "
            f'marg member edit {there.number} --deputy-for ""',
        )


def _must_differ(store: Store, member: Member) -> None:
    for other in store.members.listed():
        if (
            (other.agency, folded(other.name)) == (member.agency, folded(member.name))
            and other.number != member.number
            and other.left_on is None
        ):
            raise Refused(
                f"{member.agency} has a member of that name already: member {other.number}.",
                "If they are two people, tell them apart in the name.",
            )


def _renamed(store: Store, change: Change, before: Member, member: Member) -> list[str]:
    if member.name == before.name or member.agency != before.agency:
        return []
    from marg_cli.services.members.work import work_of

    work = work_of(store, before)
    change.save(*(replace(action, owner=member.name) for action in work.actions))
    change.save(*(replace(case, case_coordinator=member.name) for case in work.cases))
    change.save(*(replace(each, contact=member.name) for each in work.contacts))
    change.save(*(replace(plan, tells=member.name) for plan in work.tells))
    return work.said
