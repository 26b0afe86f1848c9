"""The group's own settings, read where a use case needs them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import WorkingDays

WORDS = "words."

if TYPE_CHECKING:
    from marg_cli.domain.papers.frame import OwnWord
    from marg_cli.store.protocol import Store


class Group:
    """What the group has set; a key that was never set answers with its default."""

    def __init__(self, made: dict[str, str]) -> None:
        self.made = made

    def text(self, key: str) -> str:
        """The setting as text."""
        from marg_cli.domain.settings import rule_of

        return self.made.get(key) or rule_of(key).default

    def number(self, key: str) -> int:
        """The setting as a whole number."""
        return int(self.text(key))

    def day(self, key: str) -> date | None:
        """The setting as a date, when there is one."""
        return date.fromisoformat(self.text(key)) if self.text(key) else None

    def deadline(self, name: str, meeting_on: date) -> date:
        """The day of one of the group's deadlines around a meeting, such as `checks_back`."""
        return self.working_days.add(meeting_on, self.number(f"deadline.{name}"))

    @property
    def levels(self) -> list[str]:
        """The levels of risk, the lowest first."""
        return self.text("risk.levels").split()

    def word(self, key: str) -> str:
        """The group's own word for a level or a noun, as papers say it; else the plain one."""
        keys = (f"{WORDS}{key.replace('-', between)}" for between in "-_")
        own = (self.made.get(each) for each in keys)
        return next(filter(None, own), key.replace("-", " "))

    @property
    def own_words(self) -> tuple[OwnWord, ...]:
        """The group's own nouns, for those that papers use; levels of risk are said elsewhere."""
        from marg_cli.domain.papers.frame import OwnWord
        from marg_cli.domain.risk import RiskTo

        rated = {*self.levels, *RiskTo}
        said = {
            key.removeprefix(WORDS).replace("_", "-"): own
            for key, own in self.made.items()
            if key.startswith(WORDS) and own
        }
        return tuple(
            OwnWord(noun=noun.replace("-", " "), own=own)
            for noun, own in said.items()
            if noun not in rated and noun.replace("-", " ") not in rated
        )

    @property
    def working_days(self) -> WorkingDays:
        """England's working days without the group's own closed days."""
        closed = self.made.get("calendar.closed", "").split()
        return WorkingDays(frozenset(date.fromisoformat(day) for day in closed))


def group(store: Store) -> Group:
    """The settings of the group this register belongs to."""
    return Group(store.settings.all())
