"""What an action needs before a paper names it: an owner, a day to come, what it is to achieve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from marg_cli.domain.action import ActionStatus
from marg_cli.domain.checks.rules import Spot
from marg_cli.domain.checks.wording import says_something
from marg_cli.domain.papers.actions import ActionLine

NO_OWNER = "{action} has no owner."
GIVE_OWNER = "marg action reassign {action} --agency {agency} --owner NAME"


def each(actions: Sequence[ActionLine], breaks: Callable[[ActionLine], bool]) -> Iterator[Spot]:
    """The actions that break a rule."""
    for line in actions:
        if breaks(line):
            yield Spot({"action": line.ref, "agency": line.agency}, action=line.ref)


def without_owner(line: ActionLine) -> bool:
    """Open, and nobody is named who will do it."""
    return line.status == ActionStatus.OPEN and not says_something(line.owner)


def without_intent(line: ActionLine) -> bool:
    """Nobody said what it is to achieve."""
    return not says_something(line.intended)


def due_by(line: ActionLine, day: date) -> bool:
    """Open, and due on a day or before."""
    return line.status == ActionStatus.OPEN and line.due <= day
