"""Corrections as a file tells of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from marg_cli.services.exchange.record import Record
from marg_cli.services.exchange.values import CaseRef, Day, Name, Text

Thing = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,12}[0-9][0-9-]{0,12}$")]
Field = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]


class CorrectionRecord(Record):
    """One field of one thing that was put right after it had left in final minutes."""

    ref: Thing
    case: CaseRef | None = None
    field: Field
    was: Text | None = None
    now: Text
    because: Text
    on: Day
    by: Name
