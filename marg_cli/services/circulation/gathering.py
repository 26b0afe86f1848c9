"""Each recipient's own paper, put together from what they may see, and what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.circulation import Audience, PaperKind
from marg_cli.domain.need_to_know import Reader, ReaderKind
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.circulation.diary import Diary
from marg_cli.services.circulation.entering import Recipient
from marg_cli.services.circulation.left_out import LeftOut, told_of
from marg_cli.services.circulation.readers import readers_for
from marg_cli.services.circulation.secrets import SecretsOf, known_names
from marg_cli.services.minutes.minutes import the_meeting
from marg_cli.services.minutes.versions import minutes_for
from marg_cli.services.papers.action_sheet import sheets_of
from marg_cli.services.papers.agenda import agenda_of
from marg_cli.services.papers.people_key import people_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from marg_cli.domain.agency import Member
    from marg_cli.domain.calendar_entry import CalendarEntry
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.domain.papers.action_sheet import ActionSheet
    from marg_cli.domain.papers.agenda import AgendaPaper
    from marg_cli.domain.papers.minutes import MinutesPaper
    from marg_cli.domain.papers.people_key import PeopleKey
    from marg_cli.services.circulation.secrets import Secrets
    from marg_cli.services.minutes.versions import Kept
    from marg_cli.store.protocol import Store

    AnyPaper = AgendaPaper | MinutesPaper | Kept | ActionSheet | PeopleKey

AUDIENCES = {
    ReaderKind.GUEST: Audience.GUEST,
    ReaderKind.CHAIR: Audience.CHAIR,
    ReaderKind.MEMBERS: Audience.MEMBERS,
}
"""Whose copy it is, by the kind of its reader; an agency's is its own, or one person's of it."""


class OwnPaper(NamedTuple):
    """One recipient's own paper; `overridden` where it leaves though no agreement is in force."""

    kind: PaperKind
    named: str
    recipient: Recipient
    paper: AnyPaper
    secrets: Secrets
    address: str | None
    diary: tuple[CalendarEntry, ...]
    overridden: bool = False


class Gathered(NamedTuple):
    """All that is to be built: *known* are names that may stand in any copy."""

    kind: PaperKind
    meeting: Meeting
    papers: list[OwnPaper]
    left_out: list[LeftOut]
    remarks: list[str]
    known: tuple[str, ...]


def gather(
    store: Store,
    kind: PaperKind,
    *,
    meeting: str | None,
    named: Sequence[str],
    on: date,
    key: bool = False,
) -> Gathered:
    """Put each reader's paper together from what they may see.

    With a *key*, agencies get a second paper too: who the references stand for.

    Raises MeetingNotFound, AgencyNotFound, MemberNotFound, and Refused where there is nobody to
    build a copy for.
    """
    with store.read("pack build", leaving=True) as reading:
        held = meeting_for(store, kind, meeting, on=on)
        reading.about(held.ref, f"kind={kind}")
        readers = readers_for(store, kind, held, named, on=on)
        papers = [
            own._replace(overridden=own.named in readers.overridden)
            for own in _papers(store, kind, held, readers.sights, on=on, key=key)
        ]
        reading.about(*(paper.named for paper in papers))
    if not papers:
        raise _nobody(readers.left_out)
    return Gathered(
        kind,
        held,
        papers,
        readers.left_out,
        _withdrawn(store, held, papers),
        known_names(store, held),
    )


def meeting_for(store: Store, kind: PaperKind, named: str | None, *, on: date) -> Meeting:
    """The meeting a paper is of: for minutes the one under way or the latest, else the next.

    Raises MeetingNotFound, and Refused where there are no minutes.
    """
    if kind is PaperKind.MINUTES:
        return the_meeting(store, named, on=on)
    return finding.meeting(store, named or "next", today=on)


def _papers(
    store: Store, kind: PaperKind, held: Meeting, sights: Sequence[Sight], *, on: date, key: bool
) -> Iterator[OwnPaper]:
    secrets = SecretsOf(store)
    papers = PAPERS[kind](store, held, sights, on=on)
    diary = Diary(store, kind, held, on=on)
    members = [member for member in store.members.listed() if member.left_on is None]
    members.sort(key=lambda member: (member.deputy_for is not None, member.number))
    for sight in sights:
        reader = sight.reader
        if reader.named in papers:
            own = OwnPaper(
                kind,
                reader.named,
                _recipient(reader),
                papers[reader.named],
                secrets.kept_from(sight),
                _address(members, reader),
                diary.of(reader),
            )
            yield own
            is_agencys = key and reader.kind is ReaderKind.AGENCY
            people = people_key(store, held, sight, on=on) if is_agencys else None
            if people is not None:
                yield own._replace(kind=PaperKind.KEY, paper=people, diary=())


def _address(members: Sequence[Member], reader: Reader) -> str | None:
    """Where a copy is sent: to the one person meant, else to the agency's first member."""
    meant = (m for m in members if m.agency == reader.agency)
    own = (m.email for m in meant if m.email and reader.member in {m.number, None})
    return next(own, None)


def _agendas(
    store: Store, held: Meeting, sights: Sequence[Sight], *, on: date
) -> dict[str, AnyPaper]:
    return {sight.reader.named: agenda_of(store, held, sight, on=on) for sight in sights}


def _minutes(
    store: Store,
    held: Meeting,
    sights: Sequence[Sight],
    *,
    on: date,  # noqa: ARG001 - minutes are of their own day
) -> dict[str, AnyPaper]:
    return {sight.reader.named: minutes_for(store, held, sight) for sight in sights}


PAPERS: dict[PaperKind, Callable[..., Mapping[str, AnyPaper]]] = {
    PaperKind.AGENDA: _agendas,
    PaperKind.MINUTES: _minutes,
    PaperKind.ACTIONS: sheets_of,
}
"""The papers that are built for each reader, by the name of the reader."""


def _recipient(reader: Reader) -> Recipient:
    of_agency = Audience.MEMBER if reader.member is not None else Audience.AGENCY
    return Recipient(AUDIENCES.get(reader.kind, of_agency), reader.agency, reader.member)


def _withdrawn(store: Store, held: Meeting, papers: Sequence[OwnPaper]) -> list[str]:
    """Say of whose agency's copy a person must not have who declared an interest."""
    getting = {p.recipient.agency for p in papers if p.recipient.audience is Audience.AGENCY}
    found = [each for each in store.meetings.declared(held.number) if each.agency in getting]
    return [
        f"{each.agency}: one of its members declared an interest in {each.case_ref} and gets a "
        f"copy of their own instead: marg pack build --for member:{number}"
        for each in found
        if (number := _number(store, each.member, each.agency))
    ]


def _number(store: Store, name: str, agency: str | None) -> int | None:
    members = (m for m in store.members.listed() if m.name == name and m.agency == agency)
    return next((member.number for member in members), None)


def _nobody(left_out: Sequence[LeftOut]) -> Refused:
    if not left_out:
        return Refused("There is nobody to build a copy for.", "Name them with: --for CODE")
    return Refused("Nobody may get a copy.", "\n".join(told_of(left_out)))
