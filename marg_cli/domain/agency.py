"""Agencies at the table, their agreement to share information, and the people who come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.value import Value


class AgencyKind(StrEnum):
    """How an agency belongs to the group: attends regularly, sometimes, or for one case."""

    CORE = "core"
    ASSOCIATE = "associate"
    GUEST = "guest"


class IsaStatus(StrEnum):
    """How far an agency has come towards signing the information-sharing agreement."""

    NONE = "none"
    CONTACTED = "contacted"
    MEETING_ARRANGED = "meeting arranged"
    DISCUSSION = "discussion"
    AWAITING_COMMENT = "awaiting comment"
    LEGAL = "legal or IG"
    SIGNED_OFF = "signed off"
    EXPIRED = "expired"


class Agency(Value):
    """An organisation at the table, known by a short code."""

    code: str
    name: str
    kind: AgencyKind = AgencyKind.CORE
    sector: str | None = None
    part_of: str | None = None
    isa_status: IsaStatus = IsaStatus.NONE
    isa_signed_on: date | None = None
    isa_review_on: date | None = None
    isa_officer: str | None = None
    isa_note: str | None = None
    retired_on: date | None = None

    @property
    def ref(self) -> str:
        """The code people say."""
        return self.code

    def isa_in_force(self, on: date) -> bool:
        """Signed off, and its review date absent or not past; the review day itself counts."""
        if self.isa_status is not IsaStatus.SIGNED_OFF:
            return False
        return self.isa_review_on is None or self.isa_review_on >= on


class Training(Value):
    """When somebody of an agency, or so many people, were trained in the process."""

    number: int
    agency: str
    held_on: date
    name: str | None = None
    people: int = 1

    @property
    def ref(self) -> str:
        """The agency it belongs to."""
        return self.agency


class Member(Value):
    """A person who represents an agency; `deputy_for` is another member's number (ToR 6.3)."""

    number: int
    name: str
    agency: str
    role: str | None = None
    email: str | None = None
    deputy_for: int | None = None
    left_on: date | None = None

    @property
    def ref(self) -> str:
        """The number, since the audit names no people."""
        return f"member-{self.number}"
