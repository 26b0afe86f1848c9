"""Which cases have to come to a meeting, and why: so that an agenda builds itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from marg_cli.domain.agenda import AgendaItem, AgendaKind, clashes, numbered
from marg_cli.domain.calendar import british
from marg_cli.domain.case import TAKEN_ON, Case, CaseStatus
from marg_cli.domain.counting import counted
from marg_cli.domain.outcome import Outcome, OutcomeKind


class Standing(NamedTuple):
    """What is known of a case ahead of a meeting.

    *outcome* is the one that holds since its latest referral; *due* counts its open actions due
    by the meeting, that day included; *listed* says that another meeting to come has it already.
    """

    case: Case
    outcome: Outcome | None
    due: int
    listed: bool = False


def _agreed(kind: OutcomeKind, at: Standing) -> bool:
    return at.case.status in TAKEN_ON and at.outcome is not None and at.outcome.kind is kind


BRINGS_BACK = {OutcomeKind.CONTINUE, OutcomeKind.REVIEW, OutcomeKind.CLOSE}
"""What brings a case back by itself; one that steps down stays until it is closed."""


def _closing(at: Standing, _: date) -> str | None:
    return "proposed for closure" if _agreed(OutcomeKind.CLOSE, at) else None


def _review(at: Standing, on: date) -> str | None:
    day = at.outcome.review_on if _agreed(OutcomeKind.REVIEW, at) and at.outcome else None
    return f"review due on {british(day)}" if day is not None and day <= on else None


def _continued(at: Standing, _: date) -> str | None:
    return "to be continued" if _agreed(OutcomeKind.CONTINUE, at) else None


def _actions(at: Standing, _: date) -> str | None:
    return f"{counted(at.due, 'action')} due by then" if at.due else None


def _deferred(at: Standing, on: date) -> str | None:
    until = at.case.deferred_until
    waited = at.case.status is CaseStatus.DEFERRED and until is not None and until <= on
    return f"deferred until {british(until)}" if waited and until else None


def _never(at: Standing, _: date) -> str | None:
    return "accepted, not discussed yet" if at.case.status is CaseStatus.ACCEPTED else None


def _unplaced(at: Standing, _: date) -> str | None:
    """Nothing that was agreed brings the case back, so that it would be forgotten."""
    agreed = at.outcome is not None and at.outcome.kind in BRINGS_BACK
    forgotten = at.case.status is CaseStatus.ACTIVE and not agreed and not at.due and not at.listed
    return "nothing says when it comes back" if forgotten else None


REASONS: tuple[Callable[[Standing, date], str | None], ...] = (
    _closing,
    _review,
    _continued,
    _deferred,
    _never,
    _actions,
    _unplaced,
)
"""Why a case has to come to the meeting on a day; every one that holds is said."""

ORDER = (AgendaKind.REVIEW, AgendaKind.NEW, AgendaKind.REPEAT, AgendaKind.CLOSURE)
"""How a built agenda is ordered: reviews, new referrals, repeats, proposals for closure."""


def reasons(at: Standing, *, on: date) -> list[str]:
    """Say why a case has to come to the meeting *on* a day; empty when it has not."""
    said = (reason(at, on) for reason in REASONS)
    return [reason for reason in said if reason is not None]


def fitted(items: Sequence[AgendaItem], item: AgendaItem, first: str | None) -> list[AgendaItem]:
    """Put a slot in by its kind, behind those of its kind and before those that come later.

    Slots fixed at a time, a guest's above all, keep it: a slot that would run into one goes
    behind it. *first* is when the first slot starts.
    """
    place = len(items)
    while place and ORDER.index(items[place - 1].kind) > ORDER.index(item.kind):
        place -= 1
    tries = [_with(items, item, at) for at in range(place, len(items) + 1)]
    clashing = len(clashes(items, first))
    return next((made for made in tries if len(clashes(made, first)) <= clashing), tries[0])


def _with(items: Sequence[AgendaItem], item: AgendaItem, place: int) -> list[AgendaItem]:
    return numbered([*items[:place], item, *items[place:]])


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Sort slots that are to be put in: by kind, then by reference."""
    return sorted(items, key=lambda item: (ORDER.index(item.kind), item.case_ref))
