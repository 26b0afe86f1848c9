"""Whom a lateral-check request goes to: an agency the group may share with, asked what it knows."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.counting import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from marg_cli.domain.agency import Agency


class WhyNot(Enum):
    """Why an agency gets no request, as it is said, and the command that would change it."""

    RETIRED = ("retired from the group", "marg agency retire CODE --back")
    GUEST = ("guests are not asked for lateral checks", "")
    NOT_INVOLVED = (
        "not a core agency, and involved in no case listed",
        "marg case involve REF CODE",
    )
    NAMELESS = (
        "no person's name is recorded in the cases to be checked",
        "marg case edit REF --name NAME",
    )
    NO_AGREEMENT = (
        "no information-sharing agreement in force",
        'marg agency isa CODE --status "signed off"',
    )


MATTERS_UNASKED = (WhyNot.NAMELESS, WhyNot.NO_AGREEMENT)
"""What is said also where nobody named the agency: it was to be asked, and cannot be."""


class LeftOut(NamedTuple):
    """Agencies that get no request for one reason."""

    why: WhyNot
    codes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who gets none, and why."""
        return f"No request for {in_a_sentence(self.codes)}: {self.why.value[0]}."

    @property
    def way_out(self) -> str:
        """What would change it, where something does."""
        command = self.why.value[1]
        return f"To change that: {command}" if command else ""


class Asking(NamedTuple):
    """Cases to be checked, who is involved in each, and those without any name."""

    listed: Sequence[str]
    involved: Mapping[str, Collection[str]]
    nameless: Collection[str]

    def cases_for(self, agency: Agency) -> list[str]:
        """A core agency is asked about every case, another about those it is involved in."""
        if agency.kind is AgencyKind.CORE:
            return list(self.listed)
        return [ref for ref in self.listed if agency.code in self.involved[ref]]

    def why_not(self, agency: Agency, on: date) -> WhyNot | None:
        """Why an agency is not asked as of a day, or None: it is."""
        cases = self.cases_for(agency)
        reasons = {
            WhyNot.RETIRED: agency.retired_on is not None,
            WhyNot.GUEST: agency.kind is AgencyKind.GUEST,
            WhyNot.NOT_INVOLVED: not cases,
            WhyNot.NAMELESS: all(ref in self.nameless for ref in cases),
            WhyNot.NO_AGREEMENT: not agency.isa_in_force(on),
        }
        return next((why for why, is_so in reasons.items() if is_so), None)


def left_out(reasons: Iterable[tuple[str, WhyNot]], *, named: bool) -> list[LeftOut]:
    """Put together who is left out for what; of agencies not *named*, only what matters."""
    codes: defaultdict[WhyNot, list[str]] = defaultdict(list)
    for code, why in reasons:
        codes[why].append(code)
    said = WhyNot if named else MATTERS_UNASKED
    return [LeftOut(why, tuple(codes[why])) for why in said if why in codes]
