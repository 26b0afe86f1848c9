"""Packs from a file, put into the ledger; what the ledger says already is never rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.circulation import Pack, PackAllowance, PackCase, PackEvent, PackFile
from marg_cli.domain.value import replace
from marg_cli.services.exchange.pack_records import PackRecord

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.pack_records import Event
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = (
    *("kind", "audience", "agency", "version", "draft", "extract", "overridden"),
    *("built_on", "built_by", "built_in", "expires_on"),
)


def put_pack(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a pack, or what became since of the one that is there under its number."""
    record = item.record
    assert isinstance(record, PackRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record):
        return None
    pack = _pack(known, record)
    there = known.store.circulation.packs.get(pack.number)
    if there is not None and there != pack:
        tally.refuse(f"{pack.ref} is another pack here", line=item.line, field="ref")
        return None
    known.change.number_taken("pack", pack.number)
    known.change.save(
        pack,
        *(PackCase(pack=pack.number, case_ref=ref) for ref in record.cases),
        *(
            PackFile(
                pack=pack.number,
                position=position,
                file=file.file,
                format=file.format,
                sha256=file.sha256,
                copy=file.copy_number,
            )
            for position, file in enumerate(record.files, start=1)
        ),
        *(
            PackAllowance(
                pack=pack.number, case_ref=each.case, field=each.field, because=each.because
            )
            for each in record.allowed
        ),
    )
    _put_events(known, pack, record.events)
    return there is not None


def _may_stand(known: Known, tally: Tally, item: Item, record: PackRecord) -> bool:
    """Whether all it speaks of is known but its cases: those may be erased since."""
    agency = known.agency(record.agency, tally, item, "agency")
    meeting = known.meeting(record.meeting, tally, item, "meeting")
    if record.member is None or known.member(record.member, record.agency) is not None:
        return agency and meeting
    tally.refuse("names no member, or more than one", line=item.line, field="member")
    return False


def _pack(known: Known, record: PackRecord) -> Pack:
    member = known.member(record.member, record.agency) if record.member else None
    given: dict[str, Any] = {field: getattr(record, field) for field in PLAIN}
    return Pack(
        number=int(record.ref[1:]),
        member=member.number if member else None,
        meeting=known.meetings[record.meeting].number if record.meeting else None,
        **given,
    )


def _put_events(known: Known, pack: Pack, events: tuple[Event, ...]) -> None:
    there = [
        replace(event, number=0)
        for event in known.store.circulation.events.listed(pack=pack.number)
    ]
    for event in events:
        made = PackEvent(
            number=0,
            pack=pack.number,
            what=event.what,
            happened_on=event.on,
            how=event.how,
            to_whom=event.to_whom,
            known_at=event.known_at,
            reported=event.reported,
            copy=event.copy_number,
        )
        if made not in there:
            known.change.save(replace(made, number=known.change.next_number("pack event")))
