"""Risks: stated whole or piece by piece, rated by each agency, agreed or dissented from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.refs import RISK
from marg_cli.domain.risk import (
    NOT_AGREED,
    Risk,
    RiskAgreement,
    RiskDissent,
    RiskRating,
    RiskTo,
    read_level,
)
from marg_cli.errors import NotFound, UsageRefused
from marg_cli.services import finding
from marg_cli.services.at_the_table.belonging import (
    Place,
    case_named,
    must_be_open,
    note_list,
    said_at,
)
from marg_cli.services.at_the_table.risk_view import RiskSeen, RiskShown, shown_of, views
from marg_cli.services.editing import edited, must_change
from marg_cli.services.finding import find
from marg_cli.services.group import group
from marg_cli.services.minutes.having_left import must_not_have_left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.store.protocol import Change, Store

CodeAnd = tuple[str, str]
"""An agency's code, and its level or its words."""


class Stated(NamedTuple):
    """What is said of a risk in one breath.

    Ratings by agency; what was agreed: a level, "none" where the group could not agree, or None
    where nothing is said of it; and who dissents from that, in which words.
    """

    ratings: Sequence[CodeAnd] = ()
    agreed: str | None = None
    dissent: Sequence[CodeAnd] = ()


class Changed(NamedTuple):
    """A risk just changed, and what a person might not have expected of it."""

    risk: RiskSeen
    remarks: list[str]


def state_whole(
    store: Store,
    case: str,
    text: str,
    *,
    to: RiskTo,
    stated: Stated,
    meeting: str | None,
    on: date,
) -> Changed:
    """Keep a new risk with all that is said of it, as one change.

    Raises CaseNotFound, AgencyNotFound, UsageRefused for a level there is not, and Refused once
    the minutes are final.
    """
    with store.change("risk add") as change:
        found = finding.case(store, case)
        place = said_at(store, meeting, on=on)
        risk = Risk(
            number=change.next_number("risk"),
            case_ref=found.ref,
            text=text,
            to_whom=to,
            raised_on=place.on,
            meeting=place.number,
        )
        change.save(risk)
        return _weighed(store, change, risk, stated, place)


def restate(store: Store, ref: str, *, stated: Stated, meeting: str | None, on: date) -> Changed:
    """Keep what is said anew of a risk there is already, as one change."""
    return _restated(store, "risk add", ref, stated, _Now(meeting, on))


def rate(
    store: Store, ref: str, level: str, *, agency: str, meeting: str | None, on: date
) -> Changed:
    """Keep how an agency rates a risk; what it said at earlier meetings stays."""
    return _restated(store, "risk rate", ref, Stated([(agency, level)]), _Now(meeting, on))


def agree(
    store: Store,
    ref: str,
    level: str,
    *,
    dissent: Sequence[CodeAnd],
    meeting: str | None,
    on: date,
) -> Changed:
    """Keep the level the group agreed, or "none" where it could not, and who dissents."""
    return _restated(store, "risk agree", ref, Stated((), level, dissent), _Now(meeting, on))


def unrate(store: Store, ref: str, agency: str) -> Changed:
    """Take out an agency's latest rating of a risk. Raises NotFound where it gave none."""
    with store.change("risk rate --remove") as change:
        risk = find(store.at_the_table.risks, ref, RISK)
        code = finding.agency(store, agency).code
        ratings = store.at_the_table.ratings.listed(risk=risk.number, agency=code)
        if not ratings:
            raise NotFound(
                f"{code} has not rated {risk.ref}.",
                f"See who has with: marg risk show {risk.ref}",
            )
        must_be_open(store, ratings[-1].meeting)
        change.remove(ratings[-1])
        change.about(risk.case_ref)
        return _changed(store, risk, [])


def edit(store: Store, ref: str, *, text: str | None, to: RiskTo | None) -> Changed:
    """Put right how a risk is worded, or to whom it is; levels are rated and agreed anew."""
    must_change(text, to, options="TEXT, --to")
    with store.change("risk edit") as change:
        risk = find(store.at_the_table.risks, ref, RISK)
        must_not_have_left(store, risk)
        changed = edited(risk, text=text, to_whom=to)
        change.save(changed)
        change.about(risk.case_ref)
        return _changed(store, changed, [])


def remove(store: Store, ref: str) -> RiskSeen:
    """Take out a risk that should not have been added, with all that was said of it."""
    with store.change("risk remove") as change:
        table = store.at_the_table
        risk = find(table.risks, ref, RISK)
        ratings = table.ratings.listed(risk=risk.number)
        agreements = table.agreements.listed(risk=risk.number)
        must_not_have_left(store, risk)
        for meeting in {r.meeting for r in ratings} | {a.meeting for a in agreements}:
            must_be_open(store, meeting)
        seen = _changed(store, risk, []).risk
        change.remove(*table.dissents.listed(risk=risk.number), *agreements, *ratings, risk)
        change.about(risk.case_ref)
        return seen


def show(store: Store, ref: str) -> RiskShown:
    """Show one risk with every rating and every agreement. Raises RiskNotFound."""
    with store.read("risk show") as reading:
        risk = find(store.at_the_table.risks, ref, RISK)
        reading.about(risk.ref, risk.case_ref)
        return shown_of(store, risk)


def listed(store: Store, case: str | None) -> list[RiskSeen]:
    """List the risks of one case, or of all, in the order they were raised."""
    with store.read("risk list") as reading:
        ref = case_named(store, case)
        found = views(store, store.at_the_table.risks.listed(case_ref=ref))
        note_list(reading, ref, len(found))
        return found


def code_and(text: str, sign: str, example: str) -> tuple[str, str | None]:
    """Read a code and what stands behind *sign*, None where nothing does.

    Raises UsageRefused where there is no code.
    """
    code, _, rest = text.partition(sign)
    if not code.strip():
        raise UsageRefused(f"{text} names no agency.", f"For example: {example}")
    return code.strip(), rest.strip() or None


class _Now(NamedTuple):
    """When a risk is spoken of: the meeting that was named, if any, and today."""

    meeting: str | None
    on: date


def _restated(store: Store, command: str, ref: str, stated: Stated, now: _Now) -> Changed:
    with store.change(command) as change:
        risk = find(store.at_the_table.risks, ref, RISK)
        place = said_at(store, now.meeting, on=now.on)
        return _weighed(store, change, risk, stated, place)


def _weighed(store: Store, change: Change, risk: Risk, stated: Stated, place: Place) -> Changed:
    """Keep ratings, agreement and dissent, and tell how the risk stands now."""
    for each in stated.ratings:
        change.save(_rating(store, change, risk, each, place))
    if stated.agreed is not None:
        _agree(store, change, risk, stated, place)
    elif stated.dissent:
        raise UsageRefused(
            "A dissent is from what was agreed, and nothing is said of that.",
            "Say it too: --agreed LEVEL    or, where the group could not agree: --agreed none",
        )
    change.about(risk.ref, risk.case_ref)
    case = finding.case(store, risk.case_ref)
    return _changed(store, risk, place.heard(store, change, case))


def _rating(store: Store, change: Change, risk: Risk, rated: CodeAnd, place: Place) -> RiskRating:
    """An agency's rating, which takes the place of one it gave at the same meeting or day."""
    agency, level = rated
    code = finding.agency(store, agency).code
    there = store.at_the_table.ratings.listed(risk=risk.number, agency=code)
    same = [r for r in there if (r.rated_on, r.meeting) == (place.on, place.number)]
    return RiskRating(
        number=same[0].number if same else change.next_number("risk_rating"),
        risk=risk.number,
        case_ref=risk.case_ref,
        agency=code,
        level=read_level(level, group(store).levels),
        rated_on=place.on,
        meeting=place.number,
    )


def _agree(store: Store, change: Change, risk: Risk, stated: Stated, place: Place) -> None:
    """Keep what was agreed; it takes the place of what was at the same meeting or day."""
    table, agreed = store.at_the_table, (stated.agreed or "").strip().casefold()
    there = table.agreements.listed(risk=risk.number)
    same = [a for a in there if (a.agreed_on, a.meeting) == (place.on, place.number)]
    agreement = RiskAgreement(
        number=same[0].number if same else change.next_number("risk_agreement"),
        risk=risk.number,
        case_ref=risk.case_ref,
        level=None if agreed == NOT_AGREED else read_level(agreed, group(store).levels),
        agreed_on=place.on,
        meeting=place.number,
    )
    before = table.dissents.listed(risk=risk.number)
    change.remove(*(dissent for dissent in before if dissent.agreement == agreement.number))
    change.save(agreement, *_dissents(store, agreement, stated.dissent))


def _dissents(
    store: Store, agreement: RiskAgreement, dissent: Sequence[CodeAnd]
) -> Iterable[RiskDissent]:
    for agency, text in dissent:
        yield RiskDissent(
            agreement=agreement.number,
            risk=agreement.risk,
            case_ref=agreement.case_ref,
            agency=finding.agency(store, agency).code,
            text=text,
        )


def _changed(store: Store, risk: Risk, remarks: list[str]) -> Changed:
    (seen,) = views(store, [risk])
    return Changed(seen, remarks)
