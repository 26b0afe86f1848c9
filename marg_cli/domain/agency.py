"""Agencies at the table, their agreement to share information, and the people who come."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused, UsageRefused

_CODE = r"[A-Z0-9][A-Z0-9&_-]{0,11}"
_EMAIL = r"[^@\s]+@[^@\s]+"


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


WAS_SIGNED = {IsaStatus.SIGNED_OFF, IsaStatus.EXPIRED}
"""The statuses of an agreement that has a day on which it was signed."""


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

    def signed(self, on: date) -> Agency:
        """Give the agreement its signing day; a review day set for an earlier signing goes.

        Raises Refused unless the agreement is signed off, or was.
        """
        if self.isa_status not in WAS_SIGNED:
            raise Refused(
                f"{self.code}'s agreement is at: {self.isa_status}. It has no signing day yet.",
                'Say that it is signed off too: --status "signed off"',
            )
        anew = self.isa_signed_on is not None and on > self.isa_signed_on
        return replace(self, isa_signed_on=on, isa_review_on=None if anew else self.isa_review_on)

    def reviewed_by(self, on: date) -> Agency:
        """Give the agreement its review day. Raises Refused for one before it was signed."""
        if self.isa_signed_on is not None and on < self.isa_signed_on:
            raise Refused(
                f"{self.code}'s agreement cannot be due for review before it was signed.",
                "Give the signing day with --signed, the day of the review with --review.",
            )
        return replace(self, isa_review_on=on)

    def retired(self, on: date) -> Agency:
        """Leave the group as of *on*. Raises Refused when it has left already."""
        if self.retired_on is not None:
            raise Refused(
                f"{self.code} has retired already.",
                f"Bring it back with: marg agency retire {self.code} --back",
            )
        return replace(self, retired_on=on)

    def back(self) -> Agency:
        """Come back to the group. Raises Refused when it never left."""
        if self.retired_on is None:
            raise Refused(f"{self.code} has not retired.", "There is nothing to take back.")
        return replace(self, retired_on=None)


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


class AgreementOverride(Value):
    """An agency without an agreement in force, let through for one meeting with a reason."""

    meeting: int
    agency: str
    because: str
    said_on: date
    said_by: str

    @property
    def ref(self) -> str:
        """The agency it is about."""
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

    def left(self, on: date) -> Member:
        """Leave as of *on*. Raises Refused when they have left already."""
        if self.left_on is not None:
            raise Refused(
                f"Member {self.number} has left already.",
                f"See it with: marg member show {self.number}",
            )
        return replace(self, left_on=on)

    def back(self) -> Member:
        """Come back. Raises Refused when they never left."""
        if self.left_on is None:
            raise Refused(f"Member {self.number} has not left.", "There is nothing to take back.")
        return replace(self, left_on=None)

    def following(self, member: Member) -> Member:
        """Take the place of *member*, who leaves: a deputy who follows the member is one no more.

        Raises Refused where this is no other member of the agency, who is there.
        """
        if member.number == self.number:
            raise Refused("Nobody follows themselves.", "Name another member of the agency.")
        if member.agency != self.agency or self.left_on is not None:
            raise Refused(
                f"Member {self.number} does not come for {member.agency} now, and cannot take over "
                "there.",
                f"See who does with: marg member list --agency {member.agency}",
            )
        return self if member.deputy_for is not None else replace(self, deputy_for=None)

    def standing_in_for(self, member: Member) -> Member:
        """Become *member*'s deputy, who decides with the member's authority (ToR 6.3).

        So a deputy speaks for the member's own agency, and for a member, not for another deputy.
        Raises Refused.
        """
        if member.number == self.number:
            raise Refused("Nobody is their own deputy.", "Name another member of the agency.")
        if member.agency != self.agency:
            raise Refused(
                f"A deputy decides for the member's agency: one of {self.agency} cannot stand in "
                f"for one of {member.agency}.",
                f"Somebody who represents both is added to each: marg member add --agency "
                f"{member.agency}",
            )
        if member.left_on is not None:
            raise Refused(
                f"Member {member.number} has left, and needs no deputy.",
                f"See who is there with: marg member list --agency {self.agency}",
            )
        if member.deputy_for is not None:
            raise Refused(
                f"Member {member.number} is a deputy: a deputy has no deputy.",
                f"Name the member they both stand in for: --deputy-for {member.deputy_for}",
            )
        return replace(self, deputy_for=member.number)


def read_code(text: str) -> str:
    """Read an agency's code, in capitals. Raises UsageRefused for what cannot be one."""
    code = text.strip().upper()
    if not re.fullmatch(_CODE, code):
        raise UsageRefused(
            "A code is 1 to 12 letters and digits without spaces; & _ and - may stand inside.",
            "For example: GLOW",
        )
    return code


def read_email(text: str) -> str:
    """Read an e-mail address. Raises UsageRefused for what cannot be one."""
    address = text.strip()
    if not re.fullmatch(_EMAIL, address):
        raise UsageRefused(
            "That is not an e-mail address.", "It looks like this: name@agency.example"
        )
    return address
