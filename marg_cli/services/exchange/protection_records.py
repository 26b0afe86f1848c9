"""What a group owes the people of its cases, as a file tells of it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from marg_cli.domain.basis import PARTS
from marg_cli.domain.erasure import ErasedFor
from marg_cli.domain.retention import Choice
from marg_cli.domain.subject_request import EXEMPTIONS
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import CaseRef, Day, Name, Text

Number = Annotated[int, Field(ge=1, le=999_999_999)]


class Basis(Record):
    """Why a case may be shared; each answer comes with its reason."""

    lawful: Name | None = None
    lawful_because: Text | None = None
    special: Name | None = None
    special_because: Text | None = None
    criminal: Name | None = None
    criminal_because: Text | None = None
    decided_on: Day
    decided_by: Name

    @model_validator(mode="after")
    def _agree(self) -> Self:
        for name, part in PARTS.items():
            choice, reason = getattr(self, name), getattr(self, f"{name}_because")
            if choice is not None and choice not in part.choices:
                raise broken(name, f"must be one of: {'; '.join(part.choices)}")
            if (choice is None) != (reason is None):
                raise broken(f"{name}_because", f"and {name} are said together, or neither is")
        return self


class HeldBackRecord(Record):
    """Something held back from an answer."""

    what: Text
    exemption: Name
    because: Text

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.exemption not in EXEMPTIONS:
            raise broken("exemption", f"must be one of: {'; '.join(EXEMPTIONS)}")
        return self


class Request(Record):
    """One request for what is kept, and how it was answered."""

    number: Number | None = None
    received_on: Day
    asked_by: Text | None = None
    extended_on: Day | None = None
    extended_because: Text | None = None
    released_on: Day | None = None
    how: Text | None = None
    released_by: Name | None = None
    held_back: tuple[HeldBackRecord, ...] = ()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.extended_on is None) != (self.extended_because is None):
            raise broken("extended_because", "and extended_on are said together, or neither is")
        if len({each is None for each in (self.released_on, self.how, self.released_by)}) > 1:
            raise broken("released_on", "how and released_by are said together, or none is")
        if self.released_on is not None and self.released_on < self.received_on:
            raise broken("released_on", "is before the day it came")
        return self


class Restricted(Record):
    """That a case is beyond use, and why."""

    because: Text
    restricted_on: Day
    restricted_by: Name


class Decided(Record):
    """What was decided of an ended case's record."""

    decision: Choice
    because: Text
    until: Day | None = None
    decided_on: Day
    decided_by: Name

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.decision is Choice.LONGER) != (self.until is not None):
            raise broken("until", f'and the decision "{self.decision}" do not go together')
        return self


class Hold(Record):
    """A legal hold, and when it was released."""

    because: Text
    held_on: Day
    held_by: Name
    released_on: Day | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.released_on is not None and self.released_on < self.held_on:
            raise broken("released_on", "is before the day it began")
        return self


class ProtectionRecord(Record):
    """All of it for one case."""

    case: CaseRef
    basis: Basis | None = None
    requests: tuple[Request, ...] = ()
    restriction: Restricted | None = None
    retention: tuple[Decided, ...] = ()
    holds: tuple[Hold, ...] = ()

    @model_validator(mode="after")
    def _one_stands(self) -> Self:
        if sum(hold.released_on is None for hold in self.holds) > 1:
            raise broken("holds", "holds more than one that was not released")
        return self


class ErasureRecord(Record):
    """What is left of an erased case."""

    case: CaseRef
    erased_on: Day
    erased_by: Name
    category: ErasedFor
