"""What every store finds of meetings and their agendas."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from marg_cli.domain.agenda import AgendaItem
from marg_cli.domain.meeting import Attendance, Declaration, Meeting, MeetingStatus


class Meetings(Protocol):
    """Finds meetings."""

    def get(self, number: int) -> Meeting | None:
        """The meeting with that number."""

    def listed(
        self,
        *,
        held_on: date | None = None,
        status: MeetingStatus | None = None,
        since: date | None = None,
        before: date | None = None,
        cancelled: bool = False,
    ) -> list[Meeting]:
        """Meetings that meet every condition given, by date; *since* is included."""

    def days(self) -> list[tuple[int, str, str]]:
        """Every meeting's number, ISO date and status, by date."""

    def attendance(self, meeting: int | None = None) -> list[Attendance]:
        """Who came to one meeting, or to all."""

    def away(self) -> dict[tuple[int | None, str], bool]:
        """Of each meeting's number and agency, whether nobody of that agency was there.

        Those of which nothing is recorded are left out.
        """

    def declared(self, meeting: int | None = None) -> list[Declaration]:
        """What was declared at one meeting, or at all."""

    def asked(self, meeting: int) -> list[tuple[str, str, str]]:
        """Each lateral check on a case that is listed: the case, the agency, and the state kept.

        In the order of the agenda.
        """


class Agendas(Protocol):
    """Finds slots."""

    def listed(
        self, *, meeting: int | None = None, case_ref: str | None = None
    ) -> list[AgendaItem]:
        """Slots of a meeting, of a case, or all, in the order of the meeting."""

    def next_slots(self, day: str) -> dict[str, str]:
        """Each case's next meeting on *day* or after (ISO text)."""
