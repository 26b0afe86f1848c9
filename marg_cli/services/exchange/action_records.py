"""An action as a file tells of it, with how its due date moved."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from marg_cli.domain.action import ActionStatus, ClosedBecause
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import ActionRef, CaseOrGroup, Code, Day, Name, Text


class Move(Record):
    """One time a due date was moved: why, and who agreed it."""

    on: Day
    from_: Day = Field(alias="from")
    to: Day
    because: Text
    agreed_by: Name


class Progress(Record):
    """What was reported on an action or who it was given to, and when."""

    on: Day
    text: Text


class ActionRecord(Record):
    """Who does what by when, and how it ended; `case` is None for an action of the group's own."""

    ref: ActionRef | None = None
    case: CaseOrGroup = None
    what: Text
    agency: Code
    owner: Name | None = None
    due: Day
    first_due: Day | None = None
    times_moved: Annotated[int, Field(ge=0, le=999)] | None = None
    status: ActionStatus = ActionStatus.OPEN
    direct: bool = False
    meeting: Day | None = None
    set_on: Day | None = None
    intended: Text | None = None
    outcome: Text | None = None
    closed_on: Day | None = None
    closed_because: ClosedBecause | None = None
    moves: tuple[Move, ...] = ()
    progress: tuple[Progress, ...] = ()
    reassigned: tuple[Progress, ...] = ()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.status is ActionStatus.NOT_DONE) != (self.closed_because is not None):
            raise broken("closed_because", "is said of an action not done, and only of one")
        if self.moves:
            self._agree_with_moves(self.moves)
        return self

    def _agree_with_moves(self, moves: tuple[Move, ...]) -> None:
        days = [moves[0].from_, *(move.to for move in moves)]
        if days[:-1] != [move.from_ for move in moves]:
            raise broken("moves", "each move starts from the day the one before it moved to")
        if days[-1] != self.due:
            raise broken("due", "is not the day of the last move")
        if self.first_due not in {None, days[0]}:
            raise broken("first_due", "is not the day the first move starts from")
        if self.times_moved not in {None, len(moves)}:
            raise broken("times_moved", "is not the number of moves")
