"""When papers that agencies fill in are to be back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.papers.returning import ReturnBy

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.group import Group


def return_by(made: Group, meeting: Meeting, deadline: str, on: date) -> ReturnBy:
    """Work out one of the group's deadlines before a meeting, as it stands on a day.

    *deadline* is its name, such as agenda; its day still counts.
    """
    day = made.deadline(deadline, meeting.held_on)
    return ReturnBy(on=day, past=day < on, meeting_on=meeting.held_on, meeting_at=meeting.at)
