"""The ledger of packs as a file tells of it: who was given which paper, and what became of it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from marg_cli.domain.circulation import Audience, Happening, PaperKind
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import CaseRef, Code, Day, Name, Text

Ref = Annotated[str, StringConstraints(pattern=r"^P[1-9][0-9]{0,8}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Minute = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")
]
Number = Annotated[int, Field(ge=1)]


class File(Record):
    """One file of a pack."""

    file: str
    format: Text
    sha256: Hash
    copy_number: Number | None = None


class Allowance(Record):
    """Words of a case that were let pass."""

    case: CaseRef
    field: Text
    because: Text


class Event(Record):
    """What became of a pack on a day."""

    what: Happening
    on: Day
    how: Text | None = None
    to_whom: Text | None = None
    known_at: Minute | None = None
    reported: bool | None = None
    copy_number: Number | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.what is Happening.MISSENT) != (self.known_at is not None):
            raise broken("known_at", "is said of what went to the wrong person, and only of it")
        if (self.what is Happening.SETTLED) != (self.reported is not None):
            raise broken("reported", "is said of what was settled, and only of it")
        return self


class PackRecord(Record):
    """One recipient's own copy of one paper."""

    ref: Ref
    kind: PaperKind
    audience: Audience
    agency: Code | None = None
    member: Name | None = None
    meeting: Day | None = None
    version: str = ""
    draft: bool = False
    extract: bool = False
    overridden: bool = False
    built_on: Day
    built_by: Text
    built_in: Number
    expires_on: Day | None = None
    cases: tuple[CaseRef, ...] = ()
    files: tuple[File, ...] = ()
    allowed: tuple[Allowance, ...] = ()
    events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _the_recipient_is_named(self) -> Self:
        if self.audience is Audience.AGENCY and self.agency is None:
            raise broken("agency", "is missing, though the copy is an agency's")
        if self.audience in {Audience.GUEST, Audience.MEMBER} and self.member is None:
            raise broken("member", "is missing, though the copy is one person's")
        return self
