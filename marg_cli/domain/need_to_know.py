"""Need to know: the one place that decides which cases, and what of them, a reader may see.

A `Reader` is who is to read; `NeedToKnow` holds the group's policy and what ties agencies to
cases; `Sight` is both together, which is what papers, screens, checks and packs ask:

    sight = services.need_to_know.sight_of(store, meeting, "GLOW")
    sight.sees(ref)                    a case; None is the group's own, which is not for guests
    sight.reads(information)           information shared, `only_for` respected
    sight.sees_action(ref, agency)     an action; one's own shows itself, and no more of its case

What is not allowed here is not given: a case nobody knows, and an agency that has left, get no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.value import Value

if TYPE_CHECKING:
    from marg_cli.domain.information import Information


class Policy(StrEnum):
    """Who sees a case: the setting `sharing.policy`."""

    CORE = "core"
    INVOLVED = "involved"
    NAMED = "named"


class ReaderKind(StrEnum):
    """Whose eyes something is for; `members` is all of them at once: the least any may see."""

    CHAIR = "chair"
    MEMBERS = "members"
    AGENCY = "agency"
    GUEST = "guest"


class Reader(Value):
    """Who is to read: the chair, all members, one agency or one of its members, or one guest.

    `member` is a member's number, of a guest or where one person of an agency is meant. A guest
    has the cases they were `invited_for` at one meeting (ToR 6.4). Who declared an interest
    `withdrew_for` a case; their agency did not.
    """

    kind: ReaderKind
    agency: str | None = None
    member: int | None = None
    invited_for: frozenset[str] = frozenset()
    withdrew_for: frozenset[str] = frozenset()

    @property
    def named(self) -> str:
        """What commands and the ledger call them: `GLOW`, `member:4`, `guest:12`, `chair`."""
        if self.member is not None:
            word = "guest" if self.kind is ReaderKind.GUEST else "member"
            return f"{word}:{self.member}"
        return self.agency or self.kind.value

    @property
    def is_one(self) -> bool:
        """Whether one agency or guest is meant, who gets a copy of their own."""
        return self.kind in {ReaderKind.AGENCY, ReaderKind.GUEST}


CHAIR = Reader(kind=ReaderKind.CHAIR)
ALL_MEMBERS = Reader(kind=ReaderKind.MEMBERS)


class Ties(NamedTuple):
    """The agencies a case is tied to; `named` are those involved that name whom to ask there."""

    referrers: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    involved: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def under(self, policy: Policy) -> frozenset[str]:
        """Who may see the case for being tied to it."""
        if policy is Policy.NAMED:
            return self.lead | self.named
        return self.referrers | self.lead | self.involved


class NeedToKnow(NamedTuple):
    """The group's policy, its agencies at present, and what ties them to every case."""

    policy: Policy
    agencies: Mapping[str, AgencyKind]
    ties: Mapping[str, Ties]

    def may_see(self, reader: Reader, case_ref: str | None) -> bool:
        """Whether a reader may see a case, or (None) what is the group's own."""
        if case_ref is None:
            return not self._is_guest(reader)
        if case_ref in reader.withdrew_for or case_ref not in self.ties:
            return False
        if reader.kind is ReaderKind.CHAIR:
            return True
        if reader.kind is ReaderKind.MEMBERS:
            return self._any_core_may_see(case_ref)
        if self._is_guest(reader):
            return case_ref in reader.invited_for
        return self._agency_may_see(reader.agency, case_ref)

    def may_all_see(self, readers: Collection[Reader], case_ref: str | None) -> bool:
        """Whether everybody in a room may see it; an empty room is every core agency's."""
        return all(self.may_see(each, case_ref) for each in readers or (ALL_MEMBERS,))

    def _is_guest(self, reader: Reader) -> bool:
        is_guests_agency = self.agencies.get(reader.agency or "") is AgencyKind.GUEST
        return reader.kind is ReaderKind.GUEST or is_guests_agency

    def _any_core_may_see(self, case_ref: str) -> bool:
        if self.policy is Policy.CORE:
            return True
        core = {code for code, kind in self.agencies.items() if kind is AgencyKind.CORE}
        return bool(core) and core <= self.ties[case_ref].under(self.policy)

    def _agency_may_see(self, code: str | None, case_ref: str) -> bool:
        kind = self.agencies.get(code or "")
        if kind is AgencyKind.CORE and self.policy is Policy.CORE:
            return True
        return kind is not None and code in self.ties[case_ref].under(self.policy)


class Sight(NamedTuple):
    """One reader, and what they need to know."""

    rule: NeedToKnow
    reader: Reader

    def sees(self, case_ref: str | None) -> bool:
        """Whether they may see a case, or (None) what is the group's own."""
        return self.rule.may_see(self.reader, case_ref)

    def sees_action(self, case_ref: str | None, agency: str) -> bool:
        """Whether they may see an action; an agency's own shows itself alone, not its case."""
        is_own = self.reader.kind is ReaderKind.AGENCY and self.reader.agency == agency
        return self.sees(case_ref) or (is_own and case_ref not in self.reader.withdrew_for)

    def reads(self, information: Information) -> bool:
        """Whether they may read what an agency shared: only its readers and source, if it says so.

        All members, and the chair, read what was shared with everybody.
        """
        reader = self.reader.agency if self.reader.is_one else None
        return self.sees(information.case_ref) and information.may_be_read_by(reader)

    def of(self, case_refs: Iterable[str]) -> list[str]:
        """Those of some cases they may see, in the same order."""
        return [ref for ref in case_refs if self.sees(ref)]

    @property
    def is_guests(self) -> bool:
        """Whether they come for a case, and have nothing to do with the group's own affairs."""
        return not self.sees(None)
