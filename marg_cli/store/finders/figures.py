"""What every store counts, and what the group has set."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from marg_cli.store.rows import AttendedRow, ClosedRow, LateRow, OpenedRow


class Figures(Protocol):
    """Counts things, and finds what nobody has in hand."""

    def opened(self, since: date, until: date) -> list[OpenedRow]:
        """How many actions were set in each month that had any, both days included."""

    def closed(self, since: date, until: date) -> list[ClosedRow]:
        """How many actions were closed in each month that had any, both days included."""

    def late(self, on: date) -> list[LateRow]:
        """How many open actions each agency holds, and how many of them were due before *on*.

        Agencies come by code; those without an open action are left out.
        """

    def attended(self, since: date, until: date) -> list[AttendedRow]:
        """What is recorded of agencies at meetings that took place, both days included."""

    def views_asked(self, on: date) -> tuple[int, int]:
        """How many views were asked for and are not there, and how many were due before *on*."""

    def no_next_slot(self, on: date) -> list[str]:
        """The active cases on no agenda from *on*, that day included, without a review to come."""

    def names_of_who_left(self) -> list[tuple[str, str]]:
        """Each member who left beside each name that stands on something of their agency's.

        Whether the two are one name, and the thing is still open, is for the caller to say.
        """

    def requests_waiting(self) -> bool:
        """Whether anybody waits for what is kept of them."""

    def records_decided(self) -> bool:
        """Whether anything was decided of any ended case's record."""

    def astray(self) -> list[tuple[int, str]]:
        """The number of each pack that is known to be astray, and since when (YYYY-MM-DDTHH:MM)."""

    def files_past(self, on: date) -> int:
        """How many rendered files were to be removed before *on*, and are not known to be."""


class Settings(Protocol):
    """Finds what the group has set."""

    def all(self) -> dict[str, str]:
        """Every setting that was made; the defaults stand in the domain."""
