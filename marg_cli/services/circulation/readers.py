"""Who gets a copy of their own: those the paper is for, and who is left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.circulation import PaperKind
from marg_cli.domain.need_to_know import Reader, ReaderKind, Sight
from marg_cli.services.circulation.left_out import LeftOut
from marg_cli.services.need_to_know import agency_reader, need_to_know, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class Readers(NamedTuple):
    """Who gets a copy, and who does not."""

    sights: list[Sight]
    left_out: list[LeftOut]


def readers_for(
    store: Store, kind: PaperKind, held: Meeting, named: Sequence[str], *, on: date
) -> Readers:
    """Those *named*, else all a paper is for: core agencies, others for a case of theirs, guests.

    Nobody gets personal data without an agreement in force on the day, no guest without a signed
    statement. Raises AgencyNotFound, MemberNotFound, and Refused for a guest without a slot.
    """
    rule = need_to_know(store)
    found = Readers([], [])
    wanted = [reader_of(store, held, name) for name in named] or _usual(store, kind, held)
    cases = [item.case_ref for item in store.agendas.listed(meeting=held.number)]
    for reader in dict.fromkeys(wanted):
        sight = Sight(rule, reader)
        if not named and reader.kind is ReaderKind.AGENCY and not _concerns(store, sight, cases):
            continue
        missing = _without_agreement(store, held, reader, on)
        if missing is None:
            found.sights.append(sight)
        else:
            found.left_out.append(missing)
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


def _without_agreement(store: Store, held: Meeting, reader: Reader, on: date) -> LeftOut | None:
    agency = store.agencies.get(reader.agency) if reader.agency else None
    if agency is None:
        return None
    if reader.kind is ReaderKind.GUEST:
        return _unsigned(store, held, reader)
    return _not_in_force(agency, reader, on)


def _not_in_force(agency: Agency, reader: Reader, on: date) -> LeftOut | None:
    if agency.isa_in_force(on):
        return None
    return LeftOut(
        reader.named,
        "no information-sharing agreement in force",
        'marg agency isa CODE --status "signed off"',
    )


def _unsigned(store: Store, held: Meeting, reader: Reader) -> LeftOut | None:
    guest = store.members.get(reader.member or 0)
    rows = store.meetings.attendance(held.number)
    if guest is None or any(row.signed and row.member == guest.name for row in rows):
        return None
    return LeftOut(
        reader.named,
        "no signed confidentiality statement for this meeting",
        f"marg attendance set {guest.agency} present --member {guest.number} --signed "
        f"--meeting {held.ref}",
    )
