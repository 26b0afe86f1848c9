"""What every store finds of minutes: what was recorded, and the final versions of it."""

from __future__ import annotations

from typing import Protocol

from marg_cli.domain.minutes import Entry, Minutes
from marg_cli.domain.minutes_life import MinutesBlock, MinutesVersion


class MinutesKept(Protocol):
    """Finds minutes and what they record."""

    def get(self, meeting: int) -> Minutes | None:
        """The minutes of that meeting, when they were started."""

    def listed(self) -> list[Minutes]:
        """Every set of minutes."""

    def entry(self, number: int) -> Entry | None:
        """The entry with that number."""

    def entries(
        self,
        *,
        meeting: int | None = None,
        case_ref: str | None = None,
        heading: str | None = None,
    ) -> list[Entry]:
        """What was recorded, in the order it was, under every condition given."""


class MinutesVersions(Protocol):
    """Finds final versions of minutes, and how far a draft has come."""

    def listed(self, meeting: int | None = None) -> list[MinutesVersion]:
        """The versions of one meeting's minutes, or of all, first ones first."""

    def blocks(self, meeting: int | None = None, version: int | None = None) -> list[MinutesBlock]:
        """The pieces of what one version says, or of what all say, in their order."""

    def draft_number(self, meeting_ref: str) -> int:
        """The number of a draft as it stands: one more for each that left and was changed since.

        An amendment's drafts are numbered anew.
        """

    def left_since(self, meeting_ref: str, since: int) -> bool:
        """Whether a meeting's minutes were rendered after the audit's row *since*."""
