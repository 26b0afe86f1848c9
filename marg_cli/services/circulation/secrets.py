"""What must not be told to one reader, and what may stand in any copy: in search of leaks."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.circulation import Audience
from marg_cli.domain.leaks import Field, needles_of
from marg_cli.domain.need_to_know import Reader, ReaderKind, Sight
from marg_cli.errors import Refused
from marg_cli.services.group import group
from marg_cli.services.need_to_know import EVERYBODY, need_to_know, reader_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from marg_cli.domain.leaks import Needle
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import NeedToKnow
    from marg_cli.services.circulation.entering import Recipient
    from marg_cli.store.protocol import Store


class Secrets(NamedTuple):
    """What of cases a reader may not be told of, and what they may be."""

    unseen: tuple[Needle, ...]
    shown: tuple[Needle, ...]


class SecretsOf:
    """All that tells of cases, read once, and parted for each reader."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._needles = {case.ref: needles_of(case) for case in store.cases.listed()}
        self._holders: dict[str, set[str]] = {}
        for row in store.actions.listed():
            if row.case_ref:
                self._holders.setdefault(row.case_ref, set()).add(row.agency)

    def kept_from(self, sight: Sight, about: Collection[str] = ()) -> Secrets:
        """Part what a reader may see, or a paper is *about*, from the rest.

        Who holds an action knows its case by the reference; all of one know every reference.
        """
        unseen: list[Needle] = []
        shown: list[Needle] = []
        agency = sight.reader.agency or ""
        for ref, needles in self._needles.items():
            if sight.sees(ref) or ref in about:
                shown += needles
                continue
            is_holders = agency in self._holders.get(ref, ()) and sight.sees_action(ref, agency)
            knows = not sight.reader.is_one or is_holders
            unseen += (n for n in needles if not (knows and n.field is Field.REFERENCE))
        return Secrets(tuple(unseen), tuple(shown))

    def kept_from_recipient(
        self, recipient: Recipient, *, day: date, about: Collection[str] = ()
    ) -> Secrets:
        """What a paper of a *day* must not tell its recipient, who is not the holder."""
        reader = _reader(self._store, recipient, day)
        return self.kept_from(Sight(self._rule, reader), about)

    @cached_property
    def _rule(self) -> NeedToKnow:
        return need_to_know(self._store)


def known_names(store: Store, held: Meeting | None) -> tuple[str, ...]:
    """Names that may stand in any paper: of members, agencies, the group and its place."""
    made = group(store)
    of_meeting = (held.venue, held.chair, held.minute_taker) if held else ()
    return tuple(
        filter(
            None,
            (
                *(member.name for member in store.members.listed()),
                *(agency.name for agency in store.agencies.listed()),
                *(agency.code for agency in store.agencies.listed()),
                *(made.text(f"group.{key}") for key in ("name", "chair", "minute_taker")),
                *(*of_meeting, made.text("meeting.venue")),
            ),
        )
    )


def meeting_on(store: Store, day: date) -> Meeting | None:
    """The meeting of a day, cancelled or not."""
    return next(iter(store.meetings.listed(held_on=day, cancelled=True)), None)


def _reader(store: Store, recipient: Recipient, day: date) -> Reader:
    """Who is to read; a guest who comes to no meeting on that *day* is invited for nothing."""
    held = meeting_on(store, day)
    if held is not None:
        with suppress(Refused):
            return reader_of(store, held, recipient.named)
    if everybody := EVERYBODY.get(recipient.named):
        return everybody
    is_guest = recipient.audience is Audience.GUEST
    kind = ReaderKind.GUEST if is_guest else ReaderKind.AGENCY
    return Reader(kind=kind, agency=recipient.agency, member=recipient.member)
