"""Risks: to whom, how each agency rates them, what was agreed at first and now, who dissents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from marg_cli.domain.value import Value
from marg_cli.errors import UsageRefused

NOT_AGREED = "none"
"""The word for a risk the group could not agree on."""


class RiskTo(StrEnum):
    """Whom a risk threatens."""

    SELF = "self"
    OTHERS = "others"
    FROM_OTHERS = "from-others"
    UNINTENTIONAL = "unintentional"


class Risk(Value):
    """One risk in a case; `meeting` is the number of the one that raised it."""

    number: int
    case_ref: str
    text: str
    to_whom: RiskTo
    raised_on: date
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The reference people say: R12."""
        return f"R{self.number}"


class RiskRating(Value):
    """How one agency rated a risk; every earlier rating of it stays."""

    number: int
    risk: int
    case_ref: str
    agency: str
    level: str
    rated_on: date
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The risk it is about."""
        return f"R{self.risk}"


class RiskAgreement(Value):
    """What the group agreed of a risk; without a level it could not agree."""

    number: int
    risk: int
    case_ref: str
    level: str | None
    agreed_on: date
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The risk it is about."""
        return f"R{self.risk}"


class RiskDissent(Value):
    """One agency's dissent from what was agreed, in its words."""

    agreement: int
    risk: int
    case_ref: str
    agency: str
    text: str

    @property
    def ref(self) -> str:
        """The risk it is about."""
        return f"R{self.risk}"


class SaidOfRisks(NamedTuple):
    """All that was said of one risk or of several."""

    ratings: Iterable[RiskRating]
    agreements: Iterable[RiskAgreement]
    dissents: Iterable[RiskDissent]


class Weighed(NamedTuple):
    """How one risk stands: each agency's latest rating, the spread, what was agreed, who dissents.

    `spread` is the lowest and the highest rating. `first` is the first agreement that has a
    level, `now` the latest agreement, with a level or without.
    """

    risk: Risk
    ratings: tuple[RiskRating, ...]
    spread: tuple[str, str] | None
    first: RiskAgreement | None
    now: RiskAgreement | None
    dissent: tuple[RiskDissent, ...]

    @property
    def is_settled(self) -> bool:
        """Whether a level was agreed, or why not is noted as somebody's dissent."""
        return self.now is not None and (self.now.level is not None or bool(self.dissent))


class AgreedRisk(NamedTuple):
    """The highest level agreed for a case on the first day one was, and the highest now."""

    first: str
    first_on: date
    now: str | None
    now_on: date | None


def weigh(
    risk: Risk, said: SaidOfRisks, *, levels: Sequence[str], on: date | None = None
) -> Weighed:
    """Work out how a risk stood at the end of *on*, or how it stands now.

    What is said of other risks is passed over.
    """
    ratings, agreements, dissents = said
    latest = {
        rating.agency: rating
        for rating in sorted(ratings, key=lambda each: (each.rated_on, each.number))
        if rating.risk == risk.number and (on is None or rating.rated_on <= on)
    }
    agreed = [
        each
        for each in sorted(agreements, key=lambda each: (each.agreed_on, each.number))
        if each.risk == risk.number and (on is None or each.agreed_on <= on)
    ]
    now = agreed[-1] if agreed else None
    return Weighed(
        risk=risk,
        ratings=tuple(latest[code] for code in sorted(latest)),
        spread=spread([rating.level for rating in latest.values()], levels),
        first=next((each for each in agreed if each.level), None),
        now=now,
        dissent=tuple(d for d in dissents if now and d.agreement == now.number),
    )


def spread(ratings: Sequence[str], levels: Sequence[str]) -> tuple[str, str] | None:
    """The lowest and the highest of some ratings; None where nobody rated."""
    if not ratings:
        return None
    ranked = sorted(ratings, key=lambda level: _rank(level, levels))
    return ranked[0], ranked[-1]


def highest(said: Iterable[str], levels: Sequence[str]) -> str | None:
    """The highest of some levels; None where there is none."""
    return max(said, key=lambda level: _rank(level, levels), default=None)


def agreed_risk(weighed: Sequence[Weighed], levels: Sequence[str]) -> AgreedRisk | None:
    """The agreed risk of a case at first and now; None before any level was agreed."""
    firsts = [each.first for each in weighed if each.first]
    if not firsts:
        return None
    first_on = min(each.agreed_on for each in firsts)
    first = highest([e.level for e in firsts if e.level and e.agreed_on == first_on], levels)
    nows = [each.now for each in weighed if each.now and each.now.level]
    now = highest([each.level for each in nows if each.level], levels)
    now_on = max((each.agreed_on for each in nows), default=None)
    return AgreedRisk(first or "", first_on, now, now_on)


def read_level(text: str, levels: Sequence[str]) -> str:
    """Read a level; its first letters do where they are unique, "very high" is very-high.

    Raises UsageRefused, with the levels there are.
    """
    word = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    exact = [level for level in levels if level == word]
    found = exact or [level for level in levels if word and level.startswith(word)]
    if len(found) != 1:
        raise UsageRefused(
            f"{text.strip() or 'Nothing'} is no level of risk.",
            f"The levels are: {', '.join(levels)}",
        )
    return found[0]


def _rank(level: str, levels: Sequence[str]) -> int:
    """Where a level stands; one the group has given up since counts as the highest."""
    return levels.index(level) if level in levels else len(levels)
