"""Where the group stands today, at one glance."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import LIVE, CaseStatus, opened_by
from marg_cli.domain.meeting import NO_ANSWER, MeetingStatus
from marg_cli.domain.text import folded
from marg_cli.services.group import group
from marg_cli.services.meetings.deadlines import still_to_do
from marg_cli.services.referral.screened import screenings_that_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.screening import Screening
    from marg_cli.services.group import Group
    from marg_cli.services.meetings.deadlines import DeadlineView
    from marg_cli.services.members.left_behind import LeftBehind
    from marg_cli.store.protocol import Store

REVIEWS = {
    "group.tor_review": "terms of reference",
    "group.membership_review": "membership",
    "group.dpia": "data protection impact assessment",
}
RECOVERY_TEST = "key recovery --test"
SOON = timedelta(days=60)
"""How long before it is due a review is listed."""


class Due(NamedTuple):
    """Something that has to be done by a day."""

    what: str
    on: date


class Waiting(NamedTuple):
    """A case that waits for somebody, since when, and how many working days by now."""

    case: str
    what: str
    since: date
    days: int


class Asked(NamedTuple):
    """Somebody who asked for what is kept of them, and by when the answer is due."""

    ref: str
    case: str
    due_on: date


class Astray(NamedTuple):
    """A copy that went to the wrong person: until when the ICO is told, and whole hours left."""

    pack: str
    known_at: datetime
    report_by: datetime
    hours_left: int


class Overview(NamedTuple):
    """What a coordinator wants to know first; `checks_out` is None while nobody was asked.

    `untold` are cases somebody is at immediate risk in, and nobody is said to have been told;
    `no_next_slot` active cases that nothing brings back; `left_behind` what stands in the name of
    somebody who left. `records_due` are ended cases whose records somebody has to decide on or
    destroy; `retention_undecided` says that cases have ended and the group has set no period.
    """

    group: str
    today: date
    next_meeting: date | None
    at: str | None
    venue: str | None
    under_way: list[date]
    deadlines: list[DeadlineView]
    checks_out: int | None
    checks_due: date | None
    cases: dict[str, int]
    open_actions: int
    overdue_actions: int
    views_asked: int
    views_late: int
    reviews: list[Due]
    isa_reviews: list[Due]
    last_backup: date | None
    backup_due: bool
    recovery_tested: date | None
    amending: list[date]
    waiting: list[Waiting]
    untold: list[str]
    no_next_slot: list[str]
    left_behind: list[LeftBehind]
    requests: list[Asked]
    records_due: list[str]
    retention_undecided: bool
    astray: list[Astray]
    files_past: int


def overview(
    store: Store, *, on: date, now: datetime | None = None, room: bool = False
) -> Overview:
    """Say where the group stands on a day, and what is to be done by when, or late.

    *now* is the moment by which the hours of a copy gone astray are counted. For the *room*, what
    somebody wrote and how the register itself is kept are left out too, and every case that not
    everybody present may see.
    """
    with store.read("status --room" if room else "status"):
        made = group(store)
        meetings = store.meetings.listed()
        under_way = [m.held_on for m in meetings if m.status is MeetingStatus.UNDER_WAY]
        ahead = next(
            (m for m in meetings if m.status is MeetingStatus.PLANNED and m.held_on >= on), None
        )
        asked = store.meetings.asked(ahead.number) if ahead else []
        screenings = screenings_that_count(store)
        is_open, overdue = store.actions.how_many(on)
        views_asked, views_late = store.figures.views_asked(on)
        deadlines = [
            due
            for meeting in _with_deadlines(meetings, ahead, on)
            for due in still_to_do(store, made, meeting, on)
        ]
        last_backup = None if room else store.audit.last_backup()
        waiting = _waiting(store, made, screenings, on)
        may_see = _for_everybody(store, on) if room else _any_case
        return Overview(
            group=made.text("group.name"),
            today=on,
            next_meeting=ahead.held_on if ahead else None,
            at=ahead.at if ahead else None,
            venue=ahead.venue if ahead and not room else None,
            under_way=under_way,
            deadlines=sorted(deadlines, key=attrgetter("on")),
            checks_out=sum(state == NO_ANSWER for _, _, state in asked) if asked else None,
            checks_due=made.deadline("checks_back", ahead.held_on) if ahead and asked else None,
            cases=_cases(store),
            open_actions=is_open,
            overdue_actions=overdue,
            views_asked=views_asked,
            views_late=views_late,
            reviews=[] if room else _reviews(made, on),
            isa_reviews=[] if room else _agreements(store, on),
            last_backup=last_backup,
            backup_due=not room and _backup_due(made, last_backup, on),
            recovery_tested=None if room else store.audit.last_day(RECOVERY_TEST),
            amending=[m.held_on for m in meetings if m.amending],
            waiting=[each for each in waiting if may_see(each.case)],
            untold=[ref for ref in _untold(store, screenings) if may_see(ref)],
            no_next_slot=[ref for ref in store.figures.no_next_slot(on) if may_see(ref)],
            left_behind=[] if room else _left_behind(store),
            requests=[] if room else _requests(store),
            records_due=[] if room else _records_due(store, made, on),
            retention_undecided=not room and _retention_undecided(store, made),
            astray=[] if room or now is None else _astray(store, now),
            files_past=0 if room else store.figures.files_past(on),
        )


def _requests(store: Store) -> list[Asked]:
    """Who waits for what is kept of them."""
    if not store.figures.requests_waiting():
        return []
    found = (each for each in store.data_protection.requests.listed() if each.is_open)
    return [Asked(each.ref, each.case_ref, each.due_on) for each in found]


def _records_due(store: Store, made: Group, on: date) -> list[str]:
    if not _periods(made) and not store.figures.records_decided():
        return []
    from marg_cli.services.data_protection.retention import to_decide

    return to_decide(store, on=on)


def _retention_undecided(store: Store, made: Group) -> bool:
    has_ended = any(status not in LIVE for status in store.cases.per_status())
    return has_ended and not _periods(made)


def _periods(made: Group) -> list[str]:
    """The periods the group has set."""
    return [key for key in made.made if key.startswith("retention.")]


def _astray(store: Store, now: datetime) -> list[Astray]:
    """Copies known to be astray, the earliest first."""
    found = [(f"P{pack}", datetime.fromisoformat(known)) for pack, known in store.figures.astray()]
    if not found:
        return []
    from marg_cli.domain.breach_clock import hours_left, report_by

    return [Astray(ref, at, report_by(at), hours_left(at, now)) for ref, at in found]


def _any_case(_ref: str) -> bool:
    return True


def _for_everybody(store: Store, on: date) -> Callable[[str], bool]:
    """Whether everybody in the room may see a case."""
    from marg_cli.services.meetings.in_the_room import InTheRoom

    return InTheRoom(store, on=on).may_see


WAITS = {
    CaseStatus.REFERRED: "to be screened",
    CaseStatus.SCREENED: "to be decided",
    CaseStatus.DEFERRED: "to be taken up again",
}
"""What a case waits for, by how it stands; a deferred one from the day it was put off to."""


def _waiting(
    store: Store, made: Group, screenings: dict[str, Screening], on: date
) -> list[Waiting]:
    """The cases that wait for a screening or a decision, the longest first."""
    cases = [case for status in WAITS for case in store.cases.listed(status=status)]
    found = []
    for case in cases:
        since = case.deferred_until or _last_step(store, case.ref, screenings)
        if since is not None and since <= on:
            days = made.working_days.between(since, on)
            found.append(Waiting(case.ref, WAITS[case.status], since, days))
    return sorted(found, key=lambda waiting: (waiting.since, waiting.case))


def _last_step(store: Store, ref: str, screenings: dict[str, Screening]) -> date | None:
    """When a case was screened, else when it was referred last."""
    if ref in screenings:
        return screenings[ref].screened_on
    referral = opened_by(store.cases.referrals(ref))
    return referral.referred_on if referral else None


def _untold(store: Store, screenings: dict[str, Screening]) -> list[str]:
    found = (ref for ref, screening in sorted(screenings.items()) if screening.is_untold)
    cases = ((ref, store.cases.get(ref)) for ref in found)
    return [ref for ref, case in cases if case is not None and case.status in LIVE]


def _left_behind(store: Store) -> list[LeftBehind]:
    """What nobody took over; that anything may be is told by the names alone, which is quick."""
    names = store.figures.names_of_who_left()
    if not any(folded(left) == folded(named) for left, named in names):
        return []
    from marg_cli.services.members.left_behind import left_behind

    return left_behind(store)


def _with_deadlines(meetings: list[Meeting], ahead: Meeting | None, on: date) -> list[Meeting]:
    """The next meeting, those under way, and the last one where nobody began its minutes."""
    begun = [m for m in meetings if m.status is MeetingStatus.UNDER_WAY]
    over = [m for m in meetings if m.held_on < on]
    missed = [m for m in over[-1:] if m.status is MeetingStatus.PLANNED]
    return [*missed, *begun, *([ahead] if ahead else [])]


def _cases(store: Store) -> dict[str, int]:
    """How many cases stand where, in the order of a case's life."""
    found = store.cases.per_status()
    return {status.value: found[status] for status in CaseStatus if status in found}


def _backup_due(made: Group, last: date | None, on: date) -> bool:
    return last is None or (on - last).days > made.number("backup.days")


def _reviews(made: Group, on: date) -> list[Due]:
    dated = ((what, made.day(key)) for key, what in REVIEWS.items())
    return [Due(what, day) for what, day in dated if day is not None and day <= on + SOON]


def _agreements(store: Store, on: date) -> list[Due]:
    at_work = [agency for agency in store.agencies.listed() if agency.retired_on is None]
    dated = ((agency.code, agency.isa_review_on) for agency in at_work)
    found = [Due(code, day) for code, day in dated if day is not None and day <= on + SOON]
    return sorted(found, key=lambda due: due.on)
