"""Rendered files past their time: which there are, and their removal, one by one by their hash."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.circulation import Happening, PackEvent, happened
from marg_cli.services.circulation.happening import packs_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from marg_cli.domain.circulation import Pack, PackFile
    from marg_cli.store.protocol import Store

    Look = Callable[[str], str | None]
    """The hash of what a file holds now; None where it is not there."""


class FileState(StrEnum):
    """What is to be said of a rendered file."""

    THERE = "there"
    REMOVED = "removed"
    GONE = "gone"
    CHANGED = "changed"


class PastFile(NamedTuple):
    """One file past its time; a changed one is not what was rendered, and is never touched."""

    pack: str
    file: str
    state: str
    expired_on: date | None


def past(store: Store, named: Sequence[str], *, on: date, look: Look) -> list[PastFile]:
    """List the files of packs that are past their time, or of those *named*, as they are now.

    Raises PackNotFound.
    """
    with store.read("pack expire") as reading:
        packs = _expiring(store, named, on)
        reading.note(f"({len(packs)})")
        return [_seen(pack, file, state) for pack, file, state in _states(store, packs, look)]


def expire(
    store: Store,
    named: Sequence[str],
    *,
    on: date,
    look: Look,
    remove: Callable[[str], None],
) -> list[PastFile]:
    """Remove those files that still are what was rendered, and note it of packs with none left.

    Raises PackNotFound, and what *remove* raises: then what was removed by then stays so, and is
    told as gone the next time.
    """
    with store.change("pack expire") as change:
        packs = _expiring(store, named, on)
        done = []
        left: set[int] = set()
        for pack, file, state in _states(store, packs, look):
            if state is FileState.THERE:
                remove(file.file)
                state = FileState.REMOVED  # noqa: PLW2901 - what became of it is told
            if state is FileState.CHANGED:
                left.add(pack.number)
            done.append(_seen(pack, file, state))
        for pack in packs:
            change.about(pack.ref)
            if pack.number not in left:
                before = store.circulation.events.listed(pack=pack.number)
                event = PackEvent(
                    number=change.next_number("pack event"),
                    pack=pack.number,
                    what=Happening.EXPIRED,
                    happened_on=on,
                )
                change.save(happened(pack, before, event))
    return done


def _expiring(store: Store, named: Sequence[str], on: date) -> list[Pack]:
    """Packs that have files still, to our knowledge; without names those past their time."""
    expired = {
        event.pack for event in store.circulation.events.listed() if event.what is Happening.EXPIRED
    }
    packs = packs_named(store, named) if named else store.circulation.packs.listed()
    return [pack for pack in packs if pack.number not in expired and (named or pack.is_past(on))]


def _states(
    store: Store, packs: Iterable[Pack], look: Look
) -> list[tuple[Pack, PackFile, FileState]]:
    """Each file on disk as it is now; one that a later paper took the place of is gone."""
    ours: defaultdict[str, set[str]] = defaultdict(set)
    files: defaultdict[int, list[PackFile]] = defaultdict(list)
    for file in store.circulation.files.listed():
        if file.file:
            ours[file.file].add(file.sha256)
            files[file.pack].append(file)
    return [
        (pack, file, _state(file, look(file.file), ours[file.file]))
        for pack in packs
        for file in files[pack.number]
    ]


def _state(file: PackFile, now: str | None, ours: set[str]) -> FileState:
    if now == file.sha256:
        return FileState.THERE
    return FileState.GONE if now is None or now in ours else FileState.CHANGED


def _seen(pack: Pack, file: PackFile, state: FileState) -> PastFile:
    return PastFile(pack.ref, file.file, state.value, pack.expires_on)
