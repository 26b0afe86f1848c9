"""What was said of one case at the table, as it stands today, for the screen and for one page."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.person_view import ViewState
from marg_cli.domain.plan import latest
from marg_cli.domain.risk import AgreedRisk, agreed_risk
from marg_cli.services.at_the_table.risk_view import RiskSeen, seen, weighed

if TYPE_CHECKING:
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store


class Said(NamedTuple):
    """What was said last of one thing, and on which day."""

    on: date
    text: str


class Asked(NamedTuple):
    """An agency asked for the person's views, which are not there yet."""

    ref: str
    by: str | None
    until: date | None
    late: bool


class Standing(NamedTuple):
    """A barrier still in the way."""

    ref: str
    text: str
    service: str | None


class ToldBack(NamedTuple):
    """Who told the person what was agreed, and when."""

    on: date
    by: str


class CaseTable(NamedTuple):
    """One case at the table; a thing nobody has said anything of is None or empty.

    `told_back` is of the plan as it stands: who told the person of an earlier one is not there.
    """

    views: Said | None
    views_asked: list[Asked]
    agreed_risk: AgreedRisk | None
    every_risk: list[RiskSeen]
    last_decision: Said | None
    last_outcome: Said | None
    standing_barriers: list[Standing]
    plan: Said | None
    contingency: str | None
    tells: str | None
    tell_by: date | None
    told_back: ToldBack | None


def case_table(store: "Store", made: "Group", ref: str, on: date) -> CaseTable:
    """Gather what was said of one case."""
    kept = store.at_the_table
    weighed_risks = weighed(store, made, kept.risks.listed(case_ref=ref), case_ref=ref)
    plan = latest(kept.plans.listed(case_ref=ref))
    days = {number: date.fromisoformat(held_on) for number, held_on, _ in store.meetings.days()}
    return CaseTable(
        views=_heard(store, ref),
        views_asked=[
            Asked(view.ref, view.agency, view.until, view.is_late(on))
            for view in kept.views.listed(case_ref=ref, state=ViewState.ASKED)
        ],
        agreed_risk=agreed_risk(weighed_risks, made.levels),
        every_risk=[seen(each, days) for each in weighed_risks],
        last_decision=_decided(store, ref),
        last_outcome=_agreed(store, ref),
        standing_barriers=[
            Standing(barrier.ref, barrier.text, barrier.service)
            for barrier in kept.barriers.listed(case_ref=ref)
            if barrier.unblocked_on is None
        ],
        plan=Said(plan.made_on, plan.text) if plan and plan.text else None,
        contingency=plan.contingency if plan else None,
        tells=plan.tells if plan else None,
        tell_by=plan.tell_by if plan else None,
        told_back=_told_back(store, ref, since=plan.made_on) if plan else None,
    )


def later(one: Said | None, other: Said | None) -> Said | None:
    """The later of two; on the same day the second."""
    if one is None or other is None:
        return one or other
    return one if one.on > other.on else other


def _heard(store: "Store", ref: str) -> Said | None:
    heard = [
        (view.said_on, view.number, view.text or f"Not obtained: {view.because}")
        for view in store.at_the_table.views.listed(case_ref=ref)
        if view.said_on and view.state is not ViewState.TOLD
    ]
    if not heard:
        return None
    on, _, text = max(heard)
    return Said(on, text)


def _told_back(store: "Store", ref: str, *, since: date) -> ToldBack | None:
    told = [
        (view.said_on, view.number, view.told_by)
        for view in store.at_the_table.views.listed(case_ref=ref, state=ViewState.TOLD)
        if view.told_by and view.said_on and view.said_on >= since
    ]
    if not told:
        return None
    on, _, by = max(told)
    return ToldBack(on, by)


def _decided(store: "Store", ref: str) -> Said | None:
    decided = store.at_the_table.decisions.listed(case_ref=ref)
    if not decided:
        return None
    last = max(decided, key=lambda each: (each.decided_on, each.number))
    if not last.because:
        return Said(last.decided_on, last.text)
    end = "" if last.text.endswith((".", "!", "?")) else "."
    return Said(last.decided_on, f"{last.text}{end} Because: {last.because}")


def _agreed(store: "Store", ref: str) -> Said | None:
    agreed = store.at_the_table.outcomes.listed(case_ref=ref)
    if not agreed:
        return None
    last = max(agreed, key=lambda each: (each.said_on, each.number))
    return Said(last.said_on, last.sentence)
