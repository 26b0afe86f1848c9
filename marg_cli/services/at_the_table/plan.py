"""The shared plan of a case: worked out over meetings, each leaving a version of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.plan import FACTORS, Plan, latest
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, UsageRefused
from marg_cli.services import finding
from marg_cli.services.actions.due import due_day
from marg_cli.services.at_the_table.belonging import Place, held_on, must_be_open, said_at
from marg_cli.services.editing import must_change

if TYPE_CHECKING:
    from marg_cli.store.protocol import Change, Store

OPTIONS = "TEXT, --contingency, --coordination, --sharing, --experts, --tells, --tell-by"


class FactorSeen(NamedTuple):
    """One of the chair's three factors: present or not, and how or why not."""

    present: bool | None
    text: str | None


class PlanSeen(NamedTuple):
    """A case's plan as it stands; `on` is the day of its latest version."""

    case: str
    text: str | None
    contingency: str | None
    coordination: FactorSeen
    sharing: FactorSeen
    experts: FactorSeen
    tells: str | None
    tell_by: date | None
    on: date
    meeting: date | None


class Changed(NamedTuple):
    """A plan just changed, what it still lacks, and what a person might not have expected."""

    plan: PlanSeen
    lacks: list[str]
    remarks: list[str]


def work_out(
    store: Store,
    case: str,
    *,
    fields: dict[str, str],
    present: dict[str, str],
    absent: dict[str, str],
    meeting: str | None,
    on: date,
) -> Changed:
    """Change the plan of a case: its *fields* by name, and factors *present* or *absent* with why.

    At another meeting than before it becomes the next version; an empty text clears. Raises
    CaseNotFound, DateNotUnderstood, or UsageRefused for a factor both present and absent.
    """
    must_change(fields or None, present or None, absent or None, options=OPTIONS)
    with store.change("case plan") as change:
        found = finding.case(store, case)
        place = said_at(store, meeting, on=on)
        given = _factors(present, absent)
        for name, text in fields.items():
            given[name] = text or None
        if given.get("tell_by"):
            given["tell_by"] = due_day(store, fields["tell_by"], meeting=place.meeting, today=on)
        plan = replace(_version(store, change, found.ref, place), **given)
        change.save(plan)
        return Changed(seen(plan, held_on(store)), lacks(plan), place.heard(store, change, found))


def take_back(store: Store, case: str) -> Changed | None:
    """Take out the latest version of a plan; answer the one before, if there is one.

    Raises NotFound where there is no plan, and Refused once the minutes that hold it are final.
    """
    with store.change("case plan --remove") as change:
        found = finding.case(store, case)
        plans = store.at_the_table.plans.listed(case_ref=found.ref)
        plan = latest(plans)
        if plan is None:
            raise NotFound(
                f"{found.ref} has no plan.", f"Make one with: marg case plan {found.ref} TEXT"
            )
        must_be_open(store, plan.meeting)
        change.remove(plan)
        before = latest([each for each in plans if each is not plan])
        return Changed(seen(before, held_on(store)), lacks(before), []) if before else None


def told_by_another(store: Store, change: Change, case_ref: str, name: str, *, on: date) -> None:
    """Let somebody else tell the person, in a version of the plan made today, at no meeting."""
    change.save(replace(_version(store, change, case_ref, Place(None, on)), tells=name))


def current(store: Store, case: str) -> PlanSeen | None:
    """The plan of a case as it stands, about to be worked on. Raises CaseNotFound."""
    with store.read("case plan") as reading:
        found = finding.case(store, case)
        reading.about(found.ref)
        plan = latest(store.at_the_table.plans.listed(case_ref=found.ref))
        return seen(plan, held_on(store)) if plan else None


def lacks(plan: Plan) -> list[str]:
    """What a whole plan has and this one does not say."""
    said = {
        "the plan itself": plan.text,
        "a contingency": plan.contingency,
        **{title: present for title, present, _ in plan.factors},
        "who tells the person": plan.tells,
        "by when they are told": plan.tell_by,
    }
    return [what for what, value in said.items() if value is None]


def seen(plan: Plan, days: dict[int, date]) -> PlanSeen:
    """Say what a plan is; *days* are the meetings'."""
    return PlanSeen(
        plan.case_ref,
        plan.text,
        plan.contingency,
        FactorSeen(plan.coordination, plan.coordination_text),
        FactorSeen(plan.sharing, plan.sharing_text),
        FactorSeen(plan.experts, plan.experts_text),
        plan.tells,
        plan.tell_by,
        plan.made_on,
        days.get(plan.meeting or 0),
    )


def _factors(present: dict[str, str], absent: dict[str, str]) -> dict[str, Any]:
    both = present.keys() & absent.keys()
    if both:
        raise UsageRefused(
            f'"{FACTORS[both.pop()]}" is said to be there and not to be.', "Say only one of them."
        )
    said = [(key, text, True) for key, text in present.items()]
    said += [(key, text, False) for key, text in absent.items()]
    given: dict[str, Any] = {}
    for key, text, there in said:
        given[key] = there if text else None
        given[f"{key}_text"] = text or None
    return given


def _version(store: Store, change: Change, case_ref: str, place: Place) -> Plan:
    """The version to change: the latest, where it was made at this very place; else the next."""
    before = latest(store.at_the_table.plans.listed(case_ref=case_ref))
    if before is not None and (before.meeting, before.made_on) == (place.number, place.on):
        return before
    number = change.next_number("plan")
    if before is None:
        return Plan(number=number, case_ref=case_ref, made_on=place.on, meeting=place.number)
    return replace(before, number=number, made_on=place.on, meeting=place.number)
