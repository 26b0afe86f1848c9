"""A case as a file tells of it: the person, the referrals and the agencies involved."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from marg_cli.domain.case import CaseStatus, Destination
from marg_cli.domain.case_document import DocumentKind
from marg_cli.services.exchange.record import Record, broken
from marg_cli.services.exchange.values import (
    CaseRef,
    Code,
    Day,
    DocumentRef,
    Name,
    Names,
    Text,
    Themes,
    split_list,
)


class Answers(Record):
    """What a referral answers beyond its reason."""

    referred_by: Text | None = None
    knows: Text | None = None
    safe_contact: Text | None = None
    basis: Text | None = None
    tried: Text | None = None
    failed_because: Text | None = None
    supervision: Text | None = None
    other_process: Text | None = None
    immediate_risk: Text | None = None
    reported_to: Text | None = None


class Referral(Record):
    """One time the group was asked to take a case on."""

    on: Day
    referrer: Code | None = None
    reason: Text | None = None
    while_open: bool = False
    answers: Answers | None = None


class Document(Record):
    """A file kept with a case; without its content it cannot be kept again."""

    ref: DocumentRef
    name: Name
    type: Name
    size: int
    sha256: str
    added_on: Day
    kind: DocumentKind = DocumentKind.DOCUMENT
    only_for: Annotated[tuple[Code, ...], Field(strict=False)] = ()
    content: str | None = None

    @property
    def decoded(self) -> bytes:
        """The content. Raises ValueError where it is no base64."""
        return b64decode(self.content or "", validate=True)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.content is not None:
            try:
                content = self.decoded
            except ValueError:
                content = b""
            if len(content) != self.size or sha256(content).hexdigest() != self.sha256:
                raise broken("content", "is not what its size and SHA-256 say")
        return self


class Involved(Record):
    """An agency involved in a case, and whom to ask there."""

    code: Code
    contact: Name | None = None
    lead: bool = False


def agencies_involved(value: object, info: ValidationInfo) -> object:
    """A CSV cell holds codes parted by semicolons, each perhaps with `: whom to ask`."""
    parts = split_list(value, info)
    if parts is value or not isinstance(parts, tuple):
        return value
    pairs = (part.partition(":") for part in parts)
    return tuple({"code": code, "contact": who.strip() or None} for code, _, who in pairs)


class CaseRecord(Record):
    """One adult's case; the flat referral fields are for a file that knows of one referral."""

    ref: CaseRef | None = None
    status: CaseStatus = CaseStatus.REFERRED
    initials: Name | None = None
    name: Name | None = None
    born: Day | None = None
    aliases: Names = ()
    address: Text | None = None
    nhs: Name | None = None
    police_ref: Name | None = None
    area: Name | None = None
    themes: Themes = ()
    resolving: Text | None = None
    referrals: tuple[Referral, ...] = ()
    referred_on: Day | None = None
    referrer: Code | None = None
    reason: Text | None = None
    agencies: Annotated[
        tuple[Involved, ...], BeforeValidator(agencies_involved), Field(strict=False)
    ] = ()
    documents: tuple[Document, ...] = ()
    lead_agency: Code | None = None
    case_coordinator: Name | None = None
    deferred_until: Day | None = None
    because: Text | None = None
    signposted_to: Text | None = None
    closed_on: Day | None = None
    destination: Destination | None = None
    outcome: Text | None = None

    @property
    def all_referrals(self) -> tuple[Referral, ...]:
        """Every referral the file knows of, the flat one too, in the file's order."""
        if self.referrals or self.referred_on is None:
            return self.referrals
        return (Referral(on=self.referred_on, referrer=self.referrer, reason=self.reason),)

    @property
    def initials_shown(self) -> str:
        """The initials typed, else the first letter of each part of the name."""
        return self.initials or "".join(part[0] for part in (self.name or "").split()).upper()

    @property
    def lead(self) -> str | None:
        """The lead agency, however the file says it."""
        return self.lead_agency or next((a.code for a in self.agencies if a.lead), None)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if not self.initials and not self.name:
            raise broken("initials", "is missing: give initials, or a name to make them from")
        if not self.ref and not self.all_referrals:
            raise broken("referred_on", "is missing: a new reference takes its year from it")
        if self.referred_on is None and (self.referrer or self.reason):
            raise broken("referred_on", "is missing: a referral has a day")
        if self.referred_on and all(r.on != self.referred_on for r in self.all_referrals):
            raise broken("referred_on", "is none of the days in referrals")
        if len({self.lead, *(agency.code for agency in self.agencies if agency.lead)}) > 1:
            raise broken("lead_agency", "two lead agencies are named; a case has one")
        return self
