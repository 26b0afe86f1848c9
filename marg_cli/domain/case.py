"""A case: an adult for whom everything usual has failed, from referral to closure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from marg_cli.domain.calendar import add_months, british
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused

if TYPE_CHECKING:
    from marg_cli.domain.screening import Screening


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

TAKEN_ON = frozenset({CaseStatus.ACCEPTED, CaseStatus.ACTIVE})
"""Cases the group works on, which somebody leads (ToR 1.6)."""

NOT_SCREENED = {CaseStatus.REFERRED, CaseStatus.DEFERRED}
"""Where a case stands that was not screened, unless a screening of its latest referral is kept."""

BELONGS: dict[CaseStatus, frozenset[str]] = {
    CaseStatus.REFERRED: frozenset(),
    CaseStatus.SCREENED: frozenset(),
    CaseStatus.ACCEPTED: frozenset({"because"}),
    CaseStatus.ACTIVE: frozenset({"because"}),
    CaseStatus.DEFERRED: frozenset({"deferred_until"}),
    CaseStatus.DECLINED: frozenset({"because", "signposted_to"}),
    CaseStatus.WITHDRAWN: frozenset({"because"}),
    CaseStatus.CLOSED: frozenset({"because", "closed_on", "destination", "outcome"}),
}
"""Which fields say why a case stands where it does; a move leaves behind those of no use there.

Where a case was accepted unscreened, or though it does not pass its screening, `because` is the
chair's reason, kept to its end.
"""

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

    def moved_to(self, status: CaseStatus, **given: object) -> Case:
        """Move to *status*; what is *given* says why, what belonged to the old status goes.

        Raises Refused, naming what can follow, when it cannot.
        """
        if status not in MOVES[self.status]:
            became = "already" if status is self.status else f"and cannot become {status}"
            can = ", ".join(sorted(MOVES[self.status]))
            raise Refused(
                f"{self.ref} is {self.status} {became}.",
                f"From {self.status} a case can become: {can}."
                if self.status in LIVE
                else f"Take it in again with: marg case refer-again {self.ref}",
            )
        gone = dict.fromkeys(BELONGS[self.status] - BELONGS[status])
        changes: dict[str, Any] = {"status": status} | gone | given
        return replace(self, **changes)

    def screened(self, screening: Screening) -> Case:
        """Say where it stands once screened; one that was taken on stays so when asked again.

        One that was deferred and does not pass stays deferred. Raises Refused for an ended one.
        """
        stays = self.status in TAKEN_ON or self.status is CaseStatus.SCREENED
        if stays or (self.status is CaseStatus.DEFERRED and screening.fails):
            return self
        return self.moved_to(CaseStatus.SCREENED)

    def unscreened(self) -> Case:
        """Say where it stands once its only screening is taken out."""
        waits = self.status is CaseStatus.SCREENED
        return replace(self, status=CaseStatus.REFERRED) if waits else self

    def speaks_against(self, screening: Screening | None) -> str | None:
        """Say, as the end of a sentence, why it may not simply be taken on; None where it may.

        *screening* is the last one of its latest referral.
        """
        if screening is None:
            return "is not screened" if self.status in NOT_SCREENED else None
        if screening.fails:
            return f"does not pass its screening: {'; '.join(screening.fails)}"
        return None

    def accepted(self, *, override: str | None, screening: Screening | None = None) -> Case:
        """Take the case on (ToR 1.2, 1.6). Against the screening only under an *override*.

        *screening* is the last one of its latest referral, *override* the chair's reason. Raises
        Refused without a reason for a case that is not screened or does not pass.
        """
        accepted = self.moved_to(CaseStatus.ACCEPTED, because=override)
        against = self.speaks_against(screening)
        if against and override is None:
            first = (
                f"Screen it: marg case screen {self.ref}"
                if screening is None
                else f"Put it off: marg case defer {self.ref}"
            )
            raise Refused(
                f"{self.ref} {against}.",
                f"{first}    If the chair takes it on all the same, give the reason: "
                f"marg case accept {self.ref} --override TEXT",
            )
        return accepted

    def declined(self, *, because: str, signposted_to: str | None) -> Case:
        """Refuse the case, saying why and where the person was signposted to."""
        return self.moved_to(CaseStatus.DECLINED, because=because, signposted_to=signposted_to)

    def deferred(self, *, until: date, on: date) -> Case:
        """Put the case off to a day after *on*. Raises Refused for one that is not."""
        if until <= on:
            raise Refused(
                f"{self.ref} cannot be deferred to {british(until)}: that day is not ahead.",
                "Give a later day, such as: --until '4 weeks'",
            )
        return self.moved_to(CaseStatus.DEFERRED, deferred_until=until)

    def withdrawn(self, *, because: str) -> Case:
        """Take the case back out at the referrer's or the person's word."""
        return self.moved_to(CaseStatus.WITHDRAWN, because=because)

    def closed(self, *, on: date, destination: Destination, outcome: str | None) -> Case:
        """Close as of *on*; its open actions stay open."""
        return self.moved_to(
            CaseStatus.CLOSED, closed_on=on, destination=destination, outcome=outcome
        )

    def referred_again(self) -> Case:
        """Take the case back in under its old reference; how it ended stays in the history.

        Raises Refused while it is open.
        """
        if self.status in LIVE:
            raise Refused(
                f"{self.ref} is {self.status}: an open case is not referred again.",
                f"Involve the agency instead: marg case involve {self.ref} CODE",
            )
        return self.moved_to(CaseStatus.REFERRED)

    def put_right(self, **given: object) -> Case:
        """Change fields that were typed wrong; those that say how a case stands only there.

        Raises Refused for one that does not belong to the status.
        """
        for field in given:
            homes = [status for status, fields in BELONGS.items() if field in fields]
            if homes and self.status not in homes:
                raise Refused(
                    f'{self.ref} is {self.status}: "{field.replace("_", " ")}" is said of a case '
                    f"that is {' or '.join(homes)}.",
                    f"See how it stands with: marg case show {self.ref}",
                )
        changes: dict[str, Any] = dict(given)
        return replace(self, **changes)


class Referral(Value):
    """One time an agency asked the group to take a case on; `while_open`: one it had already."""

    number: int
    case_ref: str
    referred_on: date
    referrer: str | None
    reason: str | None
    while_open: bool = False

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


def opened_by(referrals: Iterable[Referral]) -> Referral | None:
    """The referral that opened a case last, of *referrals* from the oldest on."""
    return next((r for r in reversed([*referrals]) if not r.while_open), None)


def opening(referrals: Iterable[Referral]) -> tuple[date, ...]:
    """The days of the referrals that opened a case, without those that came while it was open."""
    return tuple(r.referred_on for r in referrals if not r.while_open)


def is_repeat(referred: tuple[date, ...], months: int) -> bool:
    """Judge the latest referral: a repeat when one before it lies within *months*, ends included.

    *referred* holds the days of referrals that opened the case, in any order. Worked out, never
    typed.
    """
    if len(referred) <= 1:
        return False
    *_, before, latest = sorted(referred)
    return latest <= add_months(before, months)
