"""The ledger of packs as the document that `marg import` reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from marg_cli.domain.value import values

if TYPE_CHECKING:
    from marg_cli.domain.circulation import PackAllowance, PackCase, PackEvent, PackFile
    from marg_cli.store.protocol import Store

    Held = TypeVar("Held", PackCase, PackFile, PackAllowance, PackEvent)


def packs(store: Store) -> Iterator[dict[str, Any]]:
    """Every pack with its cases, its files, and what became of it."""
    ledger = store.circulation
    held_on = {number: day for number, day, _ in store.meetings.days()}
    names = {member.number: member.name for member in store.members.listed()}
    cases, files = _by_pack(ledger.cases.listed()), _by_pack(ledger.files.listed())
    allowed, events = _by_pack(ledger.allowances.listed()), _by_pack(ledger.events.listed())
    for pack in ledger.packs.listed():
        kept = values(pack)
        number = kept.pop("number")
        yield {
            "ref": pack.ref,
            **kept,
            "member": names.get(pack.member or 0),
            "meeting": held_on.get(pack.meeting or 0),
            "cases": [each.case_ref for each in cases[number]],
            "files": [
                {
                    "file": each.file,
                    "format": each.format,
                    "sha256": each.sha256,
                    "copy_number": each.copy,
                }
                for each in files[number]
            ],
            "allowed": [
                {"case": each.case_ref, "field": each.field, "because": each.because}
                for each in allowed[number]
            ],
            "events": [
                {
                    "what": each.what,
                    "on": each.happened_on,
                    "how": each.how,
                    "to_whom": each.to_whom,
                    "known_at": each.known_at,
                    "reported": each.reported,
                    "copy_number": each.copy,
                }
                for each in events[number]
            ],
        }


def _by_pack(things: Iterable[Held]) -> defaultdict[int, list[Held]]:
    grouped: defaultdict[int, list[Held]] = defaultdict(list)
    for thing in things:
        grouped[thing.pack].append(thing)
    return grouped
