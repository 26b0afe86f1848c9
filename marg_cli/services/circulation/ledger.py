"""The ledger: who holds a copy of which paper, what it holds, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from marg_cli.domain.circulation import Happening, astray
from marg_cli.domain.refs import Noun
from marg_cli.errors import NotFound
from marg_cli.services import finding
from marg_cli.services.at_the_table.belonging import held_on
from marg_cli.services.finding import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.circulation import Pack, PackEvent
    from marg_cli.store.protocol import Store

    class _OfPack(Protocol):
        @property
        def pack(self) -> int: ...

    T = TypeVar("T", bound=_OfPack)

BUILT, ASTRAY = "built", "astray"


class PackNotFound(NotFound):
    """No pack by that reference."""

    hint = "List them with: marg pack ledger"


PACK = Noun("P", "pack", "P12", PackNotFound)


class FileSeen(NamedTuple):
    """One file of a pack."""

    file: str
    format: str
    sha256: str
    copy_number: int | None


class AllowedSeen(NamedTuple):
    """What was let pass though the scan found it."""

    case: str
    field: str
    because: str


class EventSeen(NamedTuple):
    """What became of a pack on a day."""

    what: str
    on: date
    how: str | None
    to_whom: str | None
    known_at: str | None
    reported: bool | None
    copy_number: int | None


class PackSeen(NamedTuple):
    """One copy of one paper, as lists and programs see it.

    `state` is built, sent, astray, settled, returned or recalled: what became of it last.
    """

    ref: str
    kind: str
    meeting: date | None
    recipient: str
    agency: str | None
    state: str
    version: str
    draft: bool
    extract: bool
    overridden: bool
    cases: list[str]
    built_on: date
    built_by: str
    expires_on: date | None
    files: list[FileSeen]
    allowed: list[AllowedSeen]
    events: list[EventSeen]


class Viewer:
    """Sees packs whole; what the ledger says of all of them is fetched once."""

    def __init__(self, store: Store) -> None:
        ledger = store.circulation
        self._held_on = held_on(store)
        self._cases = _by_pack(ledger.cases.listed())
        self._files = _by_pack(ledger.files.listed())
        self._allowed = _by_pack(ledger.allowances.listed())
        self._events = _by_pack(ledger.events.listed())

    def view(self, pack: Pack) -> PackSeen:
        """One pack, with its cases, its files, and what became of it."""
        events = self._events[pack.number]
        return PackSeen(
            ref=pack.ref,
            kind=pack.kind.value,
            meeting=self._held_on.get(pack.meeting or 0),
            recipient=pack.recipient,
            agency=pack.agency,
            state=_state(events),
            version=pack.version,
            draft=pack.draft,
            extract=pack.extract,
            overridden=pack.overridden,
            cases=[each.case_ref for each in self._cases[pack.number]],
            built_on=pack.built_on,
            built_by=pack.built_by,
            expires_on=pack.expires_on,
            files=[
                FileSeen(each.file, each.format, each.sha256, each.copy)
                for each in self._files[pack.number]
            ],
            allowed=[
                AllowedSeen(each.case_ref, each.field, each.because)
                for each in self._allowed[pack.number]
            ],
            events=[
                EventSeen(
                    event.what.value,
                    event.happened_on,
                    event.how,
                    event.to_whom,
                    event.known_at,
                    event.reported,
                    event.copy,
                )
                for event in events
            ],
        )


def copies_of(store: Store, case_ref: str) -> list[PackSeen]:
    """Every copy that speaks of a case, oldest first, erased cases too; within a reading.

    Who holds one is told of a correction, of an erasure, and of a recall.
    """
    held = [each.pack for each in store.circulation.cases.listed(case_ref=case_ref)]
    viewer = Viewer(store)
    packs = (store.circulation.packs.get(number) for number in sorted(held))
    return [viewer.view(pack) for pack in packs if pack is not None]


def ledger(
    store: Store, *, case: str | None, agency: str | None, meeting: str | None, on: date
) -> list[PackSeen]:
    """List the copies that left, oldest first: those of a case, an agency, a meeting, or all.

    Raises CaseNotFound, AgencyNotFound and MeetingNotFound.
    """
    with store.read("pack ledger") as reading:
        code = finding.agency(store, agency).code if agency else None
        held = finding.meeting(store, meeting, today=on) if meeting else None
        ref = case_in_ledger(store, case) if case else None
        copies = copies_of(store, ref) if ref else _all(store)
        found = [
            copy
            for copy in copies
            if code in {None, copy.agency} and (held is None or held.held_on == copy.meeting)
        ]
        asked = {"case": ref, "agency": code, "meeting": held.ref if held else None}
        words = [f"{name}={value}" for name, value in asked.items() if value]
        reading.note(" ".join([*words, f"({len(found)})"]))
    return found


def show(store: Store, text: str) -> PackSeen:
    """One pack by its reference. Raises PackNotFound with the near ones."""
    with store.read("pack show") as reading:
        pack = pack_of(store, text)
        seen = Viewer(store).view(pack)
        reading.about(pack.ref, *seen.cases)
    return seen


def pack_of(store: Store, text: str) -> Pack:
    """Find a pack by its reference. Raises PackNotFound with the near ones."""
    return find(store.circulation.packs, text, PACK)


def _all(store: Store) -> list[PackSeen]:
    viewer = Viewer(store)
    return [viewer.view(pack) for pack in store.circulation.packs.listed()]


def case_in_ledger(store: Store, text: str) -> str:
    """A case's reference; of one that was erased the ledger still knows. Raises CaseNotFound."""
    from marg_cli.domain.refs import read_case_ref

    ref = read_case_ref(text)
    if store.circulation.cases.listed(case_ref=ref):
        return ref
    return finding.case(store, text).ref


def _state(events: list[PackEvent]) -> str:
    if astray(events):
        return ASTRAY
    said = [event.what for event in events if event.what is not Happening.EXPIRED]
    return said[-1].value if said else BUILT


def _by_pack(things: Iterable[T]) -> defaultdict[int, list[T]]:
    grouped: defaultdict[int, list[T]] = defaultdict(list)
    for thing in things:
        grouped[thing.pack].append(thing)
    return grouped
