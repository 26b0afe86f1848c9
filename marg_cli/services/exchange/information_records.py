"""Information shared, as a file tells of it: whose it is, fact or perception, and for whom."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from marg_cli.domain.information import InformationKind
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import (
    CaseRef,
    Code,
    Day,
    InformationRef,
    Text,
    split_list,
)


class InformationRecord(Record):
    """One thing an agency shared about a case; `on` is the day, else that of the meeting."""

    ref: InformationRef | None = None
    case: CaseRef
    agency: Code
    kind: InformationKind
    text: Text
    third_party: bool = False
    criminal: bool = False
    only_for: Annotated[tuple[Code, ...], BeforeValidator(split_list), Field(strict=False)] = ()
    on: Day | None = None
    meeting: Day | None = None
    returned: bool = False

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.returned and self.meeting is None:
            raise broken("meeting", "is missing: what was returned answers a meeting's check")
        return self
