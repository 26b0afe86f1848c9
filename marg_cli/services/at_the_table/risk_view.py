"""Risks as lists, screens and papers see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.risk import SaidOfRisks, Weighed, weigh
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marg_cli.domain.risk import Risk, RiskAgreement
    from marg_cli.services.group import Group
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store


class Rated(NamedTuple):
    """One agency's rating."""

    agency: str
    level: str
    on: date


class Dissented(NamedTuple):
    """One agency's dissent, in its words."""

    agency: str
    text: str


class Agreed(NamedTuple):
    """What was agreed on a day; no level where the group could not agree."""

    on: date
    level: str | None
    dissent: list[Dissented]


class RiskSeen(NamedTuple):
    """One risk as it stands.

    `lowest` and `highest` are the spread of the latest ratings; `agreed` has no level where
    nothing was agreed, and `agreed_on` says whether the group has tried.
    """

    ref: str
    case: str
    text: str
    to: str
    raised_on: date
    meeting: date | None
    ratings: list[Rated]
    lowest: str | None
    highest: str | None
    first_agreed: str | None
    first_agreed_on: date | None
    agreed: str | None
    agreed_on: date | None
    dissent: list[Dissented]


class RiskShown(NamedTuple):
    """One risk with all it went through, oldest first."""

    risk: RiskSeen
    every_rating: list[Rated]
    every_agreement: list[Agreed]
    corrections: list[CorrectionSeen]


def weighed(
    store: Store, made: Group, risks: Iterable[Risk], *, case_ref: str | None = None
) -> list[Weighed]:
    """How risks stand now; of *case_ref* alone, where they are all of one case."""
    table, levels = store.at_the_table, made.levels
    said = SaidOfRisks(
        table.ratings.listed(case_ref=case_ref),
        table.agreements.listed(case_ref=case_ref),
        table.dissents.listed(case_ref=case_ref),
    )
    return [weigh(risk, said, levels=levels) for risk in risks]


def views(store: Store, risks: Sequence[Risk]) -> list[RiskSeen]:
    """Say how risks stand now."""
    from marg_cli.services.at_the_table.belonging import held_on

    refs = {risk.case_ref for risk in risks}
    days = held_on(store)
    one = refs.pop() if len(refs) == 1 else None
    return [seen(each, days) for each in weighed(store, group(store), risks, case_ref=one)]


def shown_of(store: Store, risk: Risk) -> RiskShown:
    """Say all a risk went through."""
    from marg_cli.services.minutes.correction import corrections_of

    table = store.at_the_table
    dissents = table.dissents.listed(risk=risk.number)

    def agreed(agreement: RiskAgreement) -> Agreed:
        from_it = [d for d in dissents if d.agreement == agreement.number]
        said = [Dissented(each.agency, each.text) for each in from_it]
        return Agreed(agreement.agreed_on, agreement.level, said)

    return RiskShown(
        views(store, [risk])[0],
        [Rated(r.agency, r.level, r.rated_on) for r in table.ratings.listed(risk=risk.number)],
        [agreed(each) for each in table.agreements.listed(risk=risk.number)],
        corrections_of(store, risk.ref),
    )


def seen(weighed_risk: Weighed, days: dict[int, date]) -> RiskSeen:
    """Say how one risk stands; *days* are the meetings'."""
    risk, ratings, spread, first, now, dissent = weighed_risk
    lowest, highest = spread or (None, None)
    return RiskSeen(
        risk.ref,
        risk.case_ref,
        risk.text,
        risk.to_whom.value,
        risk.raised_on,
        days.get(risk.meeting or 0),
        [Rated(rating.agency, rating.level, rating.rated_on) for rating in ratings],
        lowest,
        highest,
        first.level if first else None,
        first.agreed_on if first else None,
        now.level if now else None,
        now.agreed_on if now else None,
        [Dissented(each.agency, each.text) for each in dissent],
    )
