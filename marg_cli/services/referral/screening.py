"""Screening a case: what is known already, the answers kept, and one taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.case import opened_by
from marg_cli.domain.screening import LABELS, Screening, said
from marg_cli.domain.screening_answers import READERS
from marg_cli.domain.themes import with_themes
from marg_cli.domain.value import replace
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.cases.days import after
from marg_cli.services.cases.themes import new_themes, read_themes
from marg_cli.services.past_days import day_that_came
from marg_cli.services.referral.screened import of_latest
from marg_cli.services.referral.screening_view import ScreeningView, latest_view, screening_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

NEEDED = ("supervised", "other_process", "tried", "immediate_risk")
"""What nothing is kept without: each is answered, if only by no or none."""

FROM_REFERRAL = {
    "supervised": "supervision",
    **{field: field for field in ("other_process", "tried", "failed_because")},
    **{field: field for field in ("immediate_risk", "reported_to")},
}
"""Which answer of a referral each question goes on from."""


class Known(NamedTuple):
    """What stands before somebody who screens a case.

    `referral` and `last` go by the fields of a screening, as words; `proposed` is what an answer
    is when nobody says otherwise: last time's, else the referral's.
    """

    ref: str
    themes: tuple[str, ...]
    referral: dict[str, str]
    last_on: date | None
    last: dict[str, str]

    @property
    def proposed(self) -> dict[str, str]:
        """The answers to go on from."""
        return self.last or self.referral


class Screened(NamedTuple):
    """What was kept, how the case stands now, what a person should know, and its sharing basis."""

    screening: ScreeningView
    status: str
    remarks: list[str]
    basis: list[str]


def known(store: Store, ref: str) -> Known:
    """Say what the referral and the last screening said. Raises CaseNotFound, or Refused."""
    with store.read("case screen") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        _must_be_open(case)
        return _known(store, case)


def screen(
    store: Store,
    ref: str,
    answers: Mapping[str, str],
    *,
    themes: Sequence[str] = (),
    same: bool = False,
    meeting: str | None = None,
    day: str | None = None,
    on: date,
) -> Screened:
    """Keep the *answers* by the fields of a screening; another one the same day puts it right.

    What was not answered is as last time with *same*, or where that day's is put right. *themes*
    are added to the case's. Without a *meeting* named it is for the next one the case is listed
    at. Raises UsageRefused for what is missing or cannot be read, ThemeMistyped, MeetingNotFound,
    DateNotUnderstood, or Refused for an ended case, a day to come or before the referral.
    """
    with store.change("case screen") as change:
        case = finding.case(store, ref)
        _must_be_open(case)
        referrals = store.cases.referrals(case.ref)
        referral = opened_by(referrals)
        screened_on = after(referral, day_that_came(day, on=on))
        kept = of_latest(store.screenings.listed(case.ref), referrals)
        todays = next((each for each in kept if each.screened_on == screened_on), None)
        given = {field: READERS[field](text) for field, text in answers.items()}
        if same or todays:
            given = _as_before(case, [todays] if todays else kept) | given
        _must_be_whole(given)
        added = read_themes(themes)
        remarks = new_themes(store, added)
        case = replace(case, themes=with_themes(case.themes, added))
        held = _meeting(store, case, meeting, on)
        screening = Screening(
            number=todays.number if todays else change.next_number("screening"),
            case_ref=case.ref,
            referral=referral.number if referral else None,
            screened_on=screened_on,
            meeting=held.number if held else None,
            themes=case.themes,
            **given,
        )
        latest = max([*kept, screening], key=lambda each: each.screened_on)
        case = case.screened(screening) if latest.screened_on == screened_on else case
        change.save(case, screening)
        before = [each for each in kept if each.screened_on < screened_on]
        view = screening_view(store, screening, before[-1] if before else None)
        return Screened(view, case.status.value, remarks, _basis(store, case.ref))


def take_out(store: Store, ref: str) -> Screened:
    """Take out the last screening of a case's latest referral. Raises Refused without one."""
    with store.change("case screen") as change:
        case = finding.case(store, ref)
        kept = of_latest(store.screenings.listed(case.ref), store.cases.referrals(case.ref))
        if not kept:
            raise Refused(
                f"{case.ref} has not been screened.", f"Screen it: marg case screen {case.ref}"
            )
        view = latest_view(store, kept)
        assert view is not None  # noqa: S101 - there is one
        case = case.unscreened() if len(kept) == 1 else case
        change.remove(kept[-1])
        change.save(case)
        return Screened(view, case.status.value, [], [])


def _basis(store: Store, ref: str) -> list[str]:
    """Why it may be shared, in words; what is not decided is said too."""
    from marg_cli.services.data_protection.basis import basis_of, in_words

    basis = basis_of(store, ref)
    return in_words(basis) if basis else [f"no basis is decided yet: marg case basis {ref}"]


def _must_be_open(case: Case) -> None:
    from marg_cli.services.agendas.listing import must_be_live

    must_be_live(case)


def _known(store: Store, case: Case) -> Known:
    referrals = store.cases.referrals(case.ref)
    referral = opened_by(referrals)
    answers = store.referral_answers.get(referral.number) if referral else None
    told = {
        field: text
        for field, source in FROM_REFERRAL.items()
        if answers and (text := getattr(answers, source))
    }
    kept = of_latest(store.screenings.listed(case.ref), referrals)
    return Known(
        ref=case.ref,
        themes=case.themes,
        referral=told,
        last_on=kept[-1].screened_on if kept else None,
        last=_said_last(kept[-1]) if kept else {},
    )


def _said_last(screening: Screening) -> dict[str, str]:
    """The answers given last time; what needs no answer and had none is left out."""
    return {
        field: said(screening, field)
        for field in LABELS
        if field in NEEDED or getattr(screening, field)
    }


def _as_before(case: Case, kept: Sequence[Screening]) -> dict[str, Any]:
    if not kept:
        raise UsageRefused(
            f"{case.ref} has not been screened since it was referred: there is no last time.",
            "Answer the questions: --supervision, --other-process, --tried, --immediate-risk",
        )
    return {field: getattr(kept[-1], field) for field in READERS}


def _must_be_whole(given: Mapping[str, Any]) -> None:
    missing = [LABELS[field] for field in NEEDED if field not in given]
    if missing:
        raise UsageRefused(f"Nobody answered: {', '.join(missing)}.", "Answer each, if only by no.")


def _meeting(store: Store, case: Case, named: str | None, on: date) -> Meeting | None:
    """The meeting it is for: the one named, else the next one the case is listed at."""
    if named is not None:
        return finding.meeting(store, named, today=on)
    day = store.agendas.next_slots(on.isoformat()).get(case.ref)
    return finding.meeting(store, day, today=on) if day else None
