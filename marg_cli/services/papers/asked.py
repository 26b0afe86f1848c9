"""Whom lateral checks are asked of, and who gets a request: those the group may share with."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import in_a_sentence
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.agencies.gate import BY_OVERRIDE, Gate, HeldBack
from marg_cli.services.cases.view import agencies_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class WhyNot(Enum):
    """Why an agency gets no request, as it is said, and the command that would change it."""

    RETIRED = ("retired from the group", "marg agency retire CODE --back")
    NOT_INVOLVED = (
        "not a core agency, and involved in no case listed",
        "marg case involve REF CODE",
    )
    NAMELESS = (
        "no person's name is recorded in the cases to be checked",
        "marg case edit REF --name NAME",
    )
    NO_AGREEMENT = HeldBack.NO_AGREEMENT.value
    NOT_SIGNED = HeldBack.NOT_SIGNED.value


AT_THE_GATE = (WhyNot.NO_AGREEMENT, WhyNot.NOT_SIGNED)
"""What an override lets an agency pass."""

MATTERS_UNASKED = (WhyNot.NAMELESS, *AT_THE_GATE)
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
        by_override = f"    {BY_OVERRIDE}" if self.why in AT_THE_GATE else ""
        return f"To change that: {self.why.value[1]}{by_override}"


class Asking(NamedTuple):
    """Cases to be checked, who is involved in each, and those without any name."""

    listed: Sequence[str]
    involved: Mapping[str, Collection[str]]
    nameless: Collection[str]
    gate: Gate

    def cases_for(self, agency: Agency) -> list[str]:
        """A core agency is asked about every case, another about those it is involved in."""
        if agency.kind is AgencyKind.CORE:
            return list(self.listed)
        return [ref for ref in self.listed if agency.code in self.involved[ref]]

    def checkable(self, agency: Agency) -> list[str]:
        """The cases an agency is asked about whose person has a name to look for."""
        return [ref for ref in self.cases_for(agency) if ref not in self.nameless]

    def why_not(self, agency: Agency) -> WhyNot | None:
        """Why an agency gets no request, or None: it gets one."""
        cases = self.cases_for(agency)
        held_back = self.gate.passage(agency).held_back
        reasons = {
            WhyNot.RETIRED: agency.retired_on is not None,
            WhyNot.NOT_INVOLVED: not cases,
            WhyNot.NAMELESS: not self.checkable(agency),
            WhyNot.NO_AGREEMENT: held_back is HeldBack.NO_AGREEMENT,
            WhyNot.NOT_SIGNED: held_back is HeldBack.NOT_SIGNED,
        }
        return next((why for why, is_so in reasons.items() if is_so), None)


def asking(store: Store, cases: Mapping[str, Case], held: Meeting, on: date) -> Asking:
    """Whom there is to ask about *cases* of a meeting, in order, and who has to do with each."""
    involved = {
        ref: {agency.code for agency in agencies_of(case, store.cases.involved(ref))}
        for ref, case in cases.items()
    }
    nameless = {ref for ref, case in cases.items() if not (case.name or case.aliases)}
    return Asking(list(cases), involved, nameless, Gate(store, held, on=on))


def cases_listed(store: Store, meeting: Meeting, on: date) -> dict[str, Case]:
    """The cases of a meeting still to come. Raises Refused for one past, or without a case."""
    must_be_ahead(meeting, on)
    refs = [item.case_ref for item in store.agendas.listed(meeting=meeting.number)]
    if not refs:
        raise Refused(
            f"No cases are listed for {british(meeting.held_on)}.",
            f"Let the agenda build itself: marg agenda build --meeting {meeting.ref}",
        )
    return {ref: finding.case(store, ref) for ref in refs}


def must_be_ahead(meeting: Meeting, on: date) -> None:
    """Raises Refused where nothing can be asked for a meeting any more."""
    meeting.must_be_open()
    if meeting.held_on < on:
        raise Refused(
            f"The meeting on {meeting.ref} is past: nothing is asked for it any more.",
            "Leave out --meeting for the next one.",
        )


def gap(refs: Sequence[str]) -> list[str]:
    """Say which cases nobody can check, for want of any name."""
    if not refs:
        return []
    said = f"No name is recorded for {in_a_sentence(refs)}, so no agency can check it yet."
    return [f"{said} Give it with: marg case edit {refs[0]} --name NAME"]


def left_out(reasons: Iterable[tuple[str, WhyNot]], *, named: bool) -> list[LeftOut]:
    """Put together who is left out for what; of agencies not *named*, only what matters."""
    codes: defaultdict[WhyNot, list[str]] = defaultdict(list)
    for code, why in reasons:
        codes[why].append(code)
    said = WhyNot if named else MATTERS_UNASKED
    return [LeftOut(why, tuple(codes[why])) for why in said if why in codes]
