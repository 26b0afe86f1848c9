"""The agenda: which cases a meeting takes, in which order and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agenda import AgendaItem, AgendaKind, moved, numbered, placed
from marg_cli.domain.clock_times import read_clock
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.agendas import listing
from marg_cli.services.agendas.guests_told import Told
from marg_cli.services.agendas.view import AgendaView, SlotView, agenda_view
from marg_cli.services.at_the_table.discussion import anything_said
from marg_cli.services.editing import must_change
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Change, Store


WHERE_TO = "Say where to: --before CASE, --after CASE or --to N."


class NotOnAgenda(NotFound):
    """The case has no slot at that meeting."""


class Changed(NamedTuple):
    """The agenda after a change, the slot it was about, and what a person should know."""

    agenda: AgendaView
    slot: SlotView
    remarks: list[str]


def listed(store: Store, *, meeting: str | None, on: date) -> AgendaView:
    """Show a meeting's agenda; without a name the next meeting's."""
    with store.read("agenda list") as reading:
        held = finding.meeting(store, meeting or "next", today=on)
        view = agenda_view(store, group(store), held)
        reading.note(f"{held.ref} ({len(view.slots)})")
    return view


def add(
    store: Store,
    case: str,
    *,
    meeting: str | None,
    kind: AgendaKind | None,
    at: str | None,
    minutes: int | None,
    guest: str | None,
    on: date,
) -> Changed:
    """Put a case on an agenda, after the others and before closures.

    Raises CaseNotFound, MeetingNotFound, MemberNotFound or TimeNotUnderstood; Refused for a case
    that has ended or is on it already.
    """
    with store.change("agenda add") as change:
        held = _open_meeting(store, meeting, on)
        found = finding.case(store, case)
        items = store.agendas.listed(meeting=held.number)
        listing.must_be_live(found)
        listing.must_not_be_on(items, found, held)
        item = AgendaItem(
            meeting=held.number,
            case_ref=found.ref,
            kind=kind or listing.kind_at(store, found, held),
            position=len(items) + 1,
            at=read_clock(at) if at else None,
            minutes=minutes or group(store).number("meeting.slot"),
            guest=_guest(store, guest, held, found.ref, items),
        )
        told = Told(store, held, items)
        _save(change, held, items, placed(items, item))
        return _changed(store, held, item, [*listing.remarks(store, found, held), *told.since()])


def move(
    store: Store,
    case: str,
    *,
    meeting: str | None,
    before: str | None = None,
    after: str | None = None,
    to: str | None = None,
    at: str | None = None,
    on: date,
) -> Changed:
    """Take a case earlier or later: before or after another, or to a position from 1 on.

    A time given with it is the slot's own from now on; an empty one lets it be worked out.
    Raises UsageRefused unless exactly one place is given that the agenda has.
    """
    if sum(where is not None for where in (before, after, to)) != 1:
        raise UsageRefused("A case moves to one place.", WHERE_TO)
    with store.change("agenda move") as change:
        held = _open_meeting(store, meeting, on)
        items = store.agendas.listed(meeting=held.number)
        item = _item(store, items, case, held)
        beside = before if before is not None else after
        if beside is None:
            position = _position(to, items, held)
        else:
            other = _item(store, items, beside, held)
            position = _beside(items, item, other, behind=before is None)
        item = replace(item, at=_time(at, item.at))
        told = Told(store, held, items)
        _save(change, held, items, moved(items, item, position))
        return _changed(store, held, item, told.since())


def edit(
    store: Store,
    case: str,
    *,
    meeting: str | None,
    kind: AgendaKind | None = None,
    at: str | None = None,
    minutes: int | None = None,
    guest: str | None = None,
    on: date,
) -> Changed:
    """Change what is given of a slot; an empty time or guest clears it.

    A case that becomes a closure, or is none any more, moves to where it belongs then.
    """
    must_change(kind, at, minutes, guest, options="--kind, --at, --minutes, --guest")
    with store.change("agenda edit") as change:
        held = _open_meeting(store, meeting, on)
        items = store.agendas.listed(meeting=held.number)
        before = _item(store, items, case, held)
        others = [other for other in items if other is not before]
        item = replace(
            before,
            kind=kind or before.kind,
            at=_time(at, before.at),
            minutes=minutes or before.minutes,
            guest=before.guest
            if guest is None
            else _guest(store, guest, held, before.case_ref, others),
        )
        told = Told(store, held, items)
        stays = (item.kind is AgendaKind.CLOSURE) is (before.kind is AgendaKind.CLOSURE)
        _save(
            change,
            held,
            items,
            moved(items, item, item.position) if stays else placed(others, item),
        )
        return _changed(store, held, item, told.since())


def remove(store: Store, case: str, *, meeting: str | None, on: date) -> Changed:
    """Take a case off an agenda. Raises Refused once the minutes record something on it."""
    with store.change("agenda remove") as change:
        held = _open_meeting(store, meeting, on)
        items = store.agendas.listed(meeting=held.number)
        item = _item(store, items, case, held)
        entries = store.minutes.entries(meeting=held.number, case_ref=item.case_ref)
        if entries or anything_said(store, meeting=held.number, case_ref=item.case_ref):
            raise Refused(
                f"The minutes of {held.ref} record something on {item.case_ref}.",
                f"See it with: marg minutes show {held.ref}",
            )
        was = _changed(store, held, item)
        told = Told(store, held, items)
        change.remove(item)
        _save(change, held, items, numbered(other for other in items if other is not item))
        return was._replace(agenda=agenda_view(store, group(store), held), remarks=told.since())


def _open_meeting(store: Store, named: str | None, on: date) -> Meeting:
    held = finding.meeting(store, named or "next", today=on)
    held.must_be_open()
    return held


def _item(store: Store, items: Iterable[AgendaItem], text: str, meeting: Meeting) -> AgendaItem:
    ref = finding.case(store, text).ref
    found = next((item for item in items if item.case_ref == ref), None)
    if found is None:
        raise NotOnAgenda(
            f"{ref} is not on the agenda of {meeting.ref}.",
            f"Put it on with: marg agenda add {ref} --meeting {meeting.ref}",
        )
    return found


def _position(text: str | None, items: Sequence[AgendaItem], meeting: Meeting) -> int:
    if text is None or not text.isdecimal() or not 1 <= int(text) <= len(items):
        raise UsageRefused(
            f"The agenda of {meeting.ref} has the positions 1 to {len(items)}.", WHERE_TO
        )
    return int(text)


def _beside(
    items: Sequence[AgendaItem], item: AgendaItem, other: AgendaItem, *, behind: bool
) -> int:
    order = [each for each in items if each is not item or each is other]
    return order.index(other) + (2 if behind and other is not item else 1)


def _time(text: str | None, was: str | None) -> str | None:
    if text is None:
        return was
    return read_clock(text) if text else None


def _guest(
    store: Store, text: str | None, meeting: Meeting, ref: str, others: Iterable[AgendaItem]
) -> int | None:
    if not text:
        return None
    return listing.invited(store, text, meeting=meeting, case_ref=ref, others=others)


def _save(
    change: Change, meeting: Meeting, before: Iterable[AgendaItem], after: Iterable[AgendaItem]
) -> None:
    was = set(before)
    change.save(*(item for item in after if item not in was))
    change.about(meeting.ref)


def _changed(
    store: Store, meeting: Meeting, item: AgendaItem, remarks: Iterable[str] = ()
) -> Changed:
    view = agenda_view(store, group(store), meeting)
    slot = next(slot for slot in view.slots if slot.case == item.case_ref)
    return Changed(view, slot, [*remarks, *view.clashes])
