"""Handing out copies that are built: entered in the ledger and written, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import british
from marg_cli.domain.circulation import PaperKind
from marg_cli.services.circulation.entering import HOLDER, File, Leaving, cases_in, enter

if TYPE_CHECKING:
    from marg_cli.cli.packing import Built
    from marg_cli.cli.session import Session
    from marg_cli.domain.circulation import Pack
    from marg_cli.services.circulation.gathering import Gathered

MANIFEST = "who-gets-what"


class Place(NamedTuple):
    """Where copies go, whether what is there gives way, and other lists beside, by their name."""

    folder: Path
    force: bool
    beside: Mapping[str, bytes]


class FileBuilt(NamedTuple):
    """One file of a pack as programs see it; `file` is absolute, `pack` None in a rehearsal."""

    recipient: str
    file: str
    sha256: str
    cases: list[str]
    extract: bool
    format: str
    pack: str | None


def rehearsed(session: Session, built: Sequence[Built], folder: Path) -> list[FileBuilt]:
    """What would be handed out; nothing is entered or written."""
    return list(_seen(session, built, _places(built, folder), [None] * len(built)))


def hand_out(
    session: Session, gathered: Gathered, built: Sequence[Built], place: Place
) -> list[FileBuilt]:
    """Enter every copy in the ledger and write it, with a list of who gets what.

    Raises OutputExists and NotWritable; then nothing is entered or written.
    """
    from marg_cli.documents.writer import handed_over

    places = _places(built, place.folder)
    contents = [file.content for copy in built for file in copy.files]
    in_place = [at for of_copy in places for at in of_copy]
    files = dict(zip(in_place, contents, strict=True))

    @contextmanager
    def hand_over(packs: Sequence[Pack]) -> Iterator[Sequence[Leaving]]:
        manifest = {MANIFEST: _manifest(session, gathered, built, places, packs)}
        lists = _beside(built[0], gathered, place.folder, {**place.beside, **manifest})
        with handed_over(files | lists, force=place.force):
            yield [_lists_leaving(built, gathered, lists)]

    packs = enter(
        session.store,
        "pack build",
        [copy.leaving(gathered, at) for copy, at in zip(built, places, strict=True)],
        on=session.today,
        hand_over=hand_over,
    )
    return list(_seen(session, built, places, [pack.ref for pack in packs]))


def _beside(
    first: Built, gathered: Gathered, folder: Path, lists: Mapping[str, bytes]
) -> dict[Path, bytes]:
    """Lists that stand beside the copies, under the names they get there."""
    from marg_cli.documents.writer import file_name

    marking, day = first.source.marking, first.source.day
    return {
        folder.absolute() / file_name(marking, gathered.kind.value, day, name, ".txt"): content
        for name, content in lists.items()
    }


def _lists_leaving(
    built: Sequence[Built], gathered: Gathered, lists: Mapping[Path, bytes]
) -> Leaving:
    """The lists as the ledger enters them: the holder's own, of every case in any copy."""
    return Leaving(
        PaperKind.LISTS,
        HOLDER,
        "\n".join(copy.says for copy in built),
        tuple(
            File(str(place), "txt", sha256(content).hexdigest()) for place, content in lists.items()
        ),
        meeting_on=gathered.meeting.held_on,
        draft=built[0].source.draft,
    )


def _places(built: Sequence[Built], folder: Path) -> list[list[Path]]:
    from marg_cli.documents.writer import places

    names = [file.name for copy in built for file in copy.files]
    found = iter(places(folder.absolute(), names))
    return [list(islice(found, len(copy.files))) for copy in built]


def _seen(
    session: Session,
    built: Sequence[Built],
    places: Sequence[Sequence[Path]],
    refs: Sequence[str | None],
) -> Iterator[FileBuilt]:
    known = set(session.store.cases.refs())
    for copy, at, ref in zip(built, places, refs, strict=True):
        cases = cases_in(copy.says, known)
        for file, place in zip(copy.files, at, strict=True):
            yield FileBuilt(
                copy.own.named,
                str(place),
                file.sha256,
                cases,
                copy.source.extract,
                file.format,
                ref,
            )


def _manifest(
    session: Session,
    gathered: Gathered,
    built: Sequence[Built],
    places: Sequence[Sequence[Path]],
    packs: Sequence[Pack],
) -> bytes:
    from marg_cli.documents.manifest import Line, Without, manifest

    known = set(session.store.cases.refs())
    lines = [
        Line(
            pack.ref,
            copy.own.named,
            cases_in(copy.says, known),
            copy.source.extract,
            [(place.name, file.sha256) for place, file in zip(at, copy.files, strict=True)],
            [f"{each.case} {each.field}: {each.because}" for each in copy.allowed],
        )
        for copy, at, pack in zip(built, places, packs, strict=True)
    ]
    title = f"Who gets what: {gathered.kind} of {british(gathered.meeting.held_on)}"
    without = [Without(each.recipient, each.held_back.why) for each in gathered.left_out]
    return manifest(built[0].source.marking, title, lines, without)
