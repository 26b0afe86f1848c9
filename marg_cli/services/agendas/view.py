"""An agenda as lists and programs see it: every slot with its time worked out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agenda import clashes, end_of, first_slot, slot_times, too_late
from marg_cli.domain.calendar import clock
from marg_cli.domain.case import is_repeat, opening
from marg_cli.domain.counting import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.domain.agenda import AgendaItem, Clash
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store


class SlotView(NamedTuple):
    """The fields scripts may rely on.

    `at` is when the slot starts, as "HH:MM", worked out unless `fixed`; `status` is the case's.
    """

    case: str
    kind: str
    at: str | None
    minutes: int
    position: int
    guest: str | None
    lead_agency: str | None
    repeat: bool
    fixed: bool
    status: str
    meeting: date


class AgendaView(NamedTuple):
    """One meeting's agenda in order, what does not fit in it or together, and when it ends."""

    meeting: date
    slots: list[SlotView]
    clashes: list[str]
    ends: str | None
    too_late: list[str]


def agenda_view(store: Store, made: Group, meeting: Meeting) -> AgendaView:
    """Work out a meeting's agenda from what is kept of it."""
    return view_of(store, made, meeting, store.agendas.listed(meeting=meeting.number))


def view_of(store: Store, made: Group, meeting: Meeting, items: Sequence[AgendaItem]) -> AgendaView:
    """Work out an agenda of these slots, whether they are kept or only thought of."""
    first = first_slot(meeting.at, made.number("meeting.opening"))
    times = slot_times(items, first)
    months = made.number("repeat.months")
    slots = [
        _slot(store, item, at, meeting.held_on, months)
        for item, at in zip(items, times, strict=True)
    ]
    ends = max((end_of(slot.at, slot.minutes) for slot in slots if slot.at), default=None)
    said = [clash_said(clash) for clash in clashes(items, first)]
    end = ends_by(made, meeting)
    late = too_late(items, first, end)
    if late and end:
        said.append(_too_late_said(late, end, meeting))
    return AgendaView(meeting.held_on, slots, said, ends, late)


def ends_by(made: Group, meeting: Meeting) -> str | None:
    """When a meeting is to end, by its start and the group's setting; None where one is missing."""
    length = made.number("meeting.length")
    return end_of(meeting.at, length) if meeting.at and length else None


def _slot(store: Store, item: AgendaItem, at: str | None, day: date, months: int) -> SlotView:
    case = store.cases.get(item.case_ref)
    assert case is not None  # noqa: S101 - the register holds no slot without its case
    guest = store.members.get(item.guest) if item.guest else None
    referred = opening(store.cases.referrals(case.ref))
    return SlotView(
        case.ref,
        item.kind.value,
        at,
        item.minutes,
        item.position,
        guest.name if guest else None,
        case.lead_agency,
        is_repeat(referred, months),
        item.at is not None,
        case.status.value,
        day,
    )


def clash_said(clash: Clash) -> str:
    """Say which fixed time comes too early, and until when what is ahead of it lasts."""
    ahead = f"{clash.before} lasts" if clash.before else "the opening lasts"
    return (
        f"{clash.case_ref} is fixed at {clock(clash.at)}, but {ahead} until {clock(clash.until)}."
    )


def _too_late_said(late: list[str], ends: str, meeting: Meeting) -> str:
    """Say which cases do not fit into a meeting, and what can be done."""
    verb = "does" if len(late) == 1 else "do"
    return (
        f"{in_a_sentence(late)} {verb} not fit: the meeting is to end at {clock(ends)}. Give cases "
        f"less time (marg agenda edit CASE --minutes N --meeting {meeting.ref}) or another day."
    )
