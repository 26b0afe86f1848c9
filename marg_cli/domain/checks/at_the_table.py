"""What the check of minutes looks for in what was said of a case at the table."""

from __future__ import annotations

from collections.abc import Iterator

from marg_cli.domain.checks import wording
from marg_cli.domain.checks.rules import Rule, Spot
from marg_cli.domain.checks.told import CaseTold
from marg_cli.domain.plan import FACTORS


def heard(told: CaseTold) -> bool:
    """Whether the person's views, or why there are none, are new since the meeting before."""
    return any(view.on > told.since for view in told.minutes.at_the_table.views)


def decided(told: CaseTold) -> bool:
    """Whether a decision was kept."""
    return bool(told.minutes.at_the_table.decisions)


def weighed(told: CaseTold) -> bool:
    """Whether a risk was stated."""
    return bool(told.minutes.at_the_table.risks)


def planned(told: CaseTold) -> bool:
    """Whether there is a plan with words of its own."""
    plan = told.minutes.at_the_table.plan
    return plan is not None and plan.text is not None


def told_by_whom(told: CaseTold) -> bool:
    """Whether it is said who tells the person, or that they were told."""
    plan = told.minutes.at_the_table.plan
    return bool(told.minutes.at_the_table.told) or bool(plan and plan.tells)


def blocked(told: CaseTold) -> bool:
    """Whether a barrier was kept."""
    return bool(told.minutes.at_the_table.barriers)


def agreed(told: CaseTold) -> bool:
    """Whether it is kept what is to become of the case."""
    return told.minutes.at_the_table.outcome is not None


def outcomes(told: CaseTold) -> list[str]:
    """What is said of what is to become of the case, in entries and with the outcome itself."""
    outcome = told.minutes.at_the_table.outcome
    because = outcome.because if outcome else None
    return [*told.texts("outcome"), *([f"because {because}"] if because else [])]


SAYS = {
    "views": heard,
    "risks": weighed,
    "decisions": decided,
    "plan": planned,
    "feedback": told_by_whom,
    "barriers": blocked,
    "outcome": agreed,
}
"""Headings under which something may stand that is no entry."""


def says(told: CaseTold, heading: str) -> bool:
    """Whether something stands under a heading: an entry, or what was said at the table."""
    return heading in told.said or (heading in SAYS and SAYS[heading](told))


def _unsettled(told: CaseTold) -> Iterator[Spot]:
    for risk in told.minutes.at_the_table.risks:
        if not risk.settled:
            yield Spot({"risk": risk.ref})


def _unreasoned(told: CaseTold) -> Iterator[Spot]:
    for decision in told.minutes.at_the_table.decisions:
        if not wording.says_something(decision.because):
            yield Spot({"decision": decision.ref})


def _without_contingency(told: CaseTold) -> bool:
    plan = told.minutes.at_the_table.plan
    return planned(told) and plan is not None and plan.contingency is None


def _factors_unsaid(told: CaseTold) -> Iterator[Spot]:
    plan = told.minutes.at_the_table.plan
    if plan is None or not planned(told):
        return
    for key, factor in zip(FACTORS, plan.factors, strict=True):
        if factor.present is None:
            yield Spot({"factor": factor.title, "option": key})


def _no_day_to_tell(told: CaseTold) -> bool:
    plan = told.minutes.at_the_table.plan
    return plan is not None and plan.tells is not None and plan.tell_by is None


RISKS: tuple[Rule[CaseTold], ...] = (
    Rule(
        "risks",
        "{risk} has no agreed level, and no dissent is noted.",
        "marg risk agree {risk} LEVEL{where}",
        _unsettled,
    ),
)
DECISIONS: tuple[Rule[CaseTold], ...] = (
    Rule(
        "decisions",
        "{decision} is a decision without its rationale.",
        'marg decision edit {decision} --because "..."',
        _unreasoned,
    ),
)
PLAN: tuple[Rule[CaseTold], ...] = (
    Rule(
        "plan",
        "The plan has no contingency.",
        'marg case plan {case} --contingency "..."{where}',
        _without_contingency,
    ),
    Rule(
        "plan",
        'The plan neither shows "{factor}" nor says why not (--no-{option}).',
        'marg case plan {case} --{option} "..."{where}',
        _factors_unsaid,
    ),
    Rule(
        "feedback",
        "It is not said by when the person is told.",
        "marg case plan {case} --tell-by WHEN{where}",
        _no_day_to_tell,
    ),
)
