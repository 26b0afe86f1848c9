"""Attendance by single keys: which line a key is about, and whom it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.services.live.attending import MARKS

if TYPE_CHECKING:
    from marg_cli.cli.live.desk import Desk
    from marg_cli.services.live.attending import Mark

PRESENT = MARKS["p"]


class RollCall:
    """Where the roll has come to; `asks` is the question that waits for an answer, if one does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.at = 0
        self.asks = ""
        self._agency = ""
        self._how: Mark = PRESENT

    def move(self, by: int) -> None:
        """Go a line up or down."""
        self.at = max(0, min(len(self._desk.there) - 1, self.at + by))

    def press(self, key: str) -> str:
        """Record what a key says of the line, and go on to the next; or ask whom it means."""
        self.at = min(self.at, len(self._desk.there) - 1)
        line, how = self._desk.there[self.at], MARKS[key]
        found = self._desk.whose(line, how)
        if found is not None:
            self._agency, self._how = line.agency, how
            self.asks = f"{line.agency}, who?"
            return f"By number or name: {', '.join(found)}." if found else "Type their name."
        return self._mark(line.agency, line.member if not how.deputy else None, how)

    def another(self) -> str:
        """Ask for an agency that is not in the list."""
        self._agency, self._how = "", PRESENT
        self.asks = "Which agency?"
        return "Its code; it is recorded as present."

    def give_up(self) -> str:
        """Leave the question unanswered."""
        self.asks = ""
        return ""

    def answered(self, text: str) -> str:
        """Record what was answered; nothing at all leaves the question."""
        if not text.strip():
            return self.give_up()
        if not self._agency:
            said = self._mark(text.strip(), None, self._how)
        else:
            said = self._mark(self._agency, text.strip(), self._how)
        self.asks = ""
        return said

    def _mark(self, agency: str, member: str | None, how: Mark) -> str:
        said = self._desk.mark(agency, member, how)
        if how.state and not (how.arrives or how.leaves):
            self.move(1)
        return said
