"""What becomes of minutes: made final, approved at the next meeting, amended by a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import british
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Entry, MinutesStatus
from marg_cli.domain.minutes_life import (
    MinutesBlock,
    MinutesVersion,
    approved,
    finalised,
    pieces,
    reopened,
    version_named,
)
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.under_way import named_or_under_way
from marg_cli.services.minutes.minutes import kept_minutes, the_meeting
from marg_cli.services.minutes.versions import VersionView, version_view
from marg_cli.services.papers.minutes import minutes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.minutes_life import Wording
    from marg_cli.domain.papers.minutes import MinutesPaper
    from marg_cli.store.protocol import Store


class Approved(NamedTuple):
    """The version a later meeting agreed, and the entry that says so in that one's minutes."""

    version: VersionView
    entry: str | None


class Reopened(NamedTuple):
    """An amendment that is open: its number, and why."""

    meeting: date
    amendment: int
    because: str


def finalise(
    store: Store, meeting: str | None, *, write: Callable[[MinutesPaper], Wording], on: date
) -> VersionView:
    """Make minutes final, or end their amendment: what *write* makes of them is kept for good.

    The meeting is over by it. Raises MeetingNotFound, or Refused when they are final already.
    """
    with store.change("minutes finalise") as change:
        held = _to_finalise(store, meeting, on=on)
        minutes = finalised(kept_minutes(store, held), held)
        seq, head = store.audit.head()
        number = len(store.minutes_versions.listed(held.number)) + 1
        draft = minutes_of(store, held)
        amendment = draft.amendment and replace(draft.amendment, made_on=on)
        said = write(
            replace(
                draft,
                head=replace(draft.head, version=version_named(minutes, number)),
                status=minutes.status.value,
                amendment=amendment,
                anchor=f"#{seq} {head}",
            )
        )
        version = MinutesVersion(
            meeting=held.number,
            number=number,
            made_on=on,
            made_by=store.holder,
            because=amendment.because if amendment else None,
            sha256=said.sha256,
            anchor=f"#{seq} {head}",
            marking=said.marking,
            title=said.title,
            header=said.header,
            footer=said.footer,
        )
        change.save(minutes, version)
        change.save(
            *(
                MinutesBlock(
                    meeting=held.number, version=number, position=at, case_ref=case, text=text
                )
                for at, (case, text) in enumerate(pieces(said.markdown, store.cases.refs()), 1)
            )
        )
        change.save(replace(held, status=MeetingStatus.HELD, amending=False))
        return version_view(held, version)


def approve(store: Store, meeting: str | None, *, at: str | None, on: date) -> Approved:
    """Note that a meeting agreed the minutes of an earlier one, and say so in its own minutes.

    Without *at* it is the meeting under way, or with none under way this day. Raises
    MeetingNotFound; Refused for a draft, for minutes approved already, and where the meeting
    that agrees them is not a later one or has final minutes itself.
    """
    with store.change("minutes approve") as change:
        agreeing = named_or_under_way(store, at, today=on)
        held = _to_approve(store, meeting, agreeing, on=on)
        minutes = approved(kept_minutes(store, held), held)
        if at is None and agreeing is not None and agreeing.held_on <= held.held_on:
            agreeing = None
        _must_be_later(agreeing, held)
        version = replace(
            store.minutes_versions.listed(held.number)[-1],
            approved_on=agreeing.held_on if agreeing else on,
        )
        change.save(minutes, version)
        change.about(held.ref)
        if agreeing is None:
            return Approved(version_view(held, version), None)
        agreeing.must_be_open()
        kept_minutes(store, agreeing)
        entry = Entry(
            number=change.next_number("entry"),
            meeting=agreeing.number,
            case_ref=None,
            heading="accuracy",
            text=f"The minutes of {british(held.held_on)} (version {version.number}) were "
            "approved as an accurate record.",
        )
        change.save(entry)
        change.about(agreeing.ref)
        return Approved(version_view(held, version), f"E{entry.number}")


def amend(store: Store, meeting: str | None, *, because: str, on: date) -> Reopened:
    """Open an amendment to final minutes: until it is finalised, they can be changed as a draft.

    Raises MeetingNotFound, or Refused for a draft and where an amendment is open.
    """
    with store.change("minutes amend") as change:
        held = _to_amend(store, meeting, on=on)
        change.save(reopened(kept_minutes(store, held), held, because))
        change.save(replace(held, amending=True))
        number = len(store.minutes_versions.listed(held.number))
        return Reopened(held.held_on, number, because)


def to_finalise(store: Store, named: str | None, *, on: date) -> str:
    """The day of the meeting whose minutes are to be final. Raises MeetingNotFound or Refused."""
    return _to_finalise(store, named, on=on).ref


def _to_finalise(store: Store, named: str | None, *, on: date) -> Meeting:
    """The meeting named, else the one under way, else the only one with an amendment open."""
    meeting = named_or_under_way(store, named, today=on)
    amending = [m for m in store.meetings.listed(status=MeetingStatus.HELD) if m.amending]
    if meeting is None and len(amending) == 1:
        return amending[0]
    return meeting or the_meeting(store, None, on=on)


def _to_amend(store: Store, named: str | None, *, on: date) -> Meeting:
    """The meeting named, else the latest whose minutes are final."""
    if named is not None:
        return finding.meeting(store, named, today=on)
    return _latest_final(store) or the_meeting(store, None, on=on)


def _to_approve(store: Store, named: str | None, agreeing: Meeting | None, *, on: date) -> Meeting:
    """The meeting named, else the latest before the one that agrees; never that one itself."""
    if named is not None:
        return finding.meeting(store, named, today=on)
    kept = {minutes.meeting for minutes in store.minutes.listed()}
    until = agreeing.held_on if agreeing else on
    before = [m for m in store.meetings.listed(before=until) if m.number in kept]
    if not before:
        raise Refused(
            f"There are no minutes from before {until.isoformat()} to approve.",
            "Name the meeting they are of: marg minutes approve DATE",
        )
    return before[-1]


def _must_be_later(agreeing: Meeting | None, held: Meeting) -> None:
    if agreeing is not None and agreeing.held_on <= held.held_on:
        raise Refused(
            f"Minutes are approved at a later meeting, and {agreeing.ref} is not after {held.ref}.",
            f"Name the later one: marg minutes approve {held.ref} --meeting DATE",
        )


def _latest_final(store: Store) -> Meeting | None:
    final = {
        minutes.meeting
        for minutes in store.minutes.listed()
        if minutes.status is not MinutesStatus.DRAFT
    }
    found = [meeting for meeting in store.meetings.listed() if meeting.number in final]
    return found[-1] if found else None
