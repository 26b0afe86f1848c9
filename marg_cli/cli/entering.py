"""What leaves by other ways than a pack, entered in the ledger as it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from marg_cli.cli.rendering import Copy, Written
    from marg_cli.cli.session import Session
    from marg_cli.domain.circulation import PaperKind
    from marg_cli.services.circulation.entering import Leaving


class Ledgered(NamedTuple):
    """What the ledger calls a kind of paper, and the command that writes it."""

    kind: str
    command: str


LEDGERED = {
    "agenda": Ledgered("agenda", "agenda render"),
    "minutes": Ledgered("minutes", "minutes render"),
    "action_sheet": Ledgered("actions", "action chase"),
    "trawl_request": Ledgered("lateral checks", "trawl render"),
    "case_summary": Ledgered("case", "case render"),
    "subject_bundle": Ledgered("subject access", "subject export"),
    "correction_notice": Ledgered("correction", "subject rectify"),
}
"""Papers by the name of their template; what is not here says nothing of a case."""


def enter(
    session: Session,
    kind: str,
    copies: Sequence[Copy],
    written: Sequence[Written],
    hand_over: AbstractContextManager[None],
) -> None:
    """Enter what leaves, a line for each recipient, and hand it over: all of it, or none."""
    paper = LEDGERED.get(kind)
    if paper is None or not copies:
        with hand_over:
            return
    from marg_cli.services.circulation import entering

    leaving: dict[str, Leaving] = {}
    for copy, file in zip(copies, written, strict=True):
        before = leaving.get(copy.source.reader) or _leaving(paper, copy)
        leaving[copy.source.reader] = before.with_file(file.file, file.format, file.sha256)
    entering.enter(
        session.store,
        paper.command,
        list(leaving.values()),
        on=session.today,
        hand_over=lambda _: hand_over,
    )


class Own(NamedTuple):
    """One file for the holder, who gave a *command*; *place* is None where it goes to the screen.

    *cases* are the references of those it speaks of.
    """

    kind: PaperKind
    command: str
    cases: Sequence[str]
    place: Path | None
    format: str
    sha256: str


def enter_own(session: Session, own: Own, hand_over: AbstractContextManager[None]) -> str:
    """Enter a file that the holder takes out, and hand it over; answer its reference.

    Raises what *hand_over* raises, and then it is not entered.
    """
    from marg_cli.services.circulation import entering

    file = entering.File(str(own.place.absolute()) if own.place else "", own.format, own.sha256)
    leaving = entering.Leaving(own.kind, entering.HOLDER, " ".join(own.cases), (file,))
    [pack] = entering.enter(
        session.store, own.command, [leaving], on=session.today, hand_over=lambda _: hand_over
    )
    return pack.ref


def _leaving(paper: Ledgered, copy: Copy) -> Leaving:
    from marg_cli.domain.circulation import PaperKind
    from marg_cli.services.circulation.entering import HOLDER, Leaving

    source = copy.source
    return Leaving(
        PaperKind(paper.kind),
        source.recipient or HOLDER,
        copy.says,
        meeting_on=source.day,
        version=source.version,
        draft=source.draft,
        extract=source.extract,
        allowed=copy.allowed,
    )
