"""What was said of cases at the table, as the document that `marg import` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.plan import FACTORS
from marg_cli.domain.value import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from marg_cli.domain.outcome import Outcome
    from marg_cli.domain.plan import Plan
    from marg_cli.domain.risk import Risk
    from marg_cli.domain.value import Value
    from marg_cli.store.protocol import Store

RENAMED = {
    **dict.fromkeys(("rated_on", "agreed_on", "decided_on", "made_on"), "on"),
    "to_whom": "to",
}
"""Fields whose name in the register says more than a file needs."""


def at_the_table(store: Store) -> Iterator[dict[str, Any]]:
    """All that was said, case by case; a case of which nothing was said is left out."""
    days = {number: held_on for number, held_on, _ in store.meetings.days()}
    table = store.at_the_table
    for ref in store.cases.refs():
        said = {
            "views": [_fields(view, days) for view in table.views.listed(case_ref=ref)],
            "risks": [_risk(store, risk, days) for risk in table.risks.listed(case_ref=ref)],
            "barriers": [_fields(each, days) for each in table.barriers.listed(case_ref=ref)],
            "decisions": [_fields(each, days) for each in table.decisions.listed(case_ref=ref)],
            "plans": [_plan(plan, days) for plan in table.plans.listed(case_ref=ref)],
            "outcomes": [
                _outcome(outcome, days) for outcome in table.outcomes.listed(case_ref=ref)
            ],
            "learnt": [
                _fields(each, days) for each in store.afterwards.learnt.listed(case_ref=ref)
            ],
        }
        if any(said.values()):
            yield {"case": ref, **said}


def _risk(store: Store, risk: Risk, days: Mapping[int, str]) -> dict[str, Any]:
    table = store.at_the_table
    dissents = table.dissents.listed(risk=risk.number)
    agreements = table.agreements.listed(risk=risk.number)
    return {
        **_fields(risk, days),
        "ratings": [
            _without(_fields(rating, days), "number", "risk")
            for rating in table.ratings.listed(risk=risk.number)
        ],
        "agreements": [
            {
                **_without(_fields(agreement, days), "number", "risk"),
                "dissent": [
                    {"agency": dissent.agency, "text": dissent.text}
                    for dissent in dissents
                    if dissent.agreement == agreement.number
                ],
            }
            for agreement in agreements
        ],
    }


def _plan(plan: Plan, days: Mapping[int, str]) -> dict[str, Any]:
    said = _without(_fields(plan, days), "number", *FACTORS, *(f"{key}_text" for key in FACTORS))
    for key, (_, present, text) in zip(FACTORS, plan.factors, strict=True):
        said[key] = None if present is None else {"present": present, "text": text}
    return said


def _outcome(outcome: Outcome, days: Mapping[int, str]) -> dict[str, Any]:
    said = _without(_fields(outcome, days), "number")
    return {"on" if name == "said_on" else name: value for name, value in said.items()}


def _fields(thing: Value, days: Mapping[int, str]) -> dict[str, Any]:
    """A thing's fields by the file's names; a meeting goes by its day, the case stands above."""
    said: dict[str, date | str | int | bool | None] = {
        RENAMED.get(name, name): value for name, value in values(thing).items()
    }
    del said["case_ref"]
    meeting = said["meeting"]
    said["meeting"] = days.get(meeting) if isinstance(meeting, int) else None
    return said


def _without(said: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}
