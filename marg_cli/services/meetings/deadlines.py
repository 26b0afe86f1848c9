"""The deadlines of a meeting as they stand: done, still to come, or late, each with its command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.deadlines import DeadlineState, deadlines, state_of
from marg_cli.domain.meeting import NO_ANSWER, MeetingStatus

if TYPE_CHECKING:
    from marg_cli.domain.deadlines import Deadline
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store


class DeadlineView(NamedTuple):
    """One thing to be done: so many working days from the meeting, so many from today.

    `days_left` is 0 on the day itself; `past` tells a day gone by; `command` is what does it, or
    shows what is to be done.
    """

    what: str
    on: date
    working_days: int
    days_left: int
    past: bool
    state: DeadlineState
    command: str
    meeting: date


class _Facts:
    """What the register tells of a meeting's deadlines, looked up when it is asked for."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self._store = store
        self.meeting = meeting

    @property
    def asked(self) -> list[str]:
        """The state of each lateral check on a listed case."""
        return [state for _, _, state in self._store.meetings.asked(self.meeting.number)]

    def made(self, command: str, audience: str = "") -> bool:
        """Whether a paper of this meeting was made, for an audience where there are several."""
        about = f"{self.meeting.ref} audience={audience}" if audience else self.meeting.ref
        return self._store.audit.was_done(command, about=about, since=date.min)

    @property
    def listed(self) -> bool:
        """Whether its action list was made since the meeting, that day included."""
        held_on = self.meeting.held_on
        return self._store.audit.was_done("action chase", about=self.meeting.ref, since=held_on)

    @property
    def is_final(self) -> bool:
        """Whether its minutes are."""
        return self.meeting.status is MeetingStatus.HELD


class _Step(NamedTuple):
    """What does a thing, and how the register tells that it is done; None: it cannot tell."""

    command: str
    is_done: Callable[[_Facts], bool] | None


STEPS = {
    "referrals": _Step("marg case list --status referred", None),
    "checks_asked": _Step("marg trawl ask --meeting {day}", lambda facts: bool(facts.asked)),
    "checks_back": _Step(
        "marg trawl list --outstanding --meeting {day}",
        lambda facts: bool(facts.asked) and NO_ANSWER not in facts.asked,
    ),
    "agenda": _Step(
        "marg agenda render --meeting {day}",
        lambda facts: facts.made("agenda render", audience="members"),
    ),
    "action_list": _Step(
        "marg action chase --meeting {day}", lambda facts: facts.is_final or facts.listed
    ),
    "draft": _Step(
        "marg minutes render {day}",
        lambda facts: facts.is_final or facts.made("minutes render"),
    ),
    "minutes": _Step("marg minutes finalise {day}", lambda facts: facts.is_final),
    "minutes_latest": _Step("marg minutes finalise {day}", lambda facts: facts.is_final),
}
"""What each deadline of a meeting asks for, by its name."""

NOT_STARTED = "marg minutes start {day}"


def deadline_views(store: Store, made: Group, meeting: Meeting, on: date) -> list[DeadlineView]:
    """The deadlines of a meeting, past ones too, by date; a cancelled one has none."""
    if meeting.status is MeetingStatus.CANCELLED:
        return []
    facts = _Facts(store, meeting)
    return [_view(made, due, facts, on) for due in deadlines_of(made, meeting.held_on)]


def still_to_do(store: Store, made: Group, meeting: Meeting, on: date) -> list[DeadlineView]:
    """The deadlines of a meeting that are late, or still to come and not done, by date.

    Of one that is over and whose minutes nobody began, the first alone: all wait for them.
    """
    open_ones = {DeadlineState.DUE, DeadlineState.LATE}
    found = [due for due in deadline_views(store, made, meeting, on) if due.state in open_ones]
    return found[:1] if _was_missed(meeting, on) else found


def deadlines_ahead(made: Group, meeting: Meeting, on: date) -> list[Deadline]:
    """The deadlines of a meeting that are not past on the day, by date."""
    return [due for due in deadlines_of(made, meeting.held_on) if due.on >= on]


def deadlines_of(made: Group, meeting_on: date) -> tuple[Deadline, ...]:
    """The deadlines of a meeting on a day by the group's settings, by date."""
    numbers = {f"deadline.{name}": made.number(f"deadline.{name}") for name in STEPS}
    return deadlines(meeting_on, made.working_days, numbers)


def _view(made: Group, due: Deadline, facts: _Facts, on: date) -> DeadlineView:
    step, meeting = STEPS[due.name], facts.meeting
    state = state_of(
        due,
        meeting.held_on,
        on=on,
        is_done=None if step.is_done is None else step.is_done(facts),
    )
    waits = _was_missed(meeting, on) and due.working_days > 0
    command = NOT_STARTED if waits else step.command
    return DeadlineView(
        due.what,
        due.on,
        due.working_days,
        made.working_days.between(on, due.on),
        due.on < on,
        state,
        command.format(day=meeting.ref),
        meeting.held_on,
    )


def _was_missed(meeting: Meeting, on: date) -> bool:
    """Whether a meeting's day is over and nobody began its minutes."""
    return meeting.status is MeetingStatus.PLANNED and meeting.held_on < on
