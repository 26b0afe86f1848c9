"""The shared risk management plan of a case: what holds, what if it does not, who tells whom."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from marg_cli.domain.value import Value

FACTORS = {
    "coordination": "Case co-ordination",
    "sharing": "Shared risk and information management",
    "experts": "Expert Citizens involved",
}
"""What helped in most cases, by the chair's letter: a plan shows each, or says why not."""


class Factor(NamedTuple):
    """One of the three factors: whether the plan has it, and how it does or why it does not."""

    title: str
    present: bool | None
    text: str | None


class Plan(Value):
    """A case's plan as one meeting left it; a later one makes the next version of it.

    Each factor is True or False with its text, or None while nobody has said. `tells` is who
    tells the person what was agreed, `tell_by` the last day in time for it.
    """

    number: int
    case_ref: str
    made_on: date
    meeting: int | None = None
    text: str | None = None
    contingency: str | None = None
    coordination: bool | None = None
    coordination_text: str | None = None
    sharing: bool | None = None
    sharing_text: str | None = None
    experts: bool | None = None
    experts_text: str | None = None
    tells: str | None = None
    tell_by: date | None = None

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The chair's three factors, in their order."""
        return tuple(
            Factor(title, getattr(self, key), getattr(self, f"{key}_text"))
            for key, title in FACTORS.items()
        )


def latest(plans: list[Plan], *, on: date | None = None) -> Plan | None:
    """The plan as it stood at the end of *on*, or as it stands now; None where there is none.

    Of several the one made last counts: each was made from the one before it.
    """
    there = [plan for plan in plans if on is None or plan.made_on <= on]
    return max(there, key=lambda plan: plan.number, default=None)
