"""What still stands in the name of a member who left, until somebody else is named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.text import folded
from marg_cli.services.members.work import work_of

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class LeftBehind(NamedTuple):
    """A member who left, by number, and what nobody has taken over, said by reference."""

    member: int
    agency: str
    left_on: date
    work: list[str]


def left_behind(store: Store) -> list[LeftBehind]:
    """What each member who left has left without anybody, who left first first.

    Where the agency has somebody of the same name still, it is taken for theirs.
    """
    everyone = store.members.listed()
    there = {(each.agency, folded(each.name)) for each in everyone if each.left_on is None}
    found = [
        LeftBehind(member.number, member.agency, member.left_on, work_of(store, member).said)
        for member in everyone
        if member.left_on is not None and (member.agency, folded(member.name)) not in there
    ]
    return sorted((each for each in found if each.work), key=lambda each: each.left_on)
