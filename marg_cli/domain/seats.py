"""Who sits in the room, and what all of them may see at once: the least any of them may."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from marg_cli.domain.agency import AgencyKind


class Seat(NamedTuple):
    """Somebody present, or a core agency that may be.

    A guest has the cases they were invited for; whoever declared an interest withdrew for a case.
    """

    agency: str
    kind: AgencyKind
    guest_for: frozenset[str] = frozenset()
    withdrew_for: frozenset[str] = frozenset()

    def may_see(self, case_ref: str, tied: Collection[str], *, opens_every_case: bool) -> bool:
        """Whether they may see a case, to which the agencies *tied* refer, lead or belong.

        A guest sees the case they come for and no other (ToR 6.4); a core member every case where
        the group's policy opens them; anybody else those their agency is tied to.
        """
        if case_ref in self.withdrew_for:
            return False
        if self.kind is AgencyKind.GUEST:
            return case_ref in self.guest_for
        if self.kind is AgencyKind.CORE and opens_every_case:
            return True
        return self.agency in tied
