"""Entering papers in the ledger as they leave: with their files all of them, or none."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.circulation import (
    Audience,
    Pack,
    PackAllowance,
    PackCase,
    PackFile,
    PaperKind,
    recipient_named,
)
from marg_cli.domain.minutes_life import CASE_REF
from marg_cli.services import finding
from marg_cli.services.group import group
from marg_cli.services.need_to_know import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from marg_cli.store.protocol import Change, Store


class Recipient(NamedTuple):
    """Whose copy a paper is."""

    audience: Audience
    agency: str | None = None
    member: int | None = None

    @property
    def named(self) -> str:
        """An agency's code, `guest:` or `member:` and a number, or whose copy it is."""
        return recipient_named(*self)


HOLDER = Recipient(Audience.HOLDER)
"""Whoever rendered a paper for nobody in particular."""


class File(NamedTuple):
    """One file of a copy; `file` is empty for what goes to the screen."""

    file: str
    format: str
    sha256: str
    copy: int | None = None


class Allowed(NamedTuple):
    """What the scan found of a case in a copy, and why it was let pass."""

    case: str
    field: str
    because: str


class Leaving(NamedTuple):
    """One copy about to leave. `says` is its text, in which the cases it speaks of are found."""

    kind: PaperKind
    recipient: Recipient
    says: str
    files: tuple[File, ...] = ()
    meeting_on: date | None = None
    version: str = ""
    draft: bool = False
    extract: bool = False
    overridden: bool = False
    allowed: tuple[Allowed, ...] = ()

    def with_file(self, file: str, written_as: str, sha256: str) -> Leaving:
        """The same copy in one more file."""
        return self._replace(files=(*self.files, File(file, written_as, sha256)))


def recipient_of(store: Store, audience: str) -> Recipient:
    """Whose copy a paper is: members, chair, an agency's code, guest:MEMBER or member:MEMBER.

    Raises AgencyNotFound and MemberNotFound.
    """
    kind, colon, name = audience.strip().partition(":")
    word = kind.casefold()
    if word in EVERYBODY:
        return Recipient(Audience(word))
    if not colon:
        return Recipient(Audience.AGENCY, finding.agency(store, kind).code)
    one = finding.member(store, name)
    return Recipient(Audience(word), one.agency, one.number)


def enter(
    store: Store,
    command: str,
    leaving: Sequence[Leaving],
    *,
    on: date,
    hand_over: Callable[[Sequence[Pack]], AbstractContextManager[Sequence[Leaving] | None]],
) -> list[Pack]:
    """Enter copies in the ledger and have them handed over: both, or neither.

    *hand_over* writes them, answers what it wrote beside that is to be entered too, and takes all
    of it back where it cannot be entered. Raises what *hand_over* raises.
    """
    with ExitStack() as handed_over, store.change(command) as change:
        packs = entered(store, change, leaving, on=on)
        beside = handed_over.enter_context(hand_over(packs))
        entered(store, change, beside or (), on=on)
    return packs


def entered(store: Store, change: Change, leaving: Sequence[Leaving], *, on: date) -> list[Pack]:
    """Enter copies in the ledger, as a part of a change."""
    meetings = {meeting.held_on: meeting.number for meeting in store.meetings.listed()}
    known = set(store.cases.refs())
    days = group(store).number("pack.days")
    packs = []
    for copy in leaving:
        pack = Pack(
            number=change.next_number("pack"),
            kind=copy.kind,
            **copy.recipient._asdict(),
            meeting=meetings.get(copy.meeting_on) if copy.meeting_on else None,
            version=copy.version,
            draft=copy.draft,
            extract=copy.extract,
            overridden=copy.overridden,
            built_on=on,
            built_by=store.holder,
            built_in=change.seq,
            expires_on=on + timedelta(days) if days else None,
        )
        change.save(
            pack,
            *(PackCase(pack=pack.number, case_ref=ref) for ref in cases_in(copy.says, known)),
            *(
                PackFile(pack=pack.number, position=position, **file._asdict())
                for position, file in enumerate(copy.files, start=1)
            ),
            *(
                PackAllowance(
                    pack=pack.number, case_ref=each.case, field=each.field, because=each.because
                )
                for each in copy.allowed
            ),
        )
        packs.append(pack)
    return packs


def cases_in(says: str, known: set[str]) -> list[str]:
    """The cases a text speaks of, in the order of their references."""
    return sorted(known.intersection(CASE_REF.findall(says)))
