"""Who gets a copy of their own: those the paper is for, and who is left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.circulation import PaperKind
from marg_cli.domain.need_to_know import Reader, ReaderKind, Sight
from marg_cli.services.agencies.gate import Gate, Passage
from marg_cli.services.circulation.left_out import LeftOut
from marg_cli.services.need_to_know import agency_reader, need_to_know, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class Readers(NamedTuple):
    """Who gets a copy, who does not, and which of them by an override, without an agreement."""

    sights: list[Sight]
    left_out: list[LeftOut]
    overridden: set[str]


def readers_for(
    store: Store, kind: PaperKind, held: Meeting, named: Sequence[str], *, on: date
) -> Readers:
    """Those *named*, else all a paper is for: core agencies, others for a case of theirs, guests.

    Whom personal data may not reach is left out. Raises AgencyNotFound, MemberNotFound, and
    Refused for a guest without a slot.
    """
    rule = need_to_know(store)
    found = Readers([], [], set())
    gate = Gate(store, held, on=on)
    wanted = [reader_of(store, held, name) for name in named] or _usual(store, kind, held)
    cases = [item.case_ref for item in store.agendas.listed(meeting=held.number)]
    for reader in dict.fromkeys(wanted):
        sight = Sight(rule, reader)
        if not named and reader.kind is ReaderKind.AGENCY and not _concerns(store, sight, cases):
            continue
        passage = _passage(store, gate, kind, reader)
        if passage.held_back is not None:
            found.left_out.append(LeftOut(reader.named, passage.held_back))
            continue
        found.sights.append(sight)
        if passage.override is not None:
            found.overridden.add(reader.named)
    return found


def _usual(store: Store, kind: PaperKind, held: Meeting) -> list[Reader]:
    at_work = [agency for agency in store.agencies.listed() if agency.retired_on is None]
    readers = [
        agency_reader(store, held, agency.code)
        for agency in at_work
        if agency.kind is not AgencyKind.GUEST
    ]
    return [*readers, *(_guests(store, held) if kind is PaperKind.AGENDA else ())]


def _guests(store: Store, held: Meeting) -> Iterator[Reader]:
    """Guests invited to a slot: they get a slice of the agenda, and no minutes (ToR 6.4)."""
    for item in store.agendas.listed(meeting=held.number):
        if item.guest is not None:
            yield reader_of(store, held, f"guest:{item.guest}")


def _concerns(store: Store, sight: Sight, cases: Sequence[str]) -> bool:
    """Whether a paper is for an agency nobody named: core ones come, others for their cases."""
    agency = store.agencies.get(sight.reader.agency or "")
    return bool(sight.of(cases)) or (agency is not None and agency.kind is AgencyKind.CORE)


def _passage(store: Store, gate: Gate, kind: PaperKind, reader: Reader) -> Passage:
    """How a reader stands at the gate; a guest's slice of the agenda need not pass it."""
    agency = store.agencies.get(reader.agency) if reader.agency else None
    is_guest = reader.kind is ReaderKind.GUEST
    if agency is None or (is_guest and kind is PaperKind.AGENDA):
        return Passage()
    member = store.members.get(reader.member or 0) if is_guest else None
    return gate.passage(agency, guest=member.name if member else None)
