"""Planning meetings ahead, by the group's rule (ToR 8.1: usually monthly)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.meeting import Meeting, MeetingStatus
from marg_cli.domain.meeting_rule import HolidayPolicy, MeetingRule, planned
from marg_cli.errors import UsageRefused
from marg_cli.services.group import group
from marg_cli.services.meetings.day import day_off
from marg_cli.services.meetings.view import MeetingView

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from marg_cli.domain.calendar import WorkingDays
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

NEAR = 4
"""So many days from another meeting, a planned one may be the same in another place."""


class NoRule(UsageRefused):
    """The group has not set when it meets."""

    hint = 'Set it, for example: marg config set meeting.rule "second Tuesday"'


class Decision(StrEnum):
    """What becomes of a meeting that would fall on a holiday."""

    KEEP = "keep"
    MOVE = "move"
    SKIP = "skip"


class Holiday(NamedTuple):
    """A day of the rule on which nobody works, why, and the working day after it."""

    day: date
    why: str
    next_working: date


class Plan(NamedTuple):
    """Meetings that may be planned, and what a person should know of the days left out."""

    meetings: list[MeetingView]
    remarks: list[str]


def propose(
    store: Store,
    *,
    count: int,
    on: date,
    holiday: Decision | None,
    decide: Callable[[Holiday], Decision],
) -> Plan:
    """Find the next days of the group's rule, from *on*, that have no meeting; change nothing.

    A day whose meeting was cancelled stays without one. Where the group's setting is to ask
    about a holiday and *holiday* does not say, *decide* is asked. Raises NoRule.
    """
    with store.read("meeting plan") as reading:
        made = group(store)
        kept = store.meetings.listed(since=on, cancelled=True)
        reading.note(f"({count})")
    if not made.text("meeting.rule"):
        raise NoRule("The group has no rule for when it meets.")
    policy = HolidayPolicy.ASK if holiday else HolidayPolicy(made.text("meeting.holiday"))
    rule = MeetingRule.parse(made.text("meeting.rule"))
    by_rule = planned(rule.days_after(on, include_day=True), policy, made.working_days)
    taken = {m.held_on for m in kept}
    off = taken - {m.held_on for m in kept if m.status is not MeetingStatus.CANCELLED}
    days: list[date] = []
    remarks: list[str] = []
    while len(days) < count and (found := next(by_rule, None)):
        day: date | None = found.day
        if found.holiday and day not in taken:
            day = _settled(found.day, made.working_days, taken, holiday, decide)
        if day is not None and day not in taken:
            days.append(day)
            taken.add(day)
            remarks += _close(day, kept)
        elif day in off:
            remarks.append(f"{short(day)} is left out: its meeting was cancelled.")
    return Plan([_draft(made, day) for day in days], remarks)


def plan(store: Store, meetings: list[MeetingView]) -> None:
    """Plan the meetings that were proposed."""
    with store.change("meeting plan") as change:
        for meeting in meetings:
            change.save(
                Meeting(
                    number=change.next_number("meeting"),
                    held_on=meeting.date,
                    at=meeting.at,
                    venue=meeting.venue,
                    chair=meeting.chair,
                    minute_taker=meeting.minute_taker,
                )
            )


def _settled(
    day: date,
    working: WorkingDays,
    taken: Container[date],
    settled: Decision | None,
    decide: Callable[[Holiday], Decision],
) -> date | None:
    """Say what becomes of a holiday; nothing when its meeting stands on the day after already."""
    moved = working.next_working(day)
    if moved in taken:
        return None
    decision = settled or decide(Holiday(day, day_off(working, day), moved))
    return {Decision.KEEP: day, Decision.MOVE: moved, Decision.SKIP: None}[decision]


def _close(day: date, kept: list[Meeting]) -> list[str]:
    """Say that a planned day may be another meeting's old one."""
    near = [m for m in kept if abs((m.held_on - day).days) <= NEAR]
    return [
        f"{short(day)} is close to the meeting on {short(m.held_on)}: is it the same one?"
        for m in near
        if m.status is not MeetingStatus.CANCELLED
    ]


def _draft(made: Group, day: date) -> MeetingView:
    def text(key: str) -> str | None:
        return made.text(key) or None

    return MeetingView(
        day,
        text("meeting.at"),
        text("meeting.venue"),
        MeetingStatus.PLANNED.value,
        [],
        [],
        text("group.chair"),
        text("group.minute_taker"),
    )
