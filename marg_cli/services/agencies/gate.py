"""The gate that personal data passes on its way to an agency or a guest.

An agency passes with an information-sharing agreement in force. A guest passes with a signed
statement for the meeting, or by the agreement of their agency; their slice of the agenda need not
pass, for it brings the statement they are to sign. Anybody else passes by an override: a reason
that is kept with the meeting, and shown to the chair. One gate serves every paper of a meeting.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.need_to_know import ReaderKind
from marg_cli.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from marg_cli.domain.agency import Agency, AgreementOverride
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Reader
    from marg_cli.store.protocol import Store

BY_OVERRIDE = "Or let it through with a reason, which is kept: --override CODE:REASON"


class HeldBack(Enum):
    """Why somebody gets no personal data, as it is said, and the command that would change it."""

    NO_AGREEMENT = (
        "no information-sharing agreement in force",
        'marg agency isa CODE --status "signed off"',
    )
    NOT_SIGNED = (
        "no signed confidentiality statement for the meeting",
        "marg attendance set CODE present --signed",
    )

    @property
    def why(self) -> str:
        """The reason, within a sentence."""
        return self.value[0]

    def command(self, code: str) -> str:
        """The command that would change it for one agency."""
        return self.value[1].replace("CODE", code)

    @property
    def way_out(self) -> str:
        """What would change it, for a person to read."""
        return f"To change that: {self.value[1]}    {BY_OVERRIDE}"


class Passage(NamedTuple):
    """Whether an agency passes: held back for a reason, or let through by an override."""

    held_back: HeldBack | None = None
    override: AgreementOverride | None = None


class Gate:
    """Who may have personal data for a meeting as of a day; read once for all agencies."""

    def __init__(self, store: Store, meeting: Meeting | None, *, on: date) -> None:
        self._on = on
        number = meeting.number if meeting else None
        kept = store.agencies.overrides(meeting=number) if number is not None else []
        rows = store.meetings.attendance(number) if number is not None else []
        self._overrides = {each.agency: each for each in kept}
        self._signed = {(row.agency, row.member) for row in rows if row.signed}

    def passage(self, agency: Agency, *, guest: str | None = None) -> Passage:
        """How an agency stands; *guest* is the name of the one person of it who comes as a guest.

        An override is told only where it is what lets them through.
        """
        if agency.isa_in_force(self._on):
            return Passage()
        if guest is None and agency.kind is not AgencyKind.GUEST:
            return self._let_through(agency, HeldBack.NO_AGREEMENT)
        names = {name for code, name in self._signed if code == agency.code}
        if names and (guest is None or {guest, ""} & names):
            return Passage()
        return self._let_through(agency, HeldBack.NOT_SIGNED)

    def _let_through(self, agency: Agency, why: HeldBack) -> Passage:
        override = self._overrides.get(agency.code)
        return Passage(override=override) if override else Passage(held_back=why)


def gate(
    store: Store, agencies: Iterable[Agency], meeting: Meeting | None, *, on: date
) -> dict[str, Passage]:
    """How each agency stands at the gate, by its code."""
    made = Gate(store, meeting, on=on)
    return {agency.code: made.passage(agency) for agency in agencies}


def must_pass(store: Store, reader: Reader, meeting: Meeting, *, on: date) -> None:
    """Raises Refused where one reader may not have a copy of their own."""
    agency = store.agencies.get(reader.agency or "")
    if agency is None:
        return
    member = store.members.get(reader.member) if reader.member is not None else None
    is_guest = member is not None and reader.kind is ReaderKind.GUEST
    guest = member.name if member and is_guest else None
    held_back = Gate(store, meeting, on=on).passage(agency, guest=guest).held_back
    if held_back is not None:
        raise Refused(
            f"No copy for {agency.code}: {held_back.why}.",
            f"To change that: {held_back.command(agency.code)}    Or let it through with a "
            f"reason, which is kept: marg agency override {agency.code} "
            f"--meeting {meeting.ref}",
        )


def said(passages: Mapping[str, Passage], *, what: str) -> list[str]:
    """Say who gets none of *what* and why, and who gets it by an override."""
    remarks = []
    for why in HeldBack:
        codes = [code for code, passage in passages.items() if passage.held_back is why]
        if codes:
            remarks.append(f"No {what} for {in_a_sentence(codes)}: {why.why}. {why.way_out}")
    return [*remarks, *overridden(passages)]


def overridden(passages: Mapping[str, Passage]) -> list[str]:
    """Say who passes without an agreement in force; the reason stands in the running order."""
    codes = [code for code, passage in passages.items() if passage.override]
    if not codes:
        return []
    return [f"{in_a_sentence(codes)} by override, without an agreement in force: tell the chair."]
