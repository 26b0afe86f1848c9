"""A case: an adult for whom everything usual has failed, from referral to closure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import add_months
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused


class CaseStatus(StrEnum):
    """Where a case stands."""

    REFERRED = "referred"
    SCREENED = "screened"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    DEFERRED = "deferred"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Destination(StrEnum):
    """Where a person went when the group closed the case."""

    OTHER_SUPPORT = "moved to other support"
    NO_SUPPORT_NEEDED = "no longer requires support"
    LEAD_AGENCY = "returned to lead agency"
    MAPPA = "MAPPA"
    MARAC = "MARAC"
    MASH = "MASH"
    DISENGAGED = "disengaged"
    PRISON = "prison"
    HOSPITAL = "hospital"
    DECEASED = "deceased"
    MOVED_AWAY = "moved out of area"
    EXCLUDED = "excluded"
    OTHER = "other"
    UNKNOWN = "unknown"


MOVES = {
    CaseStatus.REFERRED: {
        CaseStatus.SCREENED,
        CaseStatus.ACCEPTED,
        CaseStatus.DEFERRED,
        CaseStatus.DECLINED,
        CaseStatus.WITHDRAWN,
    },
    CaseStatus.SCREENED: {
        CaseStatus.ACCEPTED,
        CaseStatus.DEFERRED,
        CaseStatus.DECLINED,
        CaseStatus.WITHDRAWN,
    },
    CaseStatus.DEFERRED: {
        CaseStatus.SCREENED,
        CaseStatus.ACCEPTED,
        CaseStatus.DEFERRED,
        CaseStatus.DECLINED,
        CaseStatus.WITHDRAWN,
    },
    CaseStatus.ACCEPTED: {CaseStatus.ACTIVE, CaseStatus.CLOSED, CaseStatus.WITHDRAWN},
    CaseStatus.ACTIVE: {CaseStatus.CLOSED, CaseStatus.WITHDRAWN},
    CaseStatus.DECLINED: {CaseStatus.REFERRED},
    CaseStatus.WITHDRAWN: {CaseStatus.REFERRED},
    CaseStatus.CLOSED: {CaseStatus.REFERRED},
}

LIVE = (
    CaseStatus.REFERRED,
    CaseStatus.SCREENED,
    CaseStatus.ACCEPTED,
    CaseStatus.ACTIVE,
    CaseStatus.DEFERRED,
)

DISADVANTAGES = (
    "homelessness",
    "substance misuse",
    "mental health",
    "domestic abuse",
    "criminal justice",
)


class Case(Value):
    """One adult's case; what identifies the person is kept apart from the reference."""

    ref: str
    status: CaseStatus = CaseStatus.REFERRED
    initials: str
    name: str | None = None
    born: date | None = None
    aliases: tuple[str, ...] = ()
    address: str | None = None
    nhs: str | None = None
    police_ref: str | None = None
    area: str | None = None
    themes: tuple[str, ...] = ()
    resolving: str | None = None
    lead_agency: str | None = None
    case_coordinator: str | None = None
    deferred_until: date | None = None
    because: str | None = None
    signposted_to: str | None = None
    closed_on: date | None = None
    destination: Destination | None = None
    outcome: str | None = None

    @property
    def case_ref(self) -> str:
        """The case it belongs to: itself."""
        return self.ref

    def moved_to(self, status: CaseStatus) -> Case:
        """Move to *status*. Raises Refused, naming what can follow, when it cannot."""
        if status not in MOVES[self.status]:
            can = ", ".join(sorted(MOVES[self.status]))
            raise Refused(
                f"{self.ref} is {self.status}: it cannot become {status}.",
                f"From {self.status} a case can become: {can}.",
            )
        return replace(self, status=status)

    def closed(self, *, on: date, destination: Destination, outcome: str | None) -> Case:
        """Close as of *on*; its open actions stay open."""
        closed = self.moved_to(CaseStatus.CLOSED)
        return replace(closed, closed_on=on, destination=destination, outcome=outcome)

    def referred_again(self) -> Case:
        """Take the case back in under its old reference; how it ended stays in the history."""
        again = self.moved_to(CaseStatus.REFERRED)
        return replace(
            again,
            closed_on=None,
            destination=None,
            outcome=None,
            because=None,
            signposted_to=None,
            deferred_until=None,
        )


class Referral(Value):
    """One time an agency asked the group to take a case on."""

    number: int
    case_ref: str
    referred_on: date
    referrer: str | None
    reason: str | None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref


class Involvement(Value):
    """An agency involved in a case, and whom to ask there."""

    case_ref: str
    agency: str
    contact: str | None = None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref


def is_repeat(referred: tuple[date, ...], months: int) -> bool:
    """Judge the latest referral: a repeat when one before it lies within *months*, ends included.

    *referred* holds every referral date, in any order. Worked out, never typed.
    """
    if len(referred) <= 1:
        return False
    *_, before, latest = sorted(referred)
    return latest <= add_months(before, months)
