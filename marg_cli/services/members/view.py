"""A member as lists and programs see them, with the names of those they stand in for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class MemberView(NamedTuple):
    """The fields scripts may rely on; `deputies` are those who have not left."""

    number: int
    name: str
    agency: str
    role: str | None
    email: str | None
    deputy_for: str | None
    left_on: date | None
    deputies: list[str]


def member_views(store: Store) -> list[MemberView]:
    """Every member by agency, deputies after those they stand in for, also who has left."""
    members = store.members.listed()
    names = {member.number: member.name for member in members}
    return [
        MemberView(
            member.number,
            member.name,
            member.agency,
            member.role,
            member.email,
            None if member.deputy_for is None else names[member.deputy_for],
            member.left_on,
            [m.name for m in members if m.deputy_for == member.number and m.left_on is None],
        )
        for member in members
    ]


def member_view(store: Store, number: int) -> MemberView:
    """One member, who is there."""
    return next(view for view in member_views(store) if view.number == number)
