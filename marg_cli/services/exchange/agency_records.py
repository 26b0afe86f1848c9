"""Agencies and their members as a file tells of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.services.exchange.record import Record
from marg_cli.services.exchange.values import Code, Day, Email, Name, Text, split_list


class Agreement(Record):
    """How far an agency has come with the information-sharing agreement."""

    status: IsaStatus = IsaStatus.NONE
    signed_on: Day | None = None
    review_on: Day | None = None
    officer: Name | None = None
    note: Text | None = None


class Training(Record):
    """One time somebody of an agency, or so many of them, were trained in the process."""

    on: Day
    name: Name | None = None
    count: Annotated[int, Field(ge=1, le=9999)] = 1


def days_of_training(value: object, info: ValidationInfo) -> object:
    """A CSV cell holds days of training, parted by semicolons."""
    parts = split_list(value, info)
    if parts is value or not isinstance(parts, tuple):
        return value
    return tuple({"on": part} for part in parts)


class AgencyRecord(Record):
    """An organisation; without a code in a file it is given one made from its name."""

    code: Code | None = None
    name: Name
    kind: AgencyKind = AgencyKind.CORE
    sector: Name | None = None
    part_of: Name | None = None
    isa: Agreement = Agreement()
    trained: Annotated[
        tuple[Training, ...], BeforeValidator(days_of_training), Field(strict=False)
    ] = ()
    retired_on: Day | None = None


class MemberRecord(Record):
    """A person who represents an agency; `deputy_for` is another member's name."""

    name: Name
    agency: Code
    role: Name | None = None
    email: Email | None = None
    deputy_for: Name | None = None
    left_on: Day | None = None
