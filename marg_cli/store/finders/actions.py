"""What every store finds of actions."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from marg_cli.domain.action import Action, ActionNote
from marg_cli.store.rows import ActionRow


class Actions(Protocol):
    """Finds actions."""

    def get(self, number: int) -> Action | None:
        """The action with that number."""

    def beginning_with(self, digits: str) -> list[int]:
        """The first hundred numbers that begin with some digits, which may be none."""

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""

    def overdue(self, on: date) -> list[ActionRow]:
        """Open actions due before *on*, the longest overdue first."""

    def listed(self, **given: Any) -> list[ActionRow]:  # noqa: ANN401 - a condition each
        """Actions that meet every condition given, by due date.

        Conditions: number, case_ref, agency, owner, status, meeting (its number), due_before
        (that day excluded), closed_since (included).
        """

    def notes(self, *, action: int | None = None, case_ref: str | None = None) -> list[ActionNote]:
        """The story of one action, of a case's actions, or of all, oldest first."""

    def open_per_case(self) -> dict[str, int]:
        """How many open actions each case has; cases without one are left out."""

    def open_of_case(self, case_ref: str) -> int:
        """How many open actions one case has."""

    def how_many(self, on: date) -> tuple[int, int]:
        """How many actions are open, and how many of them were due before *on*."""
